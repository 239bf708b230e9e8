/** What there is on this Discord: users, servers with their channels, members and roles; each knows its wire format. */
import type { Json } from './form.ts';
import type { Message } from './message.ts';
import { permissionsOf } from './permissions.ts';

export const CHANNEL = { text: 0, dm: 1, announcement: 5, publicThread: 11, privateThread: 12, forum: 15 } as const;
export const JOINED = '2026-01-01T00:00:00.000000+00:00';

export class User {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  locale = 'en-US';
  /** Has the application added to their account. */
  installed = false;

  constructor(id: string, name: string, bot = false) {
    this.id = id;
    this.name = name;
    this.bot = bot;
  }

  wire(): Json {
    return {
      id: this.id,
      username: this.name,
      global_name: this.bot ? null : this.name,
      discriminator: this.bot ? '0001' : '0',
      avatar: null,
      bot: this.bot,
      public_flags: 0,
    };
  }
}

export interface Role {
  id: string;
  name: string;
  permissions: bigint;
}
export interface Member {
  user: User;
  roles: string[];
}
export interface Overwrite {
  id: string;
  /** 0 a role, 1 a member. */
  type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

export class Channel {
  readonly id: string;
  readonly name: string;
  readonly type: number;
  readonly guild: Guild | undefined;
  readonly parent: Channel | undefined;
  readonly messages = new Map<string, Message>();
  readonly overwrites: Overwrite[] = [];
  readonly threads: Channel[] = [];
  /** Members of a thread, or the two of a direct message. */
  readonly people = new Map<string, User>();
  ownerId: string | undefined;
  archived = false;

  constructor(id: string, name: string, type: number, guild?: Guild, parent?: Channel) {
    this.id = id;
    this.name = name;
    this.type = type;
    this.guild = guild;
    this.parent = parent;
    parent?.threads.push(this);
  }

  get isThread(): boolean {
    return this.type === CHANNEL.publicThread || this.type === CHANNEL.privateThread;
  }

  /** As the API gives it; `viewer` is the bot, whose membership in a thread is told. */
  wire(viewer: User): Json {
    const last = [...this.messages.keys()].at(-1) ?? null;
    if (this.type === CHANNEL.dm) {
      return {
        id: this.id,
        type: this.type,
        last_message_id: last,
        flags: 0,
        recipients: [...this.people.values()].filter(({ id }) => id !== viewer.id).map((each) => each.wire()),
      };
    }
    const common = {
      id: this.id,
      type: this.type,
      name: this.name,
      guild_id: this.guild?.id,
      parent_id: this.parent?.id ?? null,
      last_message_id: last,
      rate_limit_per_user: 0,
      flags: 0,
    };
    if (this.isThread) {
      return {
        ...common,
        owner_id: this.ownerId,
        message_count: Math.min(this.messages.size, 50),
        total_message_sent: this.messages.size,
        member_count: Math.min(this.people.size, 50),
        applied_tags: [],
        thread_metadata: {
          archived: this.archived,
          auto_archive_duration: 1440,
          archive_timestamp: JOINED,
          locked: false,
          create_timestamp: JOINED,
        },
        ...(this.people.has(viewer.id) ? { member: this.threadMember(viewer.id) } : {}),
      };
    }
    return {
      ...common,
      position: 0,
      nsfw: false,
      topic: null,
      permission_overwrites: this.overwrites.map((each) => ({ ...each, allow: String(each.allow), deny: String(each.deny) })),
      ...(this.type === CHANNEL.forum
        ? { available_tags: [], default_reaction_emoji: null, default_sort_order: null, default_forum_layout: 0 }
        : {}),
    };
  }

  threadMember(userId: string): Json {
    return { id: this.id, user_id: userId, join_timestamp: JOINED, flags: 0 };
  }
}

export class Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly channels = new Map<string, Channel>();
  readonly members = new Map<string, Member>();
  readonly roles: Role[] = [];
  locale = 'en-US';
  /** Down, as Discord tells in an outage: not the same as having thrown the bot out. */
  unavailable = false;

  constructor(id: string, name: string, ownerId: string) {
    this.id = id;
    this.name = name;
    this.ownerId = ownerId;
  }

  memberWire(userId: string): Json | undefined {
    const member = this.members.get(userId);
    if (!member) return undefined;
    return {
      user: member.user.wire(),
      nick: null,
      avatar: null,
      roles: member.roles,
      joined_at: JOINED,
      premium_since: null,
      deaf: false,
      mute: false,
      flags: 0,
      pending: false,
      communication_disabled_until: null,
    };
  }

  /** A member as an interaction tells it: with the permissions in that channel. */
  memberIn(channel: Channel, userId: string): Json | undefined {
    const member = this.memberWire(userId);
    return member && { ...member, permissions: String(permissionsOf(this, channel, userId)) };
  }

  private get features(): string[] {
    return ['COMMUNITY'];
  }

  /** As GET /guilds/:id gives it. */
  wire(): Json {
    return {
      id: this.id,
      name: this.name,
      icon: null,
      splash: null,
      discovery_splash: null,
      owner_id: this.ownerId,
      afk_channel_id: null,
      afk_timeout: 300,
      verification_level: 0,
      default_message_notifications: 1,
      explicit_content_filter: 0,
      roles: this.roles.map((role, position) => ({
        id: role.id,
        name: role.name,
        color: 0,
        colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
        hoist: false,
        icon: null,
        unicode_emoji: null,
        position,
        permissions: String(role.permissions),
        managed: false,
        mentionable: false,
        flags: 0,
      })),
      emojis: [],
      stickers: [],
      features: this.features,
      mfa_level: 0,
      application_id: null,
      system_channel_id: null,
      system_channel_flags: 0,
      rules_channel_id: null,
      vanity_url_code: null,
      description: null,
      banner: null,
      premium_tier: 0,
      premium_subscription_count: 0,
      preferred_locale: this.locale,
      public_updates_channel_id: null,
      nsfw_level: 0,
      premium_progress_bar_enabled: false,
      safety_alerts_channel_id: null,
    };
  }

  /** As GUILD_CREATE sends it. */
  gatewayWire(bot: User): Json {
    const open = [...this.channels.values()].filter((channel) => !channel.isThread);
    const threads = [...this.channels.values()].filter((channel) => channel.isThread && !channel.archived);
    return {
      ...this.wire(),
      joined_at: JOINED,
      large: false,
      unavailable: false,
      member_count: this.members.size,
      members: [this.memberWire(bot.id)],
      channels: open.map((channel) => channel.wire(bot)),
      threads: threads.map((thread) => thread.wire(bot)),
      voice_states: [],
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
  }
}
