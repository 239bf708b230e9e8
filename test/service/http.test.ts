/** The port of health and metrics, spoken to over sockets as a stranger might. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HttpServer, serveHttp } from '../../adapters/service/http.ts';
import type { Readiness } from '../../adapters/service/readiness.ts';

const READY: Readiness = { status: 'ready', corpus: true, store: true, surfaces: { slack: true } };
const LIMITS = { connections: 3, headers: 2_048, requestMs: 50, idleMs: 60_000, lookMs: 20 };

let readiness: Readiness | Error;
let server: HttpServer;
const sockets: Socket[] = [];

beforeEach(async () => {
  readiness = READY;
  server = await serve();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});

function serve(limits: Partial<typeof LIMITS> = {}): Promise<HttpServer> {
  const served = {
    ready: async () => {
      if (readiness instanceof Error) throw readiness;
      return readiness;
    },
    metrics: async () => ({ type: 'text/plain; version=0.0.4', text: 'lexsea_ready 1\n' }),
    masked: (text: string) => text.replaceAll('hidden', '[masked]'),
    failed: (error: Error) => {
      throw error;
    },
  };
  return serveHttp({ host: '127.0.0.1', port: 0 }, served, { ...LIMITS, ...limits });
}

const get = (path: string, options: RequestInit = {}): Promise<Response> => fetch(`http://${server.address}${path}`, options);

/** Sends bytes on a connection of their own, and gives all that comes back until it is closed by the server. */
async function exchange(bytes: string): Promise<string> {
  const socket = open();
  socket.write(bytes);
  return received(socket);
}

function open(): Socket {
  const socket = connect(Number(server.address.split(':').at(-1)), '127.0.0.1');
  sockets.push(socket);
  return socket.on('error', () => {});
}

async function received(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  await once(socket, 'close');
  return text;
}

describe('GET', () => {
  test('/healthz says that the process lives', async () => {
    const response = await get('/healthz');
    expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([
      200,
      'application/json; charset=utf-8',
      { status: 'live' },
    ]);
  });

  test.each<[string, number, Readiness]>([
    ['ready', 200, READY],
    ['starting', 503, { ...READY, status: 'starting', surfaces: { slack: 'is being started' } }],
    ['not-ready', 503, { ...READY, status: 'not-ready', store: 'is away' }],
    ['draining', 503, { ...READY, status: 'draining' }],
  ])('/readyz of a process that is %s is %i with what is and is not', async (_, status, shown) => {
    readiness = shown;
    const response = await get('/readyz');
    expect([response.status, await response.json()]).toEqual([status, shown]);
  });

  test('/readyz shows no secret', async () => {
    readiness = { ...READY, store: 'postgres://lexsea:hidden@db is away' };
    expect(await (await get('/readyz')).json()).toMatchObject({ store: 'postgres://lexsea:[masked]@db is away' });
  });

  test('/metrics gives the metrics, and whoever asks for more in the address gets the same', async () => {
    for (const path of ['/metrics', '/metrics?name=x']) {
      const response = await get(path);
      expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
        200,
        'text/plain; version=0.0.4',
        'lexsea_ready 1\n',
      ]);
    }
  });

  test.each(['/', '/metrics/', '//healthz', '/readyz/..', '/%2e%2e/etc/passwd', '/slack/events'])('%s is 404', async (path) => {
    const { status } = await get(path);
    expect(status).toBe(404);
  });

  test('what fails inside is 500 without a reason', async () => {
    readiness = new Error('at /some/file.ts');
    const response = await get('/readyz');
    expect([response.status, await response.text()]).toEqual([500, 'that failed\n']);
  });
});

describe('nothing else is taken', () => {
  test('HEAD is GET without its body', async () => {
    const response = await get('/metrics', { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '15', '']);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is 405', async (method) => {
    const response = await get('/healthz', { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('a body is refused before it is read, and its connection closed', async () => {
    expect(await exchange('POST /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000000\r\n\r\n')).toMatch(/^HTTP\/1\.1 413 /);
    expect(await exchange('GET /healthz HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n')).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('headers that are too large are 431', async () => {
    expect(await exchange(`GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(LIMITS.headers)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  test.each(['\0\x01\x02\r\n\r\n', 'GET\r\n\r\n', 'GET /healthz HTTP/9.9\r\n\r\n', '{"json": true}\r\n\r\n'])(
    '%j is 400',
    async (bytes) => {
      expect(await exchange(bytes)).toMatch(/^HTTP\/1\.1 400 /);
    },
  );

  test('whatever comes, the next one is answered', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array).toString('latin1'));
    const line = fc
      .tuple(fc.constantFrom('GET', 'POST', 'CONNECT', 'UPGRADE'), fc.webPath(), bytes)
      .map(([method, path, rest]) => `${method} ${path} HTTP/1.1\r\n${rest}\r\n\r\n`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, line), async (sent) => {
        const socket = open();
        socket.end(sent, 'latin1');
        await received(socket);
        expect((await get('/healthz', { headers: { connection: 'close' } })).status).toBe(200);
      }),
      { numRuns: 20 },
    );
  });
});

describe('nobody keeps it busy', () => {
  test.each(['', 'GET /healthz HTTP/1.1\r\nhost: x\r\n'])('who does not finish a request (%j) is cut off', async (begun) => {
    const text = await exchange(begun);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('a connection on which nothing moves is closed', async () => {
    await server.close();
    server = await serve({ idleMs: 50 });
    const text = await exchange('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*"live"/);
  });

  test('connections above the limit are closed; those below it are served', async () => {
    await server.close();
    server = await serve({ requestMs: 60_000 });
    const held = Array.from({ length: LIMITS.connections }, open);
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    // All of them are known to the server once each is answered.
    for (const socket of held) {
      socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
      await once(socket, 'data');
    }
    expect(await exchange('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n')).toBe('');
    const [first] = held;
    first?.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    if (first) await once(first, 'data');
  });

  test('closing it closes what is open', async () => {
    const socket = open();
    await once(socket, 'connect');
    const closed = received(socket);
    await server.close();
    expect(await closed).toBe('');
    await expect(get('/healthz')).rejects.toThrow();
  });
});
