/** The sending of one reply: at once where it is ready, and where it takes long after a word that it does. */
import { setTimeout as setTimeoutAsync } from 'node:timers/promises';
import {
  type AttachmentBuilder,
  DiscordAPIError,
  type MessageComponentInteraction,
  MessageFlags,
  RESTJSONErrorCodes,
  type RepliableInteraction,
} from 'discord.js';
import type { Components } from './render/components.ts';

/** Discord gives three seconds; whoever waits for a second should see that something happens. */
const DEFER_AFTER_MS = 1_000;

/** Deferrals that are on their way. */
const deferrals = new Set<Promise<unknown>>();
/** Longest that others wait for them: one that hangs must keep nobody from being answered. */
const LONGEST_WAIT_MS = 500;

/** Resolves when those who wait have been told so, or after half a second; null if nobody is being told. */
export function deferralsSent(): Promise<unknown> | null {
  if (deferrals.size === 0) return null;
  return Promise.race([Promise.allSettled(deferrals), setTimeoutAsync(LONGEST_WAIT_MS, undefined, { ref: false })]);
}

export class Sending {
  readonly #interaction: RepliableInteraction;
  /** The press of a button whose message is changed; null for what is answered by a message of its own. */
  readonly #press: MessageComponentInteraction | null;
  readonly #timer: NodeJS.Timeout;
  /** Until it is settled, only the asker may see anything. */
  #private = true;
  /** Resolves to what went wrong in saying that it takes long; to null if nothing did. */
  #deferring: Promise<unknown> | undefined;
  /** Whether the user has seen the beginning of the reply. */
  #begun = false;

  constructor(interaction: RepliableInteraction, press: MessageComponentInteraction | null) {
    this.#interaction = interaction;
    this.#press = press;
    this.#timer = setTimeout(() => this.defer(), DEFER_AFTER_MS);
  }

  /** Settles who sees the reply, and gives back who does: once it was deferred that can no longer be changed. */
  settle(isPrivate: boolean): boolean {
    if (!this.#deferring) this.#private = isPrivate;
    return this.#private;
  }

  /** Says that it takes long. */
  defer(): void {
    if (this.#deferring || this.#begun) return;
    clearTimeout(this.#timer);
    const deferred = this.#press
      ? this.#press.deferUpdate()
      : this.#interaction.deferReply(this.#private ? { flags: MessageFlags.Ephemeral } : {});
    this.#deferring = deferred
      .catch((error: unknown) => {
        alreadyDone(error);
        this.#interaction.deferred = true;
      })
      .then(
        () => null,
        (error: unknown) => error,
      );
    const deferring = this.#deferring.finally(() => deferrals.delete(deferring));
    deferrals.add(deferring);
  }

  /** Leaves the reply to another process, which has the interaction too. */
  leave(): void {
    clearTimeout(this.#timer);
  }

  /** Sends the messages and gives the id of the last, whose buttons and menu belong to the answer. */
  async send(messages: readonly Components[], files: AttachmentBuilder[] = []): Promise<string> {
    clearTimeout(this.#timer);
    const [first = [], ...rest] = messages;
    let last = await this.#begin(first, files);
    for (const components of rest) last = (await this.#interaction.followUp({ components, flags: this.#flags })).id;
    return last;
  }

  /** Tells the asker something in place of the reply, or after the part of it that was sent. */
  async tell(components: Components): Promise<void> {
    clearTimeout(this.#timer);
    const alone: [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] = [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral];
    const problem = await this.#deferring;
    if (problem) throw problem;
    if (this.#begun || (this.#deferring && this.#press)) await this.#interaction.followUp({ components, flags: alone });
    else if (this.#deferring) await this.#interaction.editReply({ components, flags: MessageFlags.IsComponentsV2 });
    else await this.#interaction.reply({ components, flags: alone });
  }

  get #flags(): MessageFlags.IsComponentsV2 | [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] {
    return this.#private ? [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] : MessageFlags.IsComponentsV2;
  }

  async #begin(components: Components, files: AttachmentBuilder[]): Promise<string> {
    const interaction = this.#interaction;
    if (this.#deferring) {
      const problem = await this.#deferring;
      if (problem) throw problem;
      const { id } = await interaction.editReply({ components, files, flags: MessageFlags.IsComponentsV2 });
      this.#begun = true;
      return id;
    }
    try {
      if (this.#press) {
        await this.#press.update({ components, files, flags: MessageFlags.IsComponentsV2 });
        this.#begun = true;
        return this.#press.message.id;
      }
      const { resource } = await interaction.reply({ components, files, flags: this.#flags, withResponse: true });
      this.#begun = true;
      if (resource?.message) return resource.message.id;
    } catch (error) {
      alreadyDone(error);
      interaction.replied = true;
    }
    // Answered already: by our own first try, or by a process that took over and has only said that it takes long.
    const { id } = await interaction.editReply({ components, files, flags: MessageFlags.IsComponentsV2 });
    this.#begun = true;
    return id;
  }
}

/** Somebody has answered the interaction already, most likely our own first try, whose response was lost: that is as good. */
function alreadyDone(error: unknown): void {
  if (!(error instanceof DiscordAPIError) || error.code !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) throw error;
}
