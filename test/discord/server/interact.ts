/** Starting an interaction, and waiting for what the bot makes of it. */
import { randomBytes } from 'node:crypto';
import { PermissionFlagsBits as P } from 'discord.js';
import { remember } from '../../security/log-record.ts';
import type { Json } from './form.ts';
import type { ButtonView, Message, SelectView } from './message.ts';
import { permissionsOf } from './permissions.ts';
import type { Interaction, State } from './state.ts';
import type { Channel, User } from './world.ts';

/** What the user sees of the bot's answer to an interaction. */
export class Reply {
  readonly interaction: Interaction;
  private readonly found: Message | undefined;

  constructor(interaction: Interaction, message?: Message) {
    this.interaction = interaction;
    this.found = message;
  }

  get kind(): 'message' | 'update' | 'modal' | 'choices' {
    const type = this.interaction.callback?.type;
    return type === 9 ? 'modal' : type === 8 ? 'choices' : type === 6 || type === 7 ? 'update' : 'message';
  }

  /** The message that was posted, or that was updated. Throws if there is none. */
  get message(): Message {
    if (!this.found) throw new Error(`${this.interaction.what} was not answered with a message`);
    return this.found;
  }

  /** The modal that was opened. Throws if none was. */
  get modal(): Json {
    if (this.kind !== 'modal') throw new Error(`${this.interaction.what} opened no modal`);
    return this.interaction.callback?.data ?? {};
  }

  get ephemeral(): boolean {
    return this.message.ephemeral;
  }
  get text(): string {
    return this.message.text;
  }
  get buttons(): ButtonView[] {
    return this.message.buttons;
  }
  get selects(): SelectView[] {
    return this.message.selects;
  }
  get files(): { name: string; text: string }[] {
    return this.message.attachments.map(({ name, content }) => ({ name, text: content.toString() }));
  }
  get followups(): Message[] {
    return this.interaction.followups;
  }
  /** Milliseconds until the first response. */
  get firstAfter(): number {
    return this.interaction.callback?.after ?? Number.NaN;
  }
}

export interface Start {
  user: User;
  channel: Channel;
  type: number;
  what: string;
  data: Json;
  source?: Message;
  command?: string;
}

/** Sends an interaction to the bot. */
export function start(state: State, { user, channel, type, what, data, source, command }: Start): Interaction {
  const { guild } = channel;
  const hasBot = !guild || guild.members.has(state.bot.id);
  const member = guild?.memberIn(channel, user.id);
  const owners: Json = {};
  if (hasBot) owners['0'] = guild?.id ?? '0';
  if (user.installed) owners['1'] = user.id;
  const interaction: Interaction = {
    id: state.newId(),
    token: randomBytes(60).toString('base64url'),
    type,
    what,
    user,
    channel,
    guild,
    at: performance.now(),
    ...(source ? { source } : {}),
    pending: false,
    followups: [],
    expired: false,
    deliver: () => undefined,
    forcedEphemeral: guild !== undefined && !hasBot && !(permissionsOf(guild, channel, user.id) & P.UseExternalApps),
    ...(command ? { command } : {}),
  };
  interaction.timer = setTimeout(
    () => state.violate(`${what}: not answered within ${state.options.firstResponse} ms ("The application did not respond")`),
    state.options.firstResponse,
  );
  interaction.timer.unref();
  remember(interaction.token);
  state.interactions.set(interaction.id, interaction);
  const botMay = guild
    ? hasBot
      ? permissionsOf(guild, channel, state.bot.id)
      : P.EmbedLinks | P.AttachFiles
    : P.EmbedLinks | P.AttachFiles | P.MentionEveryone;
  const payload = {
    id: interaction.id,
    application_id: state.applicationId,
    type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...channel.wire(state.bot), ...(guild ? { permissions: String(permissionsOf(guild, channel, user.id)) } : {}) },
    ...(guild
      ? { guild_id: guild.id, guild: { id: guild.id, locale: guild.locale, features: [] }, guild_locale: guild.locale, member }
      : { user: user.wire() }),
    ...(source ? { message: source.wire() } : {}),
    app_permissions: String(botMay),
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: owners,
    context: guild ? 0 : channel.people.has(state.bot.id) ? 1 : 2,
    attachment_size_limit: 10_485_760,
  };
  interaction.deliver = () => state.dispatch('INTERACTION_CREATE', guild?.id ?? null, () => payload);
  interaction.deliver();
  return interaction;
}

/** The answer to an interaction once it is there: a deferred one when it has been filled. Throws after half a minute. */
export function answered(state: State, interaction: Interaction): Promise<Reply> {
  return state.ledger.when(() => {
    const { callback, pending, original } = interaction;
    if (!callback || pending) return undefined;
    if (callback.type === 8 || callback.type === 9) return new Reply(interaction);
    // A component whose update was only deferred is answered by the first followup.
    const message =
      callback.type === 6
        ? original && original.edits > 0 && interaction.followups.length === 0
          ? original
          : interaction.followups[0]
        : original;
    return new Reply(interaction, message ?? original);
  }, `${interaction.what} was not answered`);
}
