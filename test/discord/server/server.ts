/**
 * A Discord of our own on loopback, for the real discord.js: REST, gateway, and users who act.
 * It refuses what Discord refuses (limits.ts), writes down all that the bot does (`ledger`), and keeps a list of
 * what no bot should do (`violations`), which a test ends by finding empty.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Actor } from './actor.ts';
import { Gateway } from './gateway.ts';
import { type Gate, Http } from './http.ts';
import type { Ledger } from './ledger.ts';
import { MANAGER, MEMBER } from './permissions.ts';
import { applicationRoutes, directChannel } from './routes-application.ts';
import { channelRoutes } from './routes-channels.ts';
import { interactionRoutes } from './routes-interactions.ts';
import { type Command, type Options, State } from './state.ts';
import { CHANNEL, Channel, Guild, User } from './world.ts';

export type { Actor, Sent } from './actor.ts';
export type { Gate } from './http.ts';
export type { Reply } from './interact.ts';
export type { Message } from './message.ts';
export type { Channel } from './world.ts';

interface GuildOptions {
  /** The bot is a member; true if not given. */
  bot?: boolean;
  /** Permissions taken from the bot in the whole server. */
  deny?: bigint;
  locale?: string;
}
interface UserOptions {
  /** Has Manage Server. */
  manager?: boolean;
  locale?: string;
  /** Has added the application to their own account. */
  installed?: boolean;
}

/** A server on this Discord, as tests build it. */
export class Server {
  readonly guild: Guild;
  private readonly discord: Discord;
  private readonly botRole: string;

  constructor(discord: Discord, guild: Guild, { bot = true, deny = 0n, locale }: GuildOptions) {
    this.discord = discord;
    this.guild = guild;
    if (locale) guild.locale = locale;
    this.botRole = discord.state.newId();
    guild.roles.push(
      { id: guild.id, name: '@everyone', permissions: 0n },
      { id: discord.state.newId(), name: 'members', permissions: MEMBER },
      { id: discord.state.newId(), name: 'managers', permissions: MANAGER },
      { id: this.botRole, name: 'LexSEA', permissions: MEMBER & ~deny },
    );
    this.channel('general');
    if (bot) guild.members.set(discord.state.bot.id, { user: discord.state.bot, roles: [this.botRole] });
  }

  get id(): string {
    return this.guild.id;
  }

  private made(name: string, type: number, deny: bigint): Channel {
    const there = [...this.guild.channels.values()].find((each) => each.name === name && each.type === type);
    if (there) return there;
    const { state } = this.discord;
    const channel = new Channel(state.newId(), name, type, this.guild);
    if (deny) channel.overwrites.push({ id: state.bot.id, type: 1, allow: 0n, deny });
    this.guild.channels.set(channel.id, channel);
    state.channels.set(channel.id, channel);
    state.dispatch('CHANNEL_CREATE', this.id, (intents) => (intents & 1 ? channel.wire(state.bot) : undefined));
    return channel;
  }

  /** A text channel, made on first use; `deny` is taken from the bot there. */
  channel(name: string, { deny = 0n }: { deny?: bigint } = {}): Channel {
    return this.made(name, CHANNEL.text, deny);
  }

  /** A forum channel, made on first use. */
  forum(name: string, { deny = 0n }: { deny?: bigint } = {}): Channel {
    return this.made(name, CHANNEL.forum, deny);
  }

  /** A member of the server, in #general. */
  user(name: string, options: UserOptions = {}): Actor {
    const user = this.discord.person(name, options);
    const roles = this.guild.roles
      .filter((role) => role.name === 'members' || (options.manager && role.name === 'managers'))
      .map(({ id }) => id);
    if (!this.guild.members.has(user.id) || options.manager) this.guild.members.set(user.id, { user, roles });
    return this.discord.actor(user, this.channel('general'));
  }

  /** Throws the bot out. */
  leave(): void {
    const { state } = this.discord;
    this.guild.members.delete(state.bot.id);
    state.dispatch('GUILD_DELETE', this.id, (intents) => (intents & 1 ? { id: this.id } : undefined));
  }

  /** Adds the bot. */
  join(): void {
    const { state } = this.discord;
    this.guild.members.set(state.bot.id, { user: state.bot, roles: [this.botRole] });
    state.dispatch('GUILD_CREATE', this.id, (intents) => (intents & 1 ? this.guild.gatewayWire(state.bot) : undefined));
  }

  /** Discord loses the server for a while: GUILD_DELETE with `unavailable`, which is no leaving. */
  outage(): void {
    this.guild.unavailable = true;
    this.discord.state.dispatch('GUILD_DELETE', this.id, (intents) => (intents & 1 ? { id: this.id, unavailable: true } : undefined));
  }

  /** The outage is over. */
  recover(): void {
    const { state } = this.discord;
    this.guild.unavailable = false;
    state.dispatch('GUILD_CREATE', this.id, (intents) => (intents & 1 ? this.guild.gatewayWire(state.bot) : undefined));
  }
}

export class Discord {
  readonly state: State;
  readonly http: Http;
  readonly gateway: Gateway;
  private readonly servers = new Map<string, Server>();
  private readonly people = new Map<string, User>();
  private address = '';

  constructor(options: Options) {
    this.state = new State(options);
    this.http = new Http(this.state, [...interactionRoutes, ...channelRoutes, ...applicationRoutes(() => this.gateway.url)]);
    this.gateway = new Gateway(this.state, this.http.server);
  }

  async listen(): Promise<void> {
    this.http.server.listen(0, '127.0.0.1');
    await once(this.http.server, 'listening');
    const { port } = this.http.server.address() as AddressInfo;
    this.address = `http://127.0.0.1:${port}/api`;
    this.gateway.url = `ws://127.0.0.1:${port}`;
  }

  /** For DISCORD_API_URL. */
  get api(): string {
    return this.address;
  }
  /** For DISCORD_TOKEN. */
  get token(): string {
    return this.state.options.token;
  }
  get applicationId(): string {
    return this.state.applicationId;
  }
  get ledger(): Ledger {
    return this.state.ledger;
  }
  get violations(): string[] {
    return this.state.violations;
  }
  get commands(): Command[] {
    return this.state.commands;
  }

  /** The violations so far; the list is empty afterwards. For tests that provoke them. */
  forgive(): string[] {
    return this.violations.splice(0);
  }

  /** A server, made on first use, with a channel #general. */
  guild(name: string, options: GuildOptions = {}): Server {
    const there = this.servers.get(name);
    if (there) return there;
    const owner = this.person(`owner of ${name}`, {});
    const guild = new Guild(this.state.newGuildId(), name, owner.id);
    guild.members.set(owner.id, { user: owner, roles: [] });
    const server = new Server(this, guild, options);
    this.state.guilds.set(guild.id, guild);
    this.servers.set(name, server);
    if (options.bot !== false) server.join();
    return server;
  }

  /** A user with this name, made on first use. */
  person(name: string, { locale, installed }: UserOptions): User {
    const user = this.people.get(name) ?? new User(this.state.newId(), name);
    this.people.set(name, user);
    this.state.users.set(user.id, user);
    if (locale) user.locale = locale;
    if (installed !== undefined) user.installed = installed;
    return user;
  }

  actor(user: User, channel: Channel): Actor {
    return new Actor(this.state, user, channel, () => this.settled());
  }

  /** A user in direct messages with the bot. */
  user(name: string, options: UserOptions = {}): Actor {
    const user = this.person(name, options);
    return this.actor(user, directChannel(this.state, user.id));
  }

  /** Nonces are enforced for the messages "in the past few minutes" (resources/message): those minutes are over. */
  forgetNonces(): void {
    for (const channel of this.state.channels.values()) for (const message of channel.messages.values()) message.nonce = undefined;
  }

  limit(...args: Parameters<Http['limit']>): void {
    this.http.limit(...args);
  }
  fail(...args: Parameters<Http['fail']>): void {
    this.http.fail(...args);
  }
  hold(route: string): Gate {
    return this.http.hold(route);
  }

  /** Waits until the bot has read all events, no request is open, and two more rounds have brought nothing new. */
  async settled(): Promise<void> {
    let quiet = 0;
    let seen = -1;
    while (quiet < 3) {
      await this.gateway.roundTrip();
      await this.ledger.when(() => (this.http.open === 0 ? true : undefined), 'requests of the bot stay open');
      quiet = this.http.seen === seen ? quiet + 1 : 0;
      seen = this.http.seen;
    }
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
    this.http.server.closeAllConnections();
    await new Promise<void>((resolve) => this.http.server.close(() => resolve()));
    for (const { timer } of this.state.interactions.values()) clearTimeout(timer);
  }
}

/** Starts a Discord on a free port of loopback. */
export async function startDiscord(options: Options = {}): Promise<Discord> {
  const discord = new Discord(options);
  await discord.listen();
  return discord;
}
