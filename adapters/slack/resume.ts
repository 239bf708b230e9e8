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

/** A replica may be killed at any time, and the others are all that is left of what it had begun. */
const LOOK_AGAIN_MS = 10_000;

/** What cannot be answered is tried so often: Slack may have been away. */
const MOST_TRIES = 3;

/** Answers what other processes left behind, at once and again and again until the signal. Never rejects. */
export async function resume(deps: SlackDeps, options: ResumeOptions): Promise<void> {
  const { signal } = options;
  const failures = new Map<string, number>();
  while (!signal.aborted) {
    await resumeAll(deps, options, failures);
    await wait(LOOK_AGAIN_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}

async function resumeAll(deps: SlackDeps, options: ResumeOptions, failures: Map<string, number>): Promise<void> {
  const { store, log } = deps;
  const abandoned = await orElse(deps, [], store.deliveries.abandoned('slack'));
  for (const { note, claimedAt } of abandoned) {
    const { data } = Left.safeParse(note);
    if (options.signal.aborted) return;
    if (!data || Date.now() - claimedAt > OLDEST_MS) continue;
    const key = `${data.team} ${data.channel} ${data.ts}`;
    const failed = failures.get(key) ?? 0;
    if (failed >= MOST_TRIES) continue;
    try {
      // What is gone from Slack is not looked for again.
      if (!(await resumeOne(deps, data, options))) failures.set(key, MOST_TRIES);
    } catch (error) {
      failures.set(key, failed + 1);
      log.warn({ err: error, team: data.team, channel: data.channel }, 'a question that was left behind could not be answered');
    }
  }
}

/** Answers a question that was left behind; false if it is gone. */
async function resumeOne(deps: SlackDeps, { team, channel, ts, thread, user, sure }: Left, options: ResumeOptions): Promise<boolean> {
  const client = await clientOf(team, options);
  const text = await textOf(client, channel, ts, thread);
  if (text === null) return false;
  await reply(deps, { client, team, channel, user, ts, text, thread }, sure === undefined ? {} : { sure });
  return true;
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
