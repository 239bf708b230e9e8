/** Posting an answer to a message: where, with what permissions, and once though a response may be lost. */
import {
  ChannelType,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  type Message,
  type MessageCreateOptions,
  MessageFlags,
  RESTJSONErrorCodes,
  type ThreadChannel,
} from 'discord.js';
import type { Deps } from '../deps.ts';
import { missingPermissions, type PermissionFlag } from '../permissions.ts';
import { type Components, note } from '../render/components.ts';
import { escaped } from '../render/escape.ts';
import { ARCHIVE_AFTER_MINUTES, threadName } from '../threads.ts';
import { say } from '../words.ts';

/**
 * A thread on the message, a reply where it stands, or nowhere for want of permissions. `quotes`: whether a reply may
 * point at the message, which Discord allows only to those who may read what was written before.
 */
export type Destination = { kind: 'thread' | 'reply'; quotes: boolean } | { missing: string[] };

/** Where an answer goes, by what the bot may do there: a channel is kept clear by a thread. */
export function destinationOf(message: Message): Destination {
  const { channel, client } = message;
  if (channel.isDMBased()) return { kind: 'reply', quotes: true };
  const has = channel.permissionsFor(client.user);
  const lacks = (...flags: PermissionFlag[]): string[] => missingPermissions(has, flags);
  const quotes = lacks('ReadMessageHistory').length === 0;
  const canHoldThreads = channel.type === ChannelType.GuildText || channel.type === ChannelType.GuildAnnouncement;
  if (canHoldThreads && lacks('ViewChannel', 'CreatePublicThreads', 'SendMessagesInThreads').length === 0)
    return { kind: 'thread', quotes };
  const missing = lacks('ViewChannel', channel.isThread() ? 'SendMessagesInThreads' : 'SendMessages');
  return missing.length > 0 ? { missing } : { kind: 'reply', quotes };
}

/**
 * Posts messages for a message, and gives the id of the last. Each carries a nonce made of the message's id: a request
 * that is repeated because its response was lost posts nothing twice. Where a later one fails, the reader is told.
 */
export async function post(
  message: Message,
  { kind, quotes }: Exclude<Destination, { missing: string[] }>,
  messages: readonly Components[],
  deps: Deps,
  locale: string,
  question = '',
): Promise<string> {
  const thread = kind === 'thread' ? await threadOn(message, question, deps) : null;
  const channel = thread ?? message.channel;
  if (!channel.isSendable()) throw new Error(`a channel of type ${channel.type} takes no messages`);
  const send = async (components: Components, n: number): Promise<string> => {
    const options: MessageCreateOptions = {
      components,
      flags: MessageFlags.IsComponentsV2,
      nonce: `${message.id}-${n}`,
      enforceNonce: true,
      ...(n === 0 && thread === null && quotes ? { reply: { messageReference: message, failIfNotExists: false } } : {}),
    };
    return (await channel.send(options)).id;
  };
  let last = message.id;
  for (const [n, components] of messages.entries())
    try {
      last = await send(components, n);
    } catch (error) {
      if (n > 0) await send(note(escaped(say(locale, 'failed'))), messages.length).catch(() => {});
      throw error;
    }
  return last;
}

/** A thread on a message; the one that is there if it has one. Null where it cannot be opened after all: then a reply has to do. */
async function threadOn(message: Message, question: string, { log }: Deps): Promise<ThreadChannel | null> {
  if (message.hasThread) return existingThread(message);
  try {
    return await message.startThread({ name: threadName(question), autoArchiveDuration: ARCHIVE_AFTER_MINUTES });
  } catch (error) {
    if (isThreadThere(error)) return existingThread(message);
    if (isGone(error)) throw error;
    log.warn({ message: message.id, err: error }, 'thread not opened');
    return null;
  }
}

/** A thread has the id of the message that it is on. */
async function existingThread({ id, client }: Message): Promise<ThreadChannel | null> {
  const channel = await client.channels.fetch(id).catch(() => null);
  return channel?.isThread() ? channel : null;
}

/** Whether a thread was not opened because there is one: told by Discord, or by discord.js before it asks. */
export function isThreadThere(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage;
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.MessageExistingThread;
}

/** Whether the message that asked was deleted meanwhile: who took a question back wants no answer. */
export function isGone(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage;
}

/** Whether Discord says that the bot may not do something here. */
export function isForbidden(error: unknown): boolean {
  const codes: unknown[] = [RESTJSONErrorCodes.MissingPermissions, RESTJSONErrorCodes.MissingAccess];
  return error instanceof DiscordAPIError && codes.includes(error.code);
}

/** Tells who mentioned LexSEA where it may not write what is missing: in a direct message, as nobody else need see it. */
export async function tellMissing(message: Message, missing: readonly string[], { log }: Deps, locale: string): Promise<void> {
  log.info({ server: message.guildId, channel: message.channelId, missing }, 'mentioned where it may not answer');
  const text = `<#${message.channelId}>: ${escaped(say(locale, 'missing', { permissions: missing.join(', ') }))}`;
  await message.author
    .send({ components: note(text), flags: MessageFlags.IsComponentsV2, nonce: message.id, enforceNonce: true })
    .catch(() => log.info({ server: message.guildId }, 'nor by direct message'));
}
