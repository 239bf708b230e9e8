/** The port for Slack, by sockets, as anybody who can reach it may use it: it refuses, it closes, and goes on answering. */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Rig, startRig, THAI } from '../slack/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig('http');
});
afterAll(() => rig.stop());

const host = () => ({ host: '127.0.0.1', port: Number(new URL(rig.origin ?? '').port) });
const post = (more: string) => `POST /slack/events HTTP/1.1\r\nHost: lexsea\r\n${more}`;

/** Sends bytes as they are, and gives all that comes back until the other end closes. */
function sent(...parts: readonly string[]): Promise<string> {
  const socket = connect(host());
  return received(socket, async () => {
    for (const part of parts) if (!socket.destroyed) await new Promise<void>((resolve) => void socket.write(part, () => resolve()));
  });
}

async function received(socket: Socket, send: () => Promise<void>): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  // A server that closes while it is being written to resets the connection.
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => void socket.on('close', () => resolve()));
  await send();
  await closed;
  return text;
}

const statusOf = (response: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1] ?? 0);

/** Slack is answered still. */
async function answers() {
  const team = rig.slack.workspace('T1');
  const answer = await team.user('ana').mention(team.channel('general'), THAI.text).answer();
  expect(answer.text).toContain(THAI.headline);
}

const BIG = 'x'.repeat(1_100_000);

describe('refuses, and goes on answering', () => {
  test.each<[string, readonly string[], readonly number[]]>([
    ['a body without a signature', [post('Connection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}')], [401]],
    [
      'a form without a signature',
      [post('Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1\r\n\r\na')],
      [401],
    ],
    ['JSON that is no object', [post('Connection: close\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull')], [400]],
    [
      'JSON nested half a million times',
      [post(`Connection: close\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n${'['.repeat(500_000)}`)],
      [401],
    ],
    // Reset at once, or told first.
    ['a body above a megabyte', [post(`Content-Type: application/json\r\nContent-Length: ${BIG.length}\r\n\r\n`), BIG], [413, 0]],
    [
      'one in chunks, whose length nobody has told',
      [post('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'), `${BIG.length.toString(16)}\r\n${BIG}\r\n0\r\n\r\n`],
      [413, 0],
    ],
    ['headers above 16 kB', [post(`X-Long: ${'x'.repeat(20_000)}\r\n\r\n`)], [431]],
    ['what is no HTTP', ['\u0016\u0003\u0001 hello\r\n\r\n'], [400]],
    ['two lengths', [post('Content-Length: 1\r\nContent-Length: 2\r\n\r\nab')], [400]],
    ['another path', ['GET /.env HTTP/1.1\r\nHost: lexsea\r\nConnection: close\r\n\r\n'], [404]],
    ['an address that is none', ['GET // HTTP/1.1\r\nHost: lexsea\r\nConnection: close\r\n\r\n'], [404, 500]],
    ['another method', ['DELETE /slack/events HTTP/1.1\r\nHost: lexsea\r\nConnection: close\r\n\r\n'], [404]],
  ])('%s', async (_, parts, statuses) => {
    expect(statuses).toContain(statusOf(await sent(...parts)));
    await answers();
  });

  test('headers that never end, and a body that never comes', async () => {
    const [headers, body] = await Promise.all([
      sent(post('X-Slow: ')),
      sent(post('Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{')),
    ]);
    expect([statusOf(headers), statusOf(body)]).toEqual([408, 408]);
    await answers();
  });

  test("more than 500 connections: those beyond are closed, and the others' end makes room again", async () => {
    const sockets: Socket[] = [];
    let refused = 0;
    for (let n = 0; n < 520; n++) {
      const socket = connect(host());
      socket.on('error', () => {});
      socket.on('close', () => {
        refused += 1;
      });
      socket.resume();
      sockets.push(socket);
    }
    await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThanOrEqual(20);
    for (const socket of sockets) socket.destroy();
    await expect
      .poll(async () => statusOf(await sent('GET / HTTP/1.1\r\nHost: lexsea\r\nConnection: close\r\n\r\n')), { timeout: 60_000 })
      .toBe(404);
    await answers();
  });
});
