/** Messages: a mention, a direct message, a follow-up in a thread of ours, a new post of a forum channel. */
import { ChannelType, type Message, MessageType } from 'discord.js';
import { keyOf } from '../../../src/store/keys.ts';
import { stopwatch } from '../../service/meter.ts';
import type { Deps } from '../deps.ts';
import { note } from '../render/components.ts';
import { escaped } from '../render/escape.ts';
import type { DiscordSettings, Where } from '../settings.ts';
import { isOwnThread } from '../threads.ts';
import { recall, remember, renderTurn, type Turned, takeTurn } from '../turn.ts';
import { isStillThere, settingsAt, waitFor, whereOfMessage } from '../where.ts';
import { say } from '../words.ts';
import { type Destination, destinationOf, isForbidden, isGone, post, tellMissing } from './post.ts';
import { isAnswered, noteOf } from './resume.ts';

/** Why a message is answered, which decides when silence is better. */
type Way = 'mention' | 'direct' | 'thread' | 'forum';

/** Answers a message that is meant for LexSEA, once. Never rejects. */
export async function onMessage(message: Message, deps: Deps): Promise<void> {
  if (message.author.bot || message.webhookId !== null || message.system) return;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return;
  const way = wayOf(message, deps);
  if (way === null) return;
  const where = whereOfMessage(message);
  const key = keyOf('discord', where.community, 'message', message.id);
  const { log } = deps;
  const { deliveries } = deps.store;
  // The store knows whether another process is at it; if it cannot tell, an answer is worth more than the doubt.
  const claim = await deliveries.claim(key, { note: noteOf(message) }).catch((error: unknown) => {
    log.warn({ message: message.id, err: error }, 'message not claimed');
    return 'new';
  });
  if (claim === 'busy' || claim === 'done') return;
  try {
    if (claim !== 'resumed' || !(await isAnswered(message))) await answer(message, way, where, deps);
    if (isStillThere(message.client, where)) await deliveries.done(key);
  } catch (error) {
    deps.meter.failed();
    log.error({ message: message.id, err: error }, 'message not answered');
    await deliveries.release(key).catch(() => {});
  }
}

function wayOf(message: Message, { readsMessages }: Deps): Way | null {
  const { channel, client } = message;
  if (channel.isDMBased()) return 'direct';
  if (message.mentions.users.has(client.user.id)) return 'mention';
  // Discord offers the role of the bot beside the bot itself; the text of such a message comes only with the intent.
  if (readsMessages && message.mentions.roles.some(({ tags }) => tags?.botId === client.user.id)) return 'mention';
  if (channel.isThread() && channel.parent?.type === ChannelType.GuildForum && message.id === channel.id) return 'forum';
  // What is said to somebody else in a thread of ours is not for us.
  const toOthers = message.mentions.users.size > 0 || message.mentions.roles.size > 0 || message.mentions.everyone;
  if (isOwnThread(channel, client) && message.content !== '' && !toOthers) return 'thread';
  return null;
}

async function answer(message: Message, way: Way, where: Where, deps: Deps): Promise<void> {
  const elapsed = stopwatch();
  const settings = await settingsAt(deps, where);
  if (way === 'forum' && !settings.forum) return;
  const locale = message.guild?.preferredLocale ?? 'en-US';
  const destination = destinationOf(message);
  if ('missing' in destination) {
    // A mention wants an answer, and cannot have one here; nobody has asked for the others.
    if (way === 'mention') await tellMissing(message, destination.missing, deps, locale);
    return;
  }
  await deps.turnstile.pass();
  const turned = way === 'forum' ? forumTurn(message, settings, deps) : await turnOf(message, settings, where, deps);
  if (turned === null || (way === 'thread' && turned !== 'nothing' && isNotForUs(turned))) return;
  const seconds = await waitFor(deps, where, message.author.id, 'question', settings);
  if (seconds > 0) {
    if (await mayBeTold(message, where, deps))
      await post(message, inPlace(destination), [note(escaped(say(locale, 'wait', { seconds })))], deps, locale);
    return;
  }
  if (turned === 'nothing') {
    await post(message, inPlace(destination), [note(escaped(say(locale, 'noQuestion')))], deps, locale);
    return;
  }
  // Kept before it is posted: who asks on at once is to be understood.
  const goesOn =
    destination.kind === 'thread' ? message.id : message.channel.isDMBased() || message.channel.isThread() ? message.channelId : null;
  if (goesOn) await remember(deps, where.community, [goesOn], turned.context);
  const messages = renderTurn(deps, turned, { locale, private: false, thread: false });
  try {
    const last = await post(message, destination, messages, deps, locale, turned.asked);
    deps.meter.answered(turned.answer, elapsed());
    if (isStillThere(message.client, where)) await remember(deps, where.community, [last], turned.context);
  } catch (error) {
    if (isGone(error)) return;
    if (way !== 'mention' || !isForbidden(error)) throw error;
    await tellMissing(message, ['View Channels', 'Send Messages'], deps, locale);
  }
}

/** A small word of ours opens no thread. */
function inPlace(destination: Exclude<Destination, { missing: string[] }>): { kind: 'reply'; quotes: boolean } {
  return { kind: 'reply', quotes: destination.quotes };
}

/** Chat between people in a thread of ours: not about the law, or nothing at all. */
function isNotForUs({ answer: { kind, reason } }: Turned): boolean {
  return kind === 'no-answer' && (reason === 'out-of-scope' || reason === 'empty');
}

/** A question within the conversation of its thread, direct channel or the answer that it replies to; `nothing` if there is no text. */
async function turnOf(message: Message, settings: DiscordSettings, where: Where, deps: Deps): Promise<Turned | 'nothing'> {
  const own = textOf(message);
  const replied = message.reference?.messageId;
  const text = own === '' && replied ? await textOfReplied(message) : own;
  if (text === '') return 'nothing';
  const goesOn = message.channel.isDMBased() || message.channel.isThread();
  const earlier =
    (replied ? await recall(deps, where.community, replied) : null) ??
    (goesOn ? await recall(deps, where.community, message.channelId) : null);
  return takeTurn(deps, { text, home: settings.home, earlier });
}

/** A mention without words, as a reply to a message, asks what that message asks. */
async function textOfReplied(message: Message): Promise<string> {
  const referenced = await message.fetchReference().catch(() => null);
  return referenced && !referenced.author.bot ? textOf(referenced) : '';
}

/** Confidence from which a first answer in a forum is worth more than silence. */
const SURE = 0.8;

/** The answer to a new post if LexSEA is sure of it: to the whole post, else to what stands in it, else to its title. */
function forumTurn(message: Message, { home }: DiscordSettings, deps: Deps): Turned | null {
  const title = message.channel.isThread() ? message.channel.name : '';
  const text = textOf(message);
  const readings = text === '' ? [title] : [`${title}. ${text}`, text, title];
  for (const reading of readings) {
    const turned = takeTurn(deps, { text: reading, home });
    if (isSure(turned)) return turned;
  }
  return null;
}

function isSure({ answer: { kind, confidence } }: Turned): boolean {
  return confidence >= SURE && kind !== 'no-answer' && kind !== 'clarification';
}

/** The words of a message, without mentions, custom emoji and other marks of Discord. */
export function textOf({ content }: Pick<Message, 'content'>): string {
  return content.replace(/<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:\d+(?::\w)?|\/[^:>]+:\d+)>/g, ' ').trim();
}

/** Whether somebody who asks too fast is told so, which is done once a minute: a bot must not be made to fill a channel. */
async function mayBeTold({ author }: Message, { community }: Where, { store }: Deps): Promise<boolean> {
  const { allowed } = await store.limits.take(keyOf('discord', community, 'told', author.id), { points: 1, seconds: 60 });
  return allowed;
}
