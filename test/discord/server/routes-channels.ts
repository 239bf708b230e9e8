/** REST routes on channels, messages and threads. */
import { PermissionFlagsBits as P } from 'discord.js';
import { type Json, wrong } from './form.ts';
import { ApiError, type Call, invalidForm, type Route } from './http.ts';
import { THREAD } from './limits.ts';
import type { Message } from './message.ts';
import { FLAG } from './message-form.ts';
import { permissionsOf } from './permissions.ts';
import { announce, check, edit, post, remove } from './posting.ts';
import type { State } from './state.ts';
import { CHANNEL, Channel } from './world.ts';

/** The channel of a call, if the bot can see it. Throws 10003 or 50001. */
export function channelOf({ params }: Pick<Call, 'params'>, state: State): Channel {
  const channel = state.channels.get(params.channel ?? '');
  if (!channel || (channel.guild && !channel.guild.members.has(state.bot.id))) throw new ApiError(404, 10003, 'Unknown Channel');
  if (channel.guild && !(permissionsOf(channel.guild, channel, state.bot.id) & P.ViewChannel))
    throw new ApiError(403, 50001, 'Missing Access');
  return channel;
}

function need(state: State, channel: Channel, ...bits: bigint[]): void {
  if (!channel.guild) return;
  const has = permissionsOf(channel.guild, channel, state.bot.id);
  if (bits.some((bit) => !(has & bit))) throw new ApiError(403, 50013, 'Missing Permissions');
}

const sending = (channel: Channel): bigint => (channel.isThread ? P.SendMessagesInThreads : P.SendMessages);

function messageOf(call: Call, state: State): Message {
  const channel = channelOf(call, state);
  const message = channel.messages.get(call.params.message ?? '');
  if (!message || message.onlyFor) throw new ApiError(404, 10008, 'Unknown Message');
  return message;
}

const shown = (state: State, message: Message): Json =>
  message.wire({ hideContent: !state.contentAllowed && !message.readableWithoutIntent(state.bot) });

function create(call: Call, state: State): Json {
  const channel = channelOf(call, state);
  if (channel.type === CHANNEL.forum) throw new ApiError(400, 50008, 'Cannot send messages in a non-text channel');
  need(state, channel, sending(channel));
  const body = (call.body ?? {}) as Json;
  if (call.files.length > 0) need(state, channel, P.AttachFiles);
  if (Array.isArray(body.embeds) && body.embeds.length > 0) need(state, channel, P.EmbedLinks);
  check(body, { how: 'create', interaction: false, files: call.files });
  const reference = body.message_reference as Json | undefined;
  if (reference) {
    need(state, channel, P.ReadMessageHistory);
    if (!channel.messages.has(String(reference.message_id))) {
      if (reference.fail_if_not_exists !== false)
        throw invalidForm([wrong(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')]);
      body.message_reference = undefined;
    }
  }
  if (body.enforce_nonce && body.nonce !== undefined) {
    // "If another message was created by the same author with the same nonce, that message will be returned" (resources/message).
    const same = [...channel.messages.values()].find((each) => each.author.id === state.bot.id && each.nonce === body.nonce);
    if (same) return same.wire();
  }
  if (channel.archived) channel.archived = false;
  return post(state, { channel, body, files: call.files, via: 'channel' }).wire();
}

/** Begins a thread and tells everybody. The people in it are who began it. */
export function beginThread(state: State, parent: Channel, options: { id?: string; name: string; ownerId: string }): Channel {
  const thread = new Channel(options.id ?? state.newId(), options.name, CHANNEL.publicThread, parent.guild, parent);
  thread.ownerId = options.ownerId;
  const owner = state.users.get(options.ownerId);
  if (owner) thread.people.set(owner.id, owner);
  state.channels.set(thread.id, thread);
  parent.guild?.channels.set(thread.id, thread);
  state.dispatch('THREAD_CREATE', parent.guild?.id ?? null, (intents) =>
    intents & 1 ? { ...thread.wire(state.bot), newly_created: true } : undefined,
  );
  return thread;
}

function threadErrors(body: Json): void {
  const name = String(body.name ?? '');
  const errors = [];
  if (name.length < 1 || name.length > THREAD.name)
    errors.push(wrong(['name'], 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${THREAD.name} in length.`));
  const minutes = body.auto_archive_duration;
  if (minutes !== undefined && minutes !== null && !(THREAD.archiveMinutes as readonly unknown[]).includes(minutes))
    errors.push(wrong(['auto_archive_duration'], 'BASE_TYPE_CHOICES', `Value must be one of {${THREAD.archiveMinutes.join(', ')}}.`));
  if (errors.length > 0) throw invalidForm(errors);
}

function threadFromMessage(call: Call, state: State): Json {
  const message = messageOf(call, state);
  const { channel } = message;
  need(state, channel, P.CreatePublicThreads);
  const body = (call.body ?? {}) as Json;
  threadErrors(body);
  if (message.thread) throw new ApiError(400, 160004, 'A thread has already been created for this message');
  if (channel.isThread || !channel.guild) throw new ApiError(400, 50024, 'Cannot execute action on this channel type');
  const thread = beginThread(state, channel, { id: message.id, name: String(body.name), ownerId: state.bot.id });
  message.thread = thread;
  message.flags |= FLAG.hasThread;
  announce(state, 'MESSAGE_UPDATE', message);
  state.ledger.add('thread', { channel: thread, message });
  return thread.wire(state.bot);
}

function threadAlone(call: Call, state: State): Json {
  const channel = channelOf(call, state);
  need(state, channel, channel.type === CHANNEL.forum ? P.SendMessages : P.CreatePublicThreads);
  const body = (call.body ?? {}) as Json;
  threadErrors(body);
  if (channel.type === CHANNEL.forum) check((body.message ?? {}) as Json, { how: 'create', interaction: false, files: call.files });
  const thread = beginThread(state, channel, { name: String(body.name), ownerId: state.bot.id });
  state.ledger.add('thread', { channel: thread });
  if (channel.type === CHANNEL.forum) post(state, { channel: thread, body: body.message as Json, files: call.files, via: 'channel' });
  return thread.wire(state.bot);
}

function readMessage(call: Call, state: State): Json {
  const message = messageOf(call, state);
  need(state, message.channel, P.ReadMessageHistory);
  return shown(state, message);
}

function listMessages(call: Call, state: State): Json[] {
  const channel = channelOf(call, state);
  // Without the permission the list is empty, not refused (resources/message#get-channel-messages).
  if (channel.guild && !(permissionsOf(channel.guild, channel, state.bot.id) & P.ReadMessageHistory)) return [];
  const limit = Number(call.query.get('limit') ?? 50);
  const before = call.query.get('before');
  const after = call.query.get('after');
  return [...channel.messages.values()]
    .filter(({ id, onlyFor }) => !onlyFor && (!before || BigInt(id) < BigInt(before)) && (!after || BigInt(id) > BigInt(after)))
    .reverse()
    .slice(0, limit)
    .map((message) => shown(state, message));
}

function join(call: Call, state: State): undefined {
  const thread = channelOf(call, state);
  thread.people.set(state.bot.id, state.bot);
}

export const channelRoutes: Route[] = [
  { route: 'GET /channels/:channel', run: (call, state) => channelOf(call, state).wire(state.bot) },
  { route: 'GET /channels/:channel/messages', run: listMessages },
  { route: 'POST /channels/:channel/messages', run: create },
  { route: 'GET /channels/:channel/messages/:message', run: readMessage },
  {
    route: 'PATCH /channels/:channel/messages/:message',
    run: (call, state) => edit(state, messageOf(call, state), (call.body ?? {}) as Json, call.files, { via: 'channel' }).wire(),
  },
  {
    route: 'DELETE /channels/:channel/messages/:message',
    run: (call, state) => {
      const message = messageOf(call, state);
      if (message.author.id !== state.bot.id) need(state, message.channel, P.ManageMessages);
      remove(state, message);
    },
  },
  { route: 'POST /channels/:channel/messages/:message/threads', run: threadFromMessage },
  { route: 'POST /channels/:channel/threads', run: threadAlone },
  { route: 'PUT /channels/:channel/thread-members/@me', run: join },
  {
    route: 'PATCH /channels/:channel',
    run: (call, state) => {
      const channel = channelOf(call, state);
      channel.archived = Boolean((call.body as Json | undefined)?.archived ?? channel.archived);
      return channel.wire(state.bot);
    },
  },
  {
    route: 'POST /channels/:channel/typing',
    run: (call, state) => {
      const channel = channelOf(call, state);
      need(state, channel, sending(channel));
      state.ledger.add('typing', { channel });
    },
  },
  {
    route: 'PUT /channels/:channel/messages/:message/reactions/:emoji/@me',
    run: (call, state) => {
      const message = messageOf(call, state);
      need(state, message.channel, P.AddReactions);
      state.ledger.add('reaction', { message, data: { emoji: call.params.emoji } });
    },
  },
];
