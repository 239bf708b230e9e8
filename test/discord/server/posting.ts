/** Posting, editing and deleting messages, whichever way they come, with the events that go out for them. */
import { GatewayIntentBits } from 'discord.js';
import type { Json } from './form.ts';
import { ApiError, invalidForm } from './http.ts';
import type { Entry } from './ledger.ts';
import { type Attachment, Message, numbered } from './message.ts';
import { FLAG, isEmpty, type MessageContext, messageErrors, type UploadedFile } from './message-form.ts';
import type { State } from './state.ts';
import type { Channel, User } from './world.ts';

/** Sends an event about a message to the sessions that may have it, without content where they may not read it. */
export function announce(state: State, event: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_DELETE', message: Message): void {
  if (message.onlyFor) return;
  const { guild } = message.channel;
  const needed = guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
  state.dispatch(event, guild?.id ?? null, (intents) => {
    if (!(intents & needed)) return undefined;
    const place = { channel_id: message.channel.id, ...(guild ? { guild_id: guild.id } : {}) };
    if (event === 'MESSAGE_DELETE') return { id: message.id, ...place };
    const hideContent = !(intents & GatewayIntentBits.MessageContent) && !message.readableWithoutIntent(state.bot);
    const member = guild?.memberWire(message.author.id);
    if (member) delete member.user;
    return {
      ...message.wire({ hideContent }),
      ...place,
      channel_type: message.channel.type,
      ...(member && !message.webhook ? { member } : {}),
    };
  });
}

function attach(state: State, body: Json, files: readonly UploadedFile[], kept: readonly Attachment[]): Attachment[] {
  const listed = body.attachments as Json[] | undefined;
  const stay = listed === undefined ? kept : kept.filter(({ id }) => listed.some((each) => String(each.id) === id));
  const added = files.map((file) => {
    const about = listed?.find((each) => file.field === `files[${each.id}]`);
    const described = (about?.description as string | null | undefined) ?? null;
    return {
      id: state.newId(),
      name: String(about?.filename ?? file.name),
      type: file.type,
      content: file.content,
      description: described,
    };
  });
  return [...stay, ...added];
}

function fill(state: State, message: Message, body: Json, files: readonly UploadedFile[]): void {
  if (body.content !== undefined) message.content = String(body.content ?? '');
  if (body.embeds !== undefined) message.embeds = (body.embeds as Json[] | null) ?? [];
  if (body.components !== undefined) message.components = numbered((body.components as unknown[] | null) ?? []);
  message.attachments = attach(state, body, files, message.attachments);
  message.resolveAttachments();
  message.flags |= Number(body.flags ?? 0);
}

/** Checks a message that is to be created. Throws 50035 or 50006. */
export function check(body: Json, context: MessageContext): void {
  const errors = messageErrors(body, context);
  if (errors.length > 0) throw invalidForm(errors);
  if (isEmpty(body, context)) throw new ApiError(400, 50006, 'Cannot send an empty message');
}

export interface Posting {
  channel: Channel;
  body: Json;
  files: readonly UploadedFile[];
  via: NonNullable<Entry['via']>;
  interaction?: { id: string; type: number; user: User; command?: string };
  onlyFor?: User | undefined;
}

type Told = Pick<Entry, 'interaction' | 'via'>;

/** Puts a checked message of the bot into a channel. */
export function post(state: State, { channel, body, files, via, interaction, onlyFor }: Posting): Message {
  const message = new Message(state.newId(), channel, state.bot);
  fill(state, message, body, files);
  message.interaction = interaction;
  message.webhook = via !== 'channel';
  message.onlyFor = onlyFor;
  message.nonce = body.nonce as string | number | undefined;
  const reference = body.message_reference as Json | undefined;
  if (reference) {
    message.reference = {
      message_id: String(reference.message_id),
      channel_id: channel.id,
      ...(channel.guild ? { guild_id: channel.guild.id } : {}),
    };
  }
  channel.messages.set(message.id, message);
  // "LexSEA is thinking…" is no message yet; it becomes one when it is filled.
  if (!(message.flags & FLAG.loading))
    state.ledger.add('message', { message, channel, via, ...(interaction ? { interaction: interaction.id } : {}) });
  announce(state, 'MESSAGE_CREATE', message);
  return message;
}

/** Edits a message of the bot. Throws 50035, 50006 or 50005. */
export function edit(state: State, message: Message, body: Json, files: readonly UploadedFile[], options: Told = {}): Message {
  if (message.author.id !== state.bot.id) throw new ApiError(403, 50005, 'Cannot edit a message authored by another user');
  const { content, embeds, components, attachments, flags } = message;
  check(body, {
    how: 'edit',
    interaction: options.interaction !== undefined,
    files,
    before: { content, embeds, components, attachments, flags },
  });
  fill(state, message, body, files);
  const first = (message.flags & FLAG.loading) !== 0;
  message.flags &= ~FLAG.loading;
  if (!first) message.edits++;
  state.ledger.add(first ? 'message' : 'edit', { message, channel: message.channel, ...options });
  announce(state, 'MESSAGE_UPDATE', message);
  return message;
}

/** Takes a message away. */
export function remove(state: State, message: Message): void {
  message.channel.messages.delete(message.id);
  message.deleted = true;
  state.ledger.add('delete', { message, channel: message.channel });
  announce(state, 'MESSAGE_DELETE', message);
}
