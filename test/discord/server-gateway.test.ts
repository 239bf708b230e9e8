/** The gateway of the loopback Discord, spoken to by hand: close codes, resuming, compression. */
import { constants, createInflate, inflateSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Discord, startDiscord } from './server/server.ts';

interface Payload {
  op: number;
  t?: string;
  s?: number;
  d: unknown;
}

let discord: Discord;
const clients: Client[] = [];

/** A client that says what it is told to say. */
class Client {
  readonly socket: WebSocket;
  readonly seen: Payload[] = [];
  readonly closed: Promise<number>;
  private waiting: (() => void) | undefined;

  constructor(
    query = 'v=10&encoding=json',
    decode: (data: Buffer, take: (text: string) => void) => void = (data, take) => take(String(data)),
  ) {
    this.socket = new WebSocket(`${discord.gateway.url}/?${query}`);
    this.socket.on('message', (data) =>
      decode(data as Buffer, (text) => {
        this.seen.push(JSON.parse(text));
        this.waiting?.();
      }),
    );
    this.closed = new Promise((resolve) => this.socket.on('close', (code) => resolve(code)));
    clients.push(this);
  }

  /** The first payload that fits, seen or to come. */
  async get(fits: (payload: Payload) => boolean): Promise<Payload> {
    for (;;) {
      const found = this.seen.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.waiting = resolve;
      });
    }
  }

  say(op: number, d: unknown): void {
    this.socket.send(JSON.stringify({ op, d }));
  }
}

const identify = (more: object = {}) => ({ token: discord.token, intents: 1, properties: {}, shard: [0, 1], ...more });

beforeEach(async () => {
  discord = await startDiscord({ privileged: [] });
  discord.guild('G1');
});
afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.terminate();
  await discord.stop();
});

/** What is said -> the code that the connection is closed with (topics/opcodes-and-status-codes#gateway). */
it.each<[string, number, () => [number, unknown][]]>([
  ['a wrong token', 4004, () => [[2, identify({ token: 'wrong' })]]],
  [
    'a second IDENTIFY',
    4005,
    () => [
      [2, identify()],
      [2, identify()],
    ],
  ],
  ['an intent that there is not', 4013, () => [[2, identify({ intents: 1 << 30 })]]],
  ['an intent that is not allowed', 4014, () => [[2, identify({ intents: 1 << 15 })]]],
  ['a shard beyond the last', 4010, () => [[2, identify({ shard: [2, 2] })]]],
  ['something before IDENTIFY', 4003, () => [[3, {}]]],
  [
    'an opcode that there is not',
    4001,
    () => [
      [2, identify()],
      [99, {}],
    ],
  ],
  ['a RESUME with a wrong token', 4004, () => [[6, { token: 'wrong', session_id: 'a', seq: 1 }]]],
  ['more than 4,096 bytes', 4002, () => [[2, identify({ more: 'x'.repeat(5000) })]]],
])('%s: %i', async (_what, code, said) => {
  const client = new Client();
  await client.get(({ op }) => op === 10);
  for (const [op, d] of said()) client.say(op, d);
  expect(await client.closed).toBe(code);
});

it('another version: 4012', async () => {
  expect(await new Client('v=9&encoding=json').closed).toBe(4012);
});

it('HELLO, IDENTIFY, READY, GUILD_CREATE, heartbeat, ACK', async () => {
  const client = new Client();
  expect((await client.get(({ op }) => op === 10)).d).toEqual({ heartbeat_interval: 41_250 });
  client.say(2, identify());
  const ready = await client.get(({ t }) => t === 'READY');
  expect(ready).toMatchObject({ s: 1, d: { v: 10, guilds: [{ id: discord.guild('G1').id, unavailable: true }], shard: [0, 1] } });
  expect(await client.get(({ t }) => t === 'GUILD_CREATE')).toMatchObject({ s: 2, d: { name: 'G1' } });
  client.say(1, 2);
  await client.get(({ op }) => op === 11);
});

it('RESUME brings what was missed, and RESUMED', async () => {
  const first = new Client();
  await first.get(({ op }) => op === 10);
  first.say(2, identify());
  const ready = await first.get(({ t }) => t === 'READY');
  await first.get(({ t }) => t === 'GUILD_CREATE');
  discord.gateway.drop();
  discord.guild('G1').channel('made meanwhile');
  const second = new Client();
  await second.get(({ op }) => op === 10);
  second.say(6, { token: discord.token, session_id: (ready.d as { session_id: string }).session_id, seq: 2 });
  expect(await second.get(({ t }) => t === 'RESUMED')).toMatchObject({ s: 4 });
  expect(second.seen.map(({ t }) => t)).toEqual([undefined, 'CHANNEL_CREATE', 'RESUMED']);
});

it('RESUME with a sequence that was never sent: 4007', async () => {
  const first = new Client();
  first.socket.once('open', () => first.say(2, identify()));
  const ready = await first.get(({ t }) => t === 'READY');
  const second = new Client();
  second.socket.once('open', () =>
    second.say(6, { token: discord.token, session_id: (ready.d as { session_id: string }).session_id, seq: 99 }),
  );
  expect(await second.closed).toBe(4007);
});

it('RESUME of a session that is over: INVALID_SESSION', async () => {
  const client = new Client();
  client.socket.once('open', () => client.say(6, { token: discord.token, session_id: 'gone', seq: 1 }));
  expect(await client.get(({ op }) => op === 9)).toEqual({ op: 9, d: false });
});

it('compresses the whole stream where the address asks for it', async () => {
  const inflate = createInflate({ flush: constants.Z_SYNC_FLUSH });
  let taken: (text: string) => void = () => {};
  inflate.on('data', (chunk: Buffer) => taken(String(chunk)));
  const client = new Client('v=10&encoding=json&compress=zlib-stream', (data, take) => {
    taken = take;
    inflate.write(data);
  });
  client.socket.once('open', () => client.say(2, identify()));
  await client.get(({ op }) => op === 10);
  await client.get(({ t }) => t === 'READY');
});

it('compresses each payload where IDENTIFY asks for it', async () => {
  const client = new Client(undefined, (data, take) => take(data[0] === 0x78 ? String(inflateSync(data)) : String(data)));
  client.socket.once('open', () => client.say(2, identify({ compress: true })));
  await client.get(({ t }) => t === 'READY');
});
