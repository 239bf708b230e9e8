/** The gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME with replay, and all the ways in which a connection ends. */
import type { Server } from 'node:http';
import { constants, createDeflate, type Deflate, deflateSync } from 'node:zlib';
import { GatewayIntentBits } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json } from './form.ts';
import { shardOf } from './snowflake.ts';
import type { State } from './state.ts';

const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalid: 9, hello: 10, ack: 11 } as const;
const ALL_INTENTS = Object.values(GatewayIntentBits).reduce((all: number, bit) => (typeof bit === 'number' ? all | bit : all), 0);
const PRIVILEGED = { GuildMembers: 1 << 1, GuildPresences: 1 << 8, MessageContent: 1 << 15 } as const;

interface Session {
  id: string;
  shard: [number, number];
  intents: number;
  sequence: number;
  /** Every event sent, so that a resume replays those that were missed. */
  sent: { s: number; text: string }[];
  connection: Connection | undefined;
}

function parse(text: string): { op: number; d: Json } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

class Connection {
  readonly socket: WebSocket;
  session: Session | undefined;
  zombie = false;
  heartbeats = 0;
  private deflate: Deflate | undefined;
  private compressPayloads = false;

  constructor(socket: WebSocket, stream: boolean) {
    this.socket = socket;
    if (!stream) return;
    this.deflate = createDeflate({ flush: constants.Z_SYNC_FLUSH });
    this.deflate.on('data', (chunk: Buffer) => socket.send(chunk));
  }

  send(payload: Json): void {
    this.sendText(JSON.stringify(payload));
  }

  sendText(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.deflate) this.deflate.write(text);
    else this.socket.send(this.compressPayloads ? deflateSync(text) : text);
  }

  /** Compresses each payload by itself, as `compress: true` of an IDENTIFY asks. */
  compress(): void {
    this.compressPayloads = true;
  }
}

export class Gateway {
  private readonly state: State;
  private readonly server: WebSocketServer;
  private readonly connections = new Set<Connection>();
  private sessions = new Map<string, Session>();
  /** Sockets are accepted; switched off while Discord is to be out of reach. */
  private open = true;
  url = '';

  constructor(state: State, http: Server) {
    this.state = state;
    this.server = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      if (!this.open) socket.destroy();
      else
        this.server.handleUpgrade(request, socket, head, (connected) =>
          this.connect(connected, new URL(request.url ?? '/', 'ws://loopback')),
        );
    });
    state.dispatch = (event, guildId, data) => {
      for (const session of this.sessions.values()) {
        const [shard, shards] = session.shard;
        if (guildId === null ? shard !== 0 : shardOf(guildId, shards) !== shard) continue;
        const body = data(session.intents);
        if (body) this.event(session, event, body);
      }
    };
  }

  /** Shards with a session that is connected now. */
  get connected(): number[] {
    return [...this.sessions.values()].filter(({ connection }) => connection).map(({ shard }) => shard[0]);
  }

  private event(session: Session, t: string, d: Json): void {
    session.sequence++;
    const text = JSON.stringify({ op: OP.dispatch, t, s: session.sequence, d });
    session.sent.push({ s: session.sequence, text });
    session.connection?.sendText(text);
  }

  private connect(socket: WebSocket, url: URL): void {
    if (url.searchParams.get('v') !== '10') {
      socket.close(4012, 'Invalid API version.');
      return;
    }
    const connection = new Connection(socket, url.searchParams.get('compress') === 'zlib-stream');
    this.connections.add(connection);
    socket.on('message', (data) => this.receive(connection, String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      this.connections.delete(connection);
      const { session } = connection;
      if (session?.connection === connection) session.connection = undefined;
      // A client that says goodbye (1000, 1001) has no session any more (topics/gateway#initiating-a-disconnect).
      if (session && (code === 1000 || code === 1001)) this.sessions.delete(session.id);
      this.state.ledger.add('closed', { data: { code, shard: session?.shard[0] ?? null } });
    });
    connection.send({ op: OP.hello, d: { heartbeat_interval: this.state.options.heartbeat } });
  }

  private receive(connection: Connection, text: string): void {
    const payload = text.length > 4096 ? undefined : parse(text);
    if (!payload) connection.socket.close(4002, 'Error while decoding payload.');
    else if (payload.op === OP.heartbeat) {
      connection.heartbeats++;
      if (!connection.zombie) connection.send({ op: OP.ack });
      this.state.ledger.stir();
    } else if (payload.op === OP.identify) this.identify(connection, payload.d);
    else if (payload.op === OP.resume) this.resume(connection, payload.d);
    else if (!connection.session) connection.socket.close(4003, 'Not authenticated.');
    else if (payload.op !== 3) connection.socket.close(4001, 'Unknown opcode.');
  }

  /** Why an IDENTIFY is refused: a close code of Discord's. */
  private refusal(connection: Connection, d: Json): [number, string] | undefined {
    const { token, privileged } = this.state.options;
    const intents = Number(d.intents);
    const [shard, shards] = (d.shard as [number, number] | undefined) ?? [0, 1];
    if (connection.session) return [4005, 'Already authenticated.'];
    if (d.token !== token) return [4004, 'Authentication failed.'];
    if (!Number.isInteger(intents) || intents & ~ALL_INTENTS) return [4013, 'Invalid intent(s).'];
    if (!(shard >= 0 && shard < shards)) return [4010, 'Invalid shard.'];
    for (const [name, bit] of Object.entries(PRIVILEGED)) {
      if (intents & bit && !privileged.includes(name as keyof typeof PRIVILEGED)) return [4014, 'Disallowed intent(s).'];
    }
    return undefined;
  }

  private identify(connection: Connection, d: Json): void {
    const refusal = this.refusal(connection, d);
    if (refusal) {
      connection.socket.close(...refusal);
      return;
    }
    const intents = Number(d.intents);
    const [shard, shards] = (d.shard as [number, number] | undefined) ?? [0, 1];
    if (d.compress === true) connection.compress();
    const session: Session = { id: `session-${this.state.newId()}`, shard: [shard, shards], intents, sequence: 0, sent: [], connection };
    this.sessions.set(session.id, session);
    connection.session = session;
    const guilds = [...this.state.guilds.values()].filter(
      (guild) => guild.members.has(this.state.bot.id) && shardOf(guild.id, shards) === shard,
    );
    this.event(session, 'READY', {
      v: 10,
      user: { ...this.state.bot.wire(), verified: true, mfa_enabled: true, flags: 0, email: null },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${this.url}/resume`,
      session_type: 'normal',
      shard: [shard, shards],
      application: { id: this.state.applicationId, flags: 0 },
    });
    if (intents & GatewayIntentBits.Guilds) {
      for (const guild of guilds)
        this.event(session, 'GUILD_CREATE', guild.unavailable ? { id: guild.id, unavailable: true } : guild.gatewayWire(this.state.bot));
    }
    this.state.ledger.add('identify', { data: { shard, shards, intents } });
  }

  private resume(connection: Connection, d: Json): void {
    const session = this.sessions.get(String(d.session_id));
    const last = Number(d.seq);
    if (d.token !== this.state.options.token) connection.socket.close(4004, 'Authentication failed.');
    else if (!session) connection.send({ op: OP.invalid, d: false });
    else if (last > session.sequence) connection.socket.close(4007, 'Invalid seq.');
    else this.continue(connection, session, last);
  }

  private continue(connection: Connection, session: Session, last: number): void {
    session.connection?.socket.close(4000);
    session.connection = connection;
    connection.session = session;
    const missed = session.sent.filter(({ s }) => s > last);
    for (const { text } of missed) connection.sendText(text);
    this.event(session, 'RESUMED', { _trace: [] });
    this.state.ledger.add('resume', { data: { shard: session.shard[0], missed: missed.length } });
  }

  private each(shard: number | undefined, act: (connection: Connection) => void): void {
    for (const connection of [...this.connections]) if (shard === undefined || connection.session?.shard[0] === shard) act(connection);
  }

  /** Cuts connections without a word, as a broken network does; sessions live on. */
  drop(shard?: number): void {
    this.each(shard, (connection) => {
      // Events from now on are missed, even if the other end has not noticed yet.
      if (connection.session) connection.session.connection = undefined;
      connection.socket.terminate();
    });
  }

  /** Nobody can connect until `reachable()`, and who is connected is cut. */
  unreachable(): void {
    this.open = false;
    this.drop();
  }

  reachable(): void {
    this.open = true;
  }

  /** Closes with a code of Discord's. */
  close(code: number, shard?: number): void {
    this.each(shard, ({ socket }) => socket.close(code));
  }

  /** Asks to reconnect and resume (op 7). */
  reconnect(shard?: number): void {
    this.each(shard, (connection) => connection.send({ op: OP.reconnect, d: null }));
  }

  /** Declares sessions invalid (op 9); with `resumable` false they are gone. */
  invalidate(resumable: boolean, shard?: number): void {
    this.each(shard, (connection) => {
      if (!resumable && connection.session) {
        this.sessions.delete(connection.session.id);
        connection.session = undefined;
      }
      connection.send({ op: OP.invalid, d: resumable });
    });
  }

  /** Stops acknowledging heartbeats and delivering events on the connections of now: they look alive and are not. */
  zombie(shard?: number): void {
    this.each(shard, (connection) => {
      connection.zombie = true;
      if (connection.session) connection.session.connection = undefined;
    });
  }

  /** Forgets sessions that nobody is connected to, as Discord does some minutes after a process has died. */
  forgetLost(): void {
    for (const session of this.sessions.values()) if (!session.connection) this.sessions.delete(session.id);
  }

  /** Asks every client for a heartbeat and waits for it: then each has read everything sent before. */
  async roundTrip(): Promise<void> {
    const asked = [...this.connections]
      .filter(({ zombie, session }) => !zombie && session)
      .map((connection) => ({ connection, before: connection.heartbeats }));
    for (const { connection } of asked) connection.send({ op: OP.heartbeat, d: null });
    const all = () => asked.every(({ connection, before }) => connection.heartbeats > before || !this.connections.has(connection));
    await this.state.ledger.when(() => (all() ? true : undefined), 'a gateway client did not answer a request for a heartbeat');
  }

  async stop(): Promise<void> {
    for (const { socket } of this.connections) socket.terminate();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
