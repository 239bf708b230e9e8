/** Answers an interaction: once, within three seconds, in one place for all of them. */
import { type AttachmentBuilder, DiscordAPIError, MessageFlags, RESTJSONErrorCodes, type RepliableInteraction } from 'discord.js';
import type { ConversationContext } from '../../src/question/context.ts';
import type { Deps } from './deps.ts';
import { type Components, note } from './render/components.ts';
import { escaped } from './render/escape.ts';
import type { DiscordSettings, Where } from './settings.ts';
import { messageOf, remember } from './turn.ts';
import { settingsAt, waitFor, whereOf } from './where.ts';
import { say } from './words.ts';

export interface Reply {
  messages: Components[];
  files?: AttachmentBuilder[];
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
  /** Whether it counts as a question: only those wait for the cooldown. */
  question: boolean;
  /** Private whatever the settings say. */
  private?: boolean;
}

/** What cannot be done, told to the user alone; the message is in the user's language. */
export class Refusal extends Error {}

/** Discord gives three seconds; whoever waits for a second should see that something happens. */
const DEFER_AFTER_MS = 1_000;

/** Settles what holds here, makes the reply and sends it. Never rejects: what fails is logged, and told in one line. */
export async function replyTo(
  interaction: RepliableInteraction,
  deps: Deps,
  options: ReplyOptions,
  make: (at: At) => Reply | Promise<Reply>,
): Promise<void> {
  const sending = new Sending(interaction);
  const where = whereOf(interaction);
  try {
    const settings = await settingsAt(deps, where);
    const isPrivate = options.private ?? settings.private;
    sending.private = isPrivate;
    const locale = isPrivate ? interaction.locale : (interaction.guildLocale ?? interaction.locale);
    if (options.question) {
      const seconds = await waitFor(deps, where, interaction.user.id, settings);
      if (seconds > 0) throw new Refusal(say(interaction.locale, 'wait', { seconds }));
    }
    const thread = !isPrivate && where.inServer && interaction.channel !== null && !interaction.channel.isThread();
    const { messages, files, context } = await make({ where, settings, locale, private: isPrivate, thread });
    const message = await sending.send(messages, files);
    if (context) await remember(deps, where.community, [message], context);
  } catch (error) {
    await fail(sending, interaction, deps, error);
  }
}

async function fail(sending: Sending, interaction: RepliableInteraction, deps: Deps, error: unknown): Promise<void> {
  const known = error instanceof Refusal;
  if (!known) deps.log.error({ interaction: interaction.id, error: messageOf(error) }, 'interaction failed');
  if (sending.sent) return;
  sending.private = true;
  const text = known ? error.message : say(interaction.locale, 'failed');
  await sending.send([note(escaped(text))]).catch((second: unknown) => {
    deps.log.error({ interaction: interaction.id, error: messageOf(second) }, 'failure not told');
  });
}

/** Sends the reply to one interaction; where it takes long, says so first. */
class Sending {
  /** Until the settings are known only the asker may see anything. */
  private = true;
  /** Whether the user has seen the beginning of the reply: from then on a failure is only logged. */
  sent = false;
  readonly #interaction: RepliableInteraction;
  readonly #timer: NodeJS.Timeout;
  /** What went wrong in saying that it takes long; null if nothing did. */
  #deferring: Promise<unknown> | undefined;

  constructor(interaction: RepliableInteraction) {
    this.#interaction = interaction;
    this.#timer = setTimeout(() => {
      this.#deferring = interaction
        .deferReply(this.private ? { flags: MessageFlags.Ephemeral } : {})
        .catch(alreadyDone)
        .then(
          () => null,
          (error: unknown) => error,
        );
    }, DEFER_AFTER_MS);
  }

  /** The id of the last message, whose buttons and menu belong to the answer. */
  async send(messages: readonly Components[], files: AttachmentBuilder[] = []): Promise<string> {
    clearTimeout(this.#timer);
    const [first = [], ...rest] = messages;
    let last = await this.#begin(first, files);
    this.sent = true;
    for (const components of rest) last = (await this.#interaction.followUp({ components, flags: this.#flags })).id;
    return last;
  }

  get #flags(): MessageFlags.IsComponentsV2 | (MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral)[] {
    return this.private ? [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] : MessageFlags.IsComponentsV2;
  }

  async #begin(components: Components, files: AttachmentBuilder[]): Promise<string> {
    const interaction = this.#interaction;
    if (this.#deferring) {
      const problem = await this.#deferring;
      if (problem !== null) throw problem;
      return (await interaction.editReply({ components, files, flags: MessageFlags.IsComponentsV2 })).id;
    }
    try {
      const { resource } = await interaction.reply({ components, files, flags: this.#flags, withResponse: true });
      if (resource?.message) return resource.message.id;
    } catch (error) {
      alreadyDone(error);
      interaction.replied = true;
    }
    return (await interaction.fetchReply()).id;
  }
}

/** The response to our first try was lost and the second found the interaction answered: that is as good. */
function alreadyDone(error: unknown): void {
  if (!(error instanceof DiscordAPIError) || error.code !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) throw error;
}
