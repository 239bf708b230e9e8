/** Answers an interaction: once, within three seconds, in one place for all of them. */
import {
  type AttachmentBuilder,
  DiscordAPIError,
  type MessageComponentInteraction,
  RESTJSONErrorCodes,
  type RepliableInteraction,
} from 'discord.js';
import type { Answer } from '../../src/answer/answer.ts';
import type { ConversationContext } from '../../src/question/context.ts';
import { keyOf } from '../../src/store/keys.ts';
import { stopwatch } from '../service/meter.ts';
import type { Deps } from './deps.ts';
import { type Components, note } from './render/components.ts';
import { escaped } from './render/escape.ts';
import { deferralsSent, Sending } from './sending.ts';
import type { DiscordSettings, Where } from './settings.ts';
import { remember } from './turn.ts';
import { isStillThere, lastSettings, settingsAt, type Use, waitFor, whereOf } from './where.ts';
import { say } from './words.ts';

export interface Reply {
  messages: Components[];
  files?: AttachmentBuilder[];
  /** The answer, where a question was asked: what is shown again in another form is not counted twice. */
  answer?: Answer;
  /** What the menu under the answer, or a thread on it, goes on from. */
  context?: ConversationContext | null;
}

/** Where an answer is shown, as the renderer must know it. */
export interface At {
  where: Where;
  settings: DiscordSettings;
  locale: string;
  private: boolean;
  /** Whether a thread may be offered on the answer. */
  thread: boolean;
}

export interface ReplyOptions {
  /** What it counts as: a question waits for the cooldown, a press of a button only for its own limit. */
  use: Use;
  /** Private or public whatever the settings say. */
  private?: boolean;
  /** Changes the message that the button is under, in place of a reply. */
  update?: boolean;
}

/** What cannot be done, told to the user alone; the message is in the user's language. */
export class Refusal extends Error {}

/** With more than this waiting for their turn nobody is answered within a second. */
const LONG_QUEUE = 20;

/**
 * Settles what holds here, makes the reply and sends it. Never rejects: what fails is logged, and told in one line.
 * All that takes time comes after the turnstile, so that when many ask at once each is told within a second that an
 * answer comes, before the first of them is answered.
 */
export async function replyTo(
  interaction: RepliableInteraction,
  deps: Deps,
  options: ReplyOptions,
  make: (at: At) => Reply | Promise<Reply>,
): Promise<void> {
  const sending = new Sending(interaction, options.update ? (interaction as MessageComponentInteraction) : null);
  const where = whereOf(interaction);
  const elapsed = stopwatch();
  try {
    if (!(await isOurs(interaction, where, deps))) return sending.leave();
    if (deps.turnstile.waiting > LONG_QUEUE) {
      sending.settle(options.private ?? (lastSettings(where) ?? (await settingsAt(deps, where))).private);
      sending.defer();
    }
    await turnOf(deps);
    const settings = await settingsAt(deps, where);
    const isPrivate = sending.settle(options.private ?? settings.private);
    const seconds = await waitFor(deps, where, interaction.user.id, options.use, settings);
    if (seconds > 0) throw new Refusal(say(interaction.locale, 'wait', { seconds }));
    const locale = isPrivate ? interaction.locale : (interaction.guildLocale ?? interaction.locale);
    const thread = !isPrivate && where.inServer && interaction.channel !== null && !interaction.channel.isThread();
    const { messages, files, context, answer } = await make({ where, settings, locale, private: isPrivate, thread });
    const message = await sending.send(messages, files);
    if (answer) deps.meter.answered(answer, elapsed());
    if (context && isStillThere(interaction.client, where)) await remember(deps, where.community, [message], context);
  } catch (error) {
    await fail(sending, interaction, deps, error);
  }
  if (isStillThere(interaction.client, where))
    await deps.store.deliveries.done(keyFor(interaction, where)).catch((err: unknown) => deps.log.warn({ err }, 'interaction not marked'));
}

/** Waits for its turn, and lets those go before who have yet to be told that they must wait. */
async function turnOf({ turnstile }: Deps): Promise<void> {
  await turnstile.pass();
  const others = deferralsSent();
  if (others === null) return;
  await others;
  await turnstile.pass();
}

/** Whether this process answers: two of ours receive an interaction while one takes over from the other. A store that cannot tell keeps nobody from being answered. */
async function isOurs(interaction: RepliableInteraction, where: Where, { store, log }: Deps): Promise<boolean> {
  try {
    return ['new', 'resumed'].includes(await store.deliveries.claim(keyFor(interaction, where)));
  } catch (err) {
    log.warn({ err }, 'interaction not claimed');
    return true;
  }
}

function keyFor({ id }: RepliableInteraction, { community }: Where): string {
  return keyOf('discord', community, 'interaction', id);
}

async function fail(sending: Sending, interaction: RepliableInteraction, { log, meter }: Deps, error: unknown): Promise<void> {
  const known = error instanceof Refusal;
  if (!known) {
    meter.failed();
    log.error({ interaction: interaction.id, err: error }, 'interaction failed');
  }
  if (isTooLate(error)) return;
  try {
    await sending.tell(note(escaped(known ? error.message : say(interaction.locale, 'failed'))));
  } catch (second) {
    log.warn({ interaction: interaction.id, err: second }, 'failure not told');
  }
}

/** Discord has given up on the interaction: nothing can be said any more. */
function isTooLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownInteraction;
}
