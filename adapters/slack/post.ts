/** Posts, changes and finds the messages of an answer, each of them once. */
import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { SlackMessage } from './render/pack.ts';
import { isUncertain, refusesBlocks } from './web-client.ts';

/** The event_type of the metadata that marks a message as an answer. */
const ANSWER = 'lexsea_answer';

/** Where an answer goes, and to which message it is the answer. */
export interface Target {
  client: webApi.WebClient;
  channel: string;
  /** The thread, undefined for the conversation itself. */
  thread: string | undefined;
  /** ts of the message that asks; what else a message is about that answers none. */
  question: string;
  /** ts from which on what was posted is looked for, where `question` is none. */
  since?: string;
}

/** Nothing in a message may become a link, a preview or a mention beyond its blocks. */
const QUIET = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' } as const;

/** How long to wait before a post whose fate is unknown is tried again, in milliseconds; a minute in all. */
const PATIENCE_MS = [250, 1_000, 2_000, 5_000, 10_000, 20_000, 20_000];

/**
 * Posts the parts of an answer that are not yet there; gives the ts of all parts in order. `mayBeThere` asks Slack first:
 * a process may have been killed after it posted.
 * @throws what Slack answers, as not_in_channel
 */
export async function postAnswer(target: Target, messages: readonly SlackMessage[], mayBeThere: boolean): Promise<string[]> {
  const posted = mayBeThere ? await postedParts(target) : new Map<number, string>();
  for (const [part, message] of messages.entries())
    if (!posted.has(part)) posted.set(part, await postPart(target, message, part, messages.length));
  return messages.flatMap((_, part) => posted.get(part) ?? []);
}

async function postPart(target: Target, message: SlackMessage, part: number, parts: number): Promise<string> {
  const { client, channel, thread, question } = target;
  const metadata = { event_type: ANSWER, event_payload: { question, part, parts } };
  for (let attempt = 0; ; attempt++) {
    try {
      const { ts = '' } = await withFallback(message, (form) =>
        client.chat.postMessage({ channel, ...(thread ? { thread_ts: thread } : {}), ...form, ...QUIET, metadata }),
      );
      return ts;
    } catch (error) {
      const patience = PATIENCE_MS[attempt];
      if (!isUncertain(error) || patience === undefined) throw error;
      await wait(patience);
      const there = (await postedParts(target)).get(part);
      if (there) return there;
    }
  }
}

/**
 * Which parts of the answer to a message are there, and their ts. None if Slack does not let the bot read there: an answer
 * that comes twice is better than none.
 */
async function postedParts({ client, channel, thread, question, since }: Target): Promise<Map<number, string>> {
  const range = { channel, oldest: since ?? question, inclusive: true, include_all_metadata: true, limit: 200 };
  const { messages = [] } = await patiently<webApi.ConversationsRepliesResponse>(() =>
    thread
      ? client.conversations.replies({ ...range, ts: thread })
      : (client.conversations.history(range) as Promise<webApi.ConversationsRepliesResponse>),
  ).catch((error: unknown): webApi.ConversationsRepliesResponse => {
    if (isUncertain(error)) throw error;
    return { ok: false };
  });
  return new Map(
    messages.flatMap(({ ts, metadata }): [number, string][] => {
      const { question: of, part } = (metadata?.event_payload ?? {}) as { question?: unknown; part?: unknown };
      return metadata?.event_type === ANSWER && of === question && typeof part === 'number' && ts ? [[part, ts]] : [];
    }),
  );
}

/** Makes the posted parts those of another answer: changes what is there, posts what is missing, deletes what is too much. */
export async function replaceAnswer(target: Target, posted: readonly string[], messages: readonly SlackMessage[]): Promise<string[]> {
  const { client, channel, question, thread } = target;
  const kept: string[] = [];
  for (const [part, message] of messages.entries()) {
    const ts = posted[part];
    if (ts === undefined) {
      kept.push(await postPart({ client, channel, thread, question }, message, part, messages.length));
      continue;
    }
    const metadata = { event_type: ANSWER, event_payload: { question, part, parts: messages.length } };
    await patiently(() =>
      withFallback(message, (form) => client.chat.update({ channel, ts, ...form, link_names: false, parse: 'none', metadata })),
    );
    kept.push(ts);
  }
  for (const ts of posted.slice(messages.length)) await patiently(() => client.chat.delete({ channel, ts }));
  return kept;
}

/** Shows messages to one person in a channel. */
export async function postEphemeral(
  { client, channel, thread }: Omit<Target, 'question'>,
  user: string,
  messages: readonly SlackMessage[],
): Promise<void> {
  for (const message of messages)
    await withFallback(message, (form) =>
      client.chat.postEphemeral({ channel, user, ...(thread ? { thread_ts: thread } : {}), ...form, link_names: false, parse: 'none' }),
    );
}

/** Repeats what may be done twice until its fate is known, for a minute. */
export async function patiently<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const patience = PATIENCE_MS[attempt];
      if (!isUncertain(error) || patience === undefined) throw error;
      await wait(patience);
    }
  }
}

/** Sends a message, in simpler blocks if Slack refuses those that it has. */
async function withFallback<Result>(
  { text, blocks, fallback }: SlackMessage,
  send: (form: Pick<SlackMessage, 'text' | 'blocks'>) => Promise<Result>,
): Promise<Result> {
  try {
    return await send({ text, blocks });
  } catch (error) {
    if (!fallback || !refusesBlocks(error)) throw error;
    return send({ text, blocks: fallback });
  }
}
