/**
 * A Slack of our own on loopback, for end-to-end tests with the real @slack/bolt: Web API, Socket Mode, signed HTTP delivery and
 * OAuth. What it takes and refuses follows Slack's documentation (limits.ts, validate.ts); what happened is in its ledger. People act
 * through `workspace(...).user(...)`, see person.ts.
 */

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { remember } from '../../security/log-record.ts';
import { SlackError } from './answering.ts';
import { Delivery } from './delivery.ts';
import { Faults } from './faults.ts';
import { Ledger, type Message, type UploadedFile, type View } from './ledger.ts';
import { type Manifest, readManifest } from './manifest.ts';
import type { Grant } from './oauth.ts';
import { eventParcel, messageEvent } from './payloads.ts';
import { Person } from './person.ts';
import type { ResponseUrl } from './response-url.ts';
import type { Json } from './schema.ts';
import { SocketMode } from './socket-mode.ts';
import { handle } from './web-api.ts';
import { type Channel, Workspace } from './workspace.ts';

export interface SlackOptions {
  /** The app's manifest, as parsed JSON: what is not in it is refused and not delivered. Without one, everything is allowed. */
  manifest?: unknown;
  /** How long an acknowledgement may take, in milliseconds. */
  ackTimeout?: number;
  /** Waits before an event is delivered again, in milliseconds. `retryNow` does not wait. */
  retryDelays?: readonly number[];
  /** Whether workspace() installs the app at once; set to false to go through OAuth. */
  installed?: boolean;
}

const EVERY_SCOPE = [
  ...['app_mentions:read', 'assistant:write', 'chat:write', 'commands', 'files:write', 'im:write', 'reactions:write', 'team:read'],
  ...['users:read', 'channels:read', 'channels:history', 'groups:read', 'groups:history', 'im:read', 'im:history'],
];

/** What a message is made of. */
export interface Draft {
  workspace: Workspace;
  channel: string;
  text: string;
  blocks?: Json[];
  user?: string;
  thread_ts?: string;
  metadata?: Json;
  ephemeralTo?: string | null;
  files?: UploadedFile[];
  via: string;
  cause?: string;
}

/** A workspace as tests use it: people and channels by name. */
export class Team extends Workspace {
  readonly #slack: SlackServer;

  constructor(id: string, slack: SlackServer) {
    super(id);
    this.#slack = slack;
  }

  /** Somebody of this workspace, made where there is nobody of that name. */
  user(name: string, options: { admin?: boolean } = {}): Person {
    return new Person(this.#slack, this, this.person(name, options.admin ?? false));
  }

  /** Another app's bot. */
  bot(name: string): Person {
    return new Person(this.#slack, this, this.person(name, false, true));
  }
}

export class SlackServer {
  readonly ledger = new Ledger();
  readonly faults = new Faults();
  readonly workspaces = new Map<string, Team>();
  readonly manifest: Manifest;
  readonly socket: SocketMode;
  readonly delivery: Delivery;
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly uploaded = new Map<string, UploadedFile>();
  readonly grants = new Map<string, Grant>();
  readonly appToken = `xapp-1-A0LEXSEA-${randomBytes(8).toString('hex')}`;
  readonly signingSecret = randomBytes(16).toString('hex');
  readonly clientId = '1234.5678';
  readonly clientSecret = randomBytes(16).toString('hex');
  /** Who is signed in at the browser that the authorize page is opened in. */
  installer: { team: string; user: string; cancels: boolean } | null = null;
  /** Where the authorize page sends to if the app names no address. */
  redirectUri: string | null = null;
  readonly #http: Server;
  readonly #installed: boolean;
  readonly #triggers = new Map<string, { team: string; user: string; born: number; used: boolean }>();
  #port = 0;
  #seq = 0;

  constructor(options: SlackOptions) {
    this.manifest = readManifest(options.manifest);
    this.#installed = options.installed ?? true;
    remember(this.appToken, this.signingSecret, this.clientSecret);
    this.#http = createServer((request, response) => {
      handle(this, request, response).catch((error: unknown) => {
        // A process that was killed leaves requests behind: no fault of this server.
        if (request.socket.destroyed) return;
        this.broken.push(error instanceof Error ? error : new Error(String(error)));
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    });
    this.socket = new SocketMode(this.#http, 'A0LEXSEA');
    this.delivery = new Delivery(this.ledger, this.socket, {
      signingSecret: this.signingSecret,
      ackTimeout: options.ackTimeout ?? 3000,
      retryDelays: options.retryDelays ?? [0, 60_000, 300_000],
    });
  }

  /** Faults of this server itself; a test that finds one here has met a bug of the server. */
  readonly broken: Error[] = [];

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    this.#port = (this.#http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.delivery.close();
    this.socket.close();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  /** The environment variables of an app that talks to this server. */
  environment(mode: 'socket' | 'http' | 'oauth' | 'oauth-socket', team = 'T1'): Record<string, string> {
    const many = mode.startsWith('oauth');
    return {
      SLACK_API_URL: this.apiUrl,
      ...(many
        ? { SLACK_CLIENT_ID: this.clientId, SLACK_CLIENT_SECRET: this.clientSecret }
        : { SLACK_BOT_TOKEN: this.workspace(team).token ?? '' }),
      ...(mode.endsWith('socket') ? { SLACK_APP_TOKEN: this.appToken } : { SLACK_SIGNING_SECRET: this.signingSecret }),
    };
  }

  /** Where events go: the app's address, or null for Socket Mode. */
  deliverTo(url: string | null): void {
    this.delivery.url = url;
  }

  workspace(id: string): Team {
    const known = this.workspaces.get(id);
    if (known) return known;
    const team = new Team(id, this);
    this.workspaces.set(id, team);
    if (this.#installed) team.install(this.manifest.scopes ?? EVERY_SCOPE);
    return team;
  }

  /** Everything in a channel that all see, oldest first. */
  messages(channel: Channel | string): Message[] {
    const id = typeof channel === 'string' ? channel : channel.id;
    return this.ledger.messages.filter((each) => each.channel === id && each.ephemeralTo === null && !each.deleted);
  }

  /** What the bot has said there. */
  answers(channel: Channel | string): Message[] {
    return this.messages(channel).filter((each) => each.byBot);
  }

  /** What only this person has seen. */
  ephemerals(person: Person): Message[] {
    return this.ledger.messages.filter((each) => each.ephemeralTo === person.id && !each.deleted);
  }

  /** The modals opened for a person, oldest first. */
  views(person: Person): View[] {
    return this.ledger.views.filter((each) => each.user === person.id && each.kind === 'modal');
  }

  home(person: Person): View | null {
    return this.ledger.views.find((each) => each.user === person.id && each.kind === 'home') ?? null;
  }

  calls(method: string): Ledger['calls'] {
    return this.ledger.calls.filter((each) => each.method === method);
  }

  get acks(): Ledger['acks'] {
    return this.ledger.acks;
  }

  /** Calls that Slack would have refused, faults on demand left out by their nature: `error` for each. */
  refusals(...expected: readonly string[]): string[] {
    return this.ledger.calls
      .filter((each) => each.answer?.ok === false && !expected.includes(String(each.answer.error)))
      .map((each) => `${each.method}: ${JSON.stringify(each.answer)}`);
  }

  until<T>(look: () => T | undefined | null | false, what?: string, timeout?: number): Promise<T> {
    return this.ledger.until(look, what, timeout);
  }

  storm(method: string, options?: { retryAfter?: number; times?: number }): void {
    this.faults.storm(method, options);
  }

  fail(method: string, error: string, times?: number): void {
    this.faults.fail(method, error, times);
  }

  hold(method: string, when?: 'before' | 'after'): ReturnType<Faults['hold']> {
    return this.faults.hold(method, when);
  }

  dropSockets(): void {
    this.socket.drop();
  }

  /** Refuses every new connection, or no longer. */
  refuseSockets(refusing: boolean): void {
    this.socket.refusing = refusing;
  }

  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
    this.socket.disconnect(reason);
  }

  /** Loses every acknowledgement from now on, or no longer: events come again whose acknowledgement is lost. */
  loseAcks(losing: boolean): void {
    this.socket.losing = losing;
    this.delivery.losing = losing;
  }

  retryNow(): void {
    this.delivery.retryNow();
  }

  /** Delivers every event about a message once more, as Slack does when it missed the acknowledgement. */
  redeliver(message: Message, attempt = 1): Promise<unknown> {
    const about = this.delivery.parcels.filter((each) => each.kind === 'event' && (each.payload.event as Json).ts === message.ts);
    return Promise.all(about.map((each) => this.delivery.deliver(each, attempt, 'http_timeout')));
  }

  /** Writes a message down, and tells the app of it as Slack does, of its own too. */
  post(draft: Draft): Message {
    const { workspace } = draft;
    const user = draft.user ?? workspace.botUser;
    const message: Message = {
      seq: this.#seq++,
      ts: this.ledger.nextTs(),
      team: workspace.id,
      channel: draft.channel,
      user,
      byBot: user === workspace.botUser,
      text: draft.text,
      blocks: (draft.blocks ?? []).map((each) => ({ block_id: randomBytes(3).toString('hex'), ...each })),
      ...(draft.thread_ts === undefined ? {} : { thread_ts: draft.thread_ts }),
      ...(draft.metadata ? { metadata: draft.metadata } : {}),
      ephemeralTo: draft.ephemeralTo ?? null,
      deleted: false,
      versions: [],
      files: draft.files ?? [],
      via: draft.via,
      ...(draft.cause === undefined ? {} : { cause: draft.cause }),
    };
    this.ledger.messages.push(message);
    this.ledger.changed();
    if (message.byBot && message.ephemeralTo === null) this.tell(workspace, messageEvent(message, workspace));
    return message;
  }

  /** Replaces what a message says. */
  change(message: Message, to: { text: string; blocks: Json[]; metadata?: Json }, workspace: Workspace, user = workspace.botUser): void {
    const before = { ...message };
    message.versions.push({ text: message.text, blocks: message.blocks });
    message.text = to.text;
    message.blocks = to.blocks.map((each) => ({ block_id: randomBytes(3).toString('hex'), ...each }));
    if (to.metadata) message.metadata = to.metadata;
    message.edited = { user, ts: this.ledger.nextTs() };
    this.ledger.changed();
    if (message.byBot && message.ephemeralTo === null) this.tell(workspace, messageEvent(message, workspace, { changedFrom: before }));
  }

  remove(message: Message, workspace: Workspace): void {
    message.deleted = true;
    this.ledger.changed();
    if (message.ephemeralTo === null) this.tell(workspace, messageEvent(message, workspace, { removed: true }));
  }

  /** Delivers an event if the app has subscribed to it and is installed; gives its delivery, or null. */
  tell(workspace: Workspace, event: Json): ReturnType<Delivery['deliver']> | null {
    const family = { channel: 'channels', group: 'groups', im: 'im' }[String(event.channel_type)] ?? '';
    const name = event.type === 'message' ? `message.${family}` : String(event.type);
    if (this.manifest.events !== null && !this.manifest.events.has(name)) return null;
    const channel = workspace.channels.get(String(event.channel));
    if (channel && !channel.members.has(workspace.botUser)) return null;
    return this.delivery.deliver(eventParcel(event, workspace));
  }

  trigger(team: string, user: string): string {
    const id = `${Date.now()}.${this.#triggers.size + 1}.${randomBytes(8).toString('hex')}`;
    this.#triggers.set(id, { team, user, born: performance.now(), used: false });
    return id;
  }

  /** Lets every trigger_id grow older than three seconds. */
  expireTriggers(): void {
    for (const each of this.#triggers.values()) each.born -= 3001;
  }

  /** Whose interaction a trigger_id stands for; refuses old, used and foreign ones. */
  exchangeTrigger(id: string, team: string): string {
    const trigger = this.#triggers.get(id);
    if (!trigger || trigger.team !== team) throw new SlackError('invalid_trigger_id');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (performance.now() - trigger.born > 3000) throw new SlackError('expired_trigger_id');
    trigger.used = true;
    return trigger.user;
  }

  responseUrl(from: Omit<ResponseUrl, 'expires' | 'uses'>): string {
    const id = `${from.workspace.id}/${this.responseUrls.size}/${randomBytes(8).toString('hex')}`;
    remember(id);
    this.responseUrls.set(id, { ...from, expires: Date.now() + 30 * 60_000, uses: 0 });
    return `${this.origin}/respond/${id}`;
  }

  openView(workspace: Workspace, user: string, kind: View['kind'], view: Json): View {
    const id = `V${workspace.id}${this.ledger.views.length + 1}`;
    const opened: View = { id, team: workspace.id, user, kind, view: {}, hash: '', state: 'open', versions: 0 };
    this.ledger.views.push(opened);
    this.changeView(opened, view);
    return opened;
  }

  changeView(view: View, to: Json): void {
    const blocks = ((to.blocks ?? []) as Json[]).map((each) => ({ block_id: randomBytes(3).toString('hex'), ...each }));
    view.view = { ...to, blocks };
    view.hash = `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`;
    view.versions += 1;
    this.ledger.changed();
  }

  expectFile(name: string, length: number): UploadedFile {
    const file: UploadedFile = { id: `F${this.uploaded.size + 1}LEXSEA`, name, title: name, content: '', length };
    this.uploaded.set(file.id, file);
    return file;
  }
}

/** Starts a loopback Slack on a free port. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackServer> {
  const slack = new SlackServer(options);
  await slack.listen();
  return slack;
}
