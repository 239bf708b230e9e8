/** Posting an answer to a message: where, with what permissions, and once though a response may be lost. */
import {
  ChannelType,
  DiscordAPIError,
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
import { messageOf } from '../turn.ts';
import { say } from '../words.ts';

/** A thread on the message, a reply where it stands, or nowhere. */
export type Destination = { kind: 'thread' } | { kind: 'reply' } | { missing: string[] };

/** Where an answer goes, by what the bot may do there: a channel is kept clear by a thread. */
export function destinationOf(message: Message): Destination {
  const { channel, client } = message;
  if (channel.isDMBased()) return { kind: 'reply' };
  const has = channel.permissionsFor(client.user);
  const write: PermissionFlag = channel.isThread() ? 'SendMessagesInThreads' : 'SendMessages';
  const canHoldThreads = channel.type === ChannelType.GuildText || channel.type === ChannelType.GuildAnnouncement;
  if (canHoldThreads && missingPermissions(has, ['ViewChannel', 'CreatePublicThreads', 'SendMessagesInThreads']).length === 0)
    return { kind: 'thread' };
  const missing = missingPermissions(has, ['ViewChannel', write]);
  return missing.length > 0 ? { missing } : { kind: 'reply' };
}

/**
 * Posts messages for a message, and gives the channel they went to and the id of the last. Each carries a nonce made of
 * the message's id: a request that is repeated because its response was lost posts nothing twice.
 */
export async function post(
  message: Message,
  destination: Exclude<Destination, { missing: string[] }>,
  messages: readonly Components[],
  deps: Deps,
  question = '',
): Promise<{ channel: string; last: string }> {
  const thread = destination.kind === 'thread' ? await threadOn(message, question, deps) : null;
  const channel = thread ?? message.channel;
  if (!channel.isSendable()) throw new Error(`a channel of type ${channel.type} takes no messages`);
  let last = message.id;
  for (const [n, components] of messages.entries()) {
    const options: MessageCreateOptions = {
      components,
      flags: MessageFlags.IsComponentsV2,
      nonce: `${message.id}-${n}`,
      enforceNonce: true,
      ...(n === 0 && thread === null ? { reply: { messageReference: message, failIfNotExists: false } } : {}),
    };
    last = (await channel.send(options)).id;
  }
  return { channel: channel.id, last };
}

/** A thread on a message; the one that is there if it has one. Null where it cannot be opened after all: then a reply has to do. */
async function threadOn(message: Message, question: string, { log }: Deps): Promise<ThreadChannel | null> {
  try {
    return await message.startThread({ name: threadName(question), autoArchiveDuration: ARCHIVE_AFTER_MINUTES });
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) {
      const existing = await message.client.channels.fetch(message.id).catch(() => null);
      return existing?.isThread() ? existing : null;
    }
    log.warn({ message: message.id, error: messageOf(error) }, 'thread not opened');
    return null;
  }
}

/** Tells who mentioned LexSEA where it may not write what is missing: in a direct message, as nobody else need see it. */
export async function tellMissing(message: Message, missing: readonly string[], { log }: Deps, locale: string): Promise<void> {
  log.info({ server: message.guildId, channel: message.channelId, missing }, 'mentioned where it may not answer');
  const text = `<#${message.channelId}>: ${escaped(say(locale, 'missing', { permissions: missing.join(', ') }))}`;
  await message.author
    .send({ components: note(text), flags: MessageFlags.IsComponentsV2, nonce: message.id, enforceNonce: true })
    .catch(() => log.info({ server: message.guildId }, 'nor by direct message'));
}
