/** All that one loopback Discord knows, shared by its REST, its gateway and the users that act on it. */
import { remember } from '../../security/log-record.ts';
import type { Json } from './form.ts';
import { Ledger } from './ledger.ts';
import type { Message } from './message.ts';
import { guildIdMaker, idMaker } from './snowflake.ts';
import type { Channel, Guild } from './world.ts';
import { User } from './world.ts';

export interface Options {
  /** The only token that is let in. */
  token?: string;
  /** Heartbeat interval told in HELLO, milliseconds. */
  heartbeat?: number;
  /** Privileged intents switched on in the developer portal; the others close with 4014. */
  privileged?: readonly ('MessageContent' | 'GuildMembers' | 'GuildPresences')[];
  /** Shards that GET /gateway/bot recommends. */
  shards?: number;
  /** Milliseconds within which an interaction must be answered. */
  firstResponse?: number;
}

/** One use of a command, button, menu or modal, and what the bot made of it. */
export interface Interaction {
  id: string;
  token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  type: number;
  /** `/ask`, `button 1:src`, for messages about it. */
  what: string;
  user: User;
  channel: Channel;
  guild: Guild | undefined;
  at: number;
  /** Message that the component sits on. */
  source?: Message;
  /** First response: its type and milliseconds until it came. */
  callback?: { type: number; after: number; data: Json };
  /** The message of `@original`. */
  original?: Message;
  /** Deferred and not filled yet. */
  pending: boolean;
  followups: Message[];
  expired: boolean;
  /** Sends its event to the bot; once more if called again. */
  deliver: () => void;
  timer?: NodeJS.Timeout;
  /** Replies are shown to the user alone, whatever the bot says (external app without the permission). */
  forcedEphemeral: boolean;
  command?: string;
}

export interface Command {
  id: string;
  guildId: string | undefined;
  body: Json;
}

/** Sends an event to the sessions of a guild's shard; null is what concerns no guild. */
export type Dispatch = (event: string, guildId: string | null, data: (intents: number) => Json | undefined) => void;

export class State {
  readonly options: Required<Options>;
  readonly newId = idMaker();
  readonly newGuildId = guildIdMaker();
  readonly ledger = new Ledger();
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly interactions = new Map<string, Interaction>();
  readonly bot: User;
  readonly applicationId: string;
  commands: Command[] = [];
  /** One line for each thing that Discord, or LexSEA's own rules, would not have had. */
  readonly violations: string[] = [];
  /** Ids and tokens in requests whose response was lost: that the bot tries again is no fault. */
  readonly lost = new Set<string>();
  dispatch: Dispatch = () => undefined;

  constructor(options: Options) {
    const secret = ['MTE', 'loopback', 'discord'].join('.');
    this.options = { token: secret, heartbeat: 41_250, privileged: ['MessageContent'], shards: 1, firstResponse: 3000, ...options };
    remember(this.options.token);
    this.applicationId = this.newId();
    // For applications of today the id of the bot is that of the application.
    this.bot = new User(this.applicationId, 'LexSEA', true);
    this.users.set(this.bot.id, this.bot);
  }

  get contentAllowed(): boolean {
    return this.options.privileged.includes('MessageContent');
  }

  violate(line: string): void {
    this.violations.push(line);
    this.ledger.stir();
  }
}
