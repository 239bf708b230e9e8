/** Threads that LexSEA opens, in which a conversation goes on. */
import { type Channel, type Client, MessageFlags, type ThreadChannel } from 'discord.js';
import type { Deps } from './deps.ts';
import { note } from './render/components.ts';
import { plain } from './render/escape.ts';
import { cut, LONGEST_THREAD_NAME } from './render/limits.ts';
import { say } from './words.ts';

/** A day without a message puts a thread away; one message brings it back. */
export const ARCHIVE_AFTER_MINUTES = 1_440;

/** The name of a thread on a question; never empty. Names are plain text to Discord: nothing in them is markup. */
export function threadName(question: string): string {
  return cut(plain(question), LONGEST_THREAD_NAME) || 'LexSEA';
}

/** Whether a channel is a thread that LexSEA opened: there it is asked without being mentioned. */
export function isOwnThread(channel: Channel | null, client: Client): boolean {
  return channel?.isThread() === true && channel.ownerId === client.user?.id;
}

/** Says in a new thread how one asks on. A thread without the line is still a thread: a failure is logged only. */
export async function greet(thread: ThreadChannel, { readsMessages, log }: Deps, locale: string): Promise<void> {
  const text = say(locale, readsMessages ? 'threadGreetingOpen' : 'threadGreeting');
  await thread
    .send({ components: note(`-# ${text}`), flags: MessageFlags.IsComponentsV2, nonce: thread.id, enforceNonce: true })
    .catch((error: unknown) => log.warn({ thread: thread.id, err: error }, 'thread not greeted'));
}
