/**
 * Messages that a process was killed over: Discord sends a message once, so whoever starts next takes them up by their
 * ids. What stood in them is read from Discord again; nothing of it was kept.
 */
import type { Client, Message } from 'discord.js';
import type { Note } from '../../../src/store/deliveries.ts';
import type { Deps } from '../deps.ts';
import { onMessage } from './message.ts';

/** An answer that comes later than this surprises more than it helps. */
const LATEST_MS = 15 * 60_000;
/** Discord knows a nonce for some minutes: so long a message that is posted again is the one that stands there. */
const NONCE_LASTS_MS = 120_000;
/** How many messages after a question are looked at for its answer. */
const LOOKED_AT = 50;

/** By what a message is found again. */
export function noteOf({ channelId, id }: Message): Note {
  return { channel: channelId, message: id };
}

/** Answers what was begun and not done. Never rejects. */
export async function resumeAbandoned(client: Client, deps: Deps): Promise<void> {
  const { store, log } = deps;
  try {
    for (const { note, claimedAt } of await store.deliveries.abandoned('discord')) {
      if (Date.now() - claimedAt > LATEST_MS) continue;
      const message = await messageAt(client, note);
      if (message === null) continue;
      log.info({ message: message.id }, 'taken up after a process that is gone');
      await onMessage(message, deps);
    }
  } catch (err) {
    log.warn({ err }, 'what was begun not taken up');
  }
}

/** The message of a note; null where it is of another shard or gone. Direct messages are of the first shard. */
async function messageAt(client: Client, { channel: channelId, message: id }: Note): Promise<Message | null> {
  if (!channelId || !id) return null;
  const isFirst = (client.options.shards as readonly number[]).includes(0);
  const channel = client.channels.cache.get(channelId) ?? (isFirst ? await client.channels.fetch(channelId).catch(() => null) : null);
  if (!channel?.isTextBased()) return null;
  return channel.messages.fetch(id).catch(() => null);
}

/** Whether the answer to a message that was begun stands already. Where that cannot be read, it does not. */
export async function isAnswered(message: Message): Promise<boolean> {
  if (Date.now() - message.createdTimestamp < NONCE_LASTS_MS) return false;
  const us = message.client.user.id;
  const thread = message.hasThread ? await message.client.channels.fetch(message.id).catch(() => null) : null;
  if (thread?.isThread()) {
    const said = await thread.messages.fetch({ limit: LOOKED_AT }).catch(() => null);
    return said?.some(({ author }) => author.id === us) ?? false;
  }
  const after = await message.channel.messages.fetch({ after: message.id, limit: LOOKED_AT }).catch(() => null);
  return after?.some(({ author, reference }) => author.id === us && reference?.messageId === message.id) ?? false;
}
