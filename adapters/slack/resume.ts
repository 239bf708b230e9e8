/**
 * Questions that a killed process left behind after it had acknowledged them: Slack does not send them again. What was
 * noted of each are ids; what it asks is read where it stands, in Slack.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import * as z from 'zod';
import { type ClientOptions, clientOf } from './client-of.ts';
import { isFromPerson } from './listeners/from.ts';
import { reply } from './reply.ts';
import { orElse, type SlackDeps } from './turn.ts';

const Left = z.object({
  team: z.string(),
  channel: z.string(),
  ts: z.string(),
  thread: z.string().optional(),
  user: z.string(),
  sure: z.coerce.number().optional(),
});
type Left = z.infer<typeof Left>;

/** Older questions are not answered any more: nobody waits for them. */
const OLDEST_MS = 60 * 60_000;

export interface ResumeOptions extends ClientOptions {
  signal: AbortSignal;
}

/** A process of another machine counts as gone when it has given no sign for fifteen seconds. */
const LOOK_AGAIN_MS = 20_000;

/** Answers what was left behind, at once and once more when it is known of all processes whether they live. Never rejects. */
export async function resume(deps: SlackDeps, options: ResumeOptions): Promise<void> {
  await resumeAll(deps, options);
  const { signal } = options;
  await wait(LOOK_AGAIN_MS, undefined, { signal, ref: false }).then(
    () => resumeAll(deps, options),
    () => {},
  );
}

async function resumeAll(deps: SlackDeps, options: ResumeOptions): Promise<void> {
  const { store, log } = deps;
  const abandoned = await orElse(deps, [], store.deliveries.abandoned('slack'));
  for (const { note, claimedAt } of abandoned) {
    const { data } = Left.safeParse(note);
    if (options.signal.aborted) return;
    if (!data || Date.now() - claimedAt > OLDEST_MS) continue;
    try {
      await resumeOne(deps, data, options);
    } catch (error) {
      log.warn({ err: error, team: data.team, channel: data.channel }, 'a question that was left behind could not be answered');
    }
  }
}

async function resumeOne(deps: SlackDeps, { team, channel, ts, thread, user, sure }: Left, options: ResumeOptions): Promise<void> {
  const client = await clientOf(team, options);
  const text = await textOf(client, channel, ts, thread);
  if (text !== null) await reply(deps, { client, team, channel, user, ts, text, thread }, sure === undefined ? {} : { sure });
}

/** What a message of a person says now; null if it is gone. */
async function textOf(client: webApi.WebClient, channel: string, ts: string, thread: string | undefined): Promise<string | null> {
  const range = { channel, oldest: ts, latest: ts, inclusive: true, limit: 1 };
  const inThread = thread !== undefined && thread !== ts;
  const { messages = [] } = await (inThread
    ? client.conversations.replies({ ...range, ts: thread, limit: 2 })
    : client.conversations.history(range));
  const message = messages.find((each) => each.ts === ts);
  return message?.text && isFromPerson(message) ? message.text : null;
}
