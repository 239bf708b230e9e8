/** Whether and where a service serves health and metrics, and what it says while it starts and ends. */
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { DEFAULT_HTTP } from '../../adapters/service/http-address.ts';
import { openLog } from '../../adapters/service/log.ts';
import { type Service, startService } from '../../adapters/service/start.ts';
import { removeCorpus, smallCorpus } from '../corpus/small-corpus.ts';
import { onPostgres } from '../store/places.ts';
import { wireTo } from '../store/wire.ts';
import { type SomeSurface, someSurface } from './some-surface.ts';

let corpus: string;
beforeAll(() => {
  corpus = smallCorpus();
});
afterAll(() => removeCorpus(corpus));

let lines: { level: string; msg: string; address?: string; reason?: string }[];
beforeEach(() => {
  lines = [];
});

function start(surface: SomeSurface, env: Record<string, string>, signal?: AbortSignal): Promise<Service> {
  const log = openLog({ destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  const own = { LEXSEA_CORPUS: corpus, LEXSEA_DATA: join(dirname(corpus), 'data'), SLACK_BOT_TOKEN: 'tok-of-a-test' };
  return startService({ log, env: { ...own, ...env }, surfaces: [surface], ...(signal ? { signal } : {}) });
}

const addressOf = (): string => lines.find(({ msg }) => msg === 'health and metrics')?.address ?? '';

async function readyz(): Promise<object> {
  const response = await fetch(`http://${addressOf()}/readyz`);
  return { code: response.status, ...((await response.json()) as object) };
}

/** Takes an address, unless somebody has it already. */
async function take(port: number): Promise<number> {
  const server = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen({ host: '127.0.0.1', port }, () => resolve(true));
  });
  onTestFinished(() => void server.close());
  return listening ? (server.address() as { port: number }).port : port;
}

describe('a service', () => {
  test('says where it serves, answers there while its surfaces start, and until they have ended', async () => {
    const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slack = someSurface('slack', { start: () => begun.promise, stop: () => ended.promise });
    const starting = start(slack, { LEXSEA_HTTP: '0' });
    await vi.waitFor(() => expect(slack.calls).toEqual(['start']), { timeout: 60_000 });
    expect(await readyz()).toEqual({ code: 503, status: 'starting', corpus: true, store: true, surfaces: { slack: 'is being started' } });
    begun.resolve();
    const service = await starting;
    expect(await readyz()).toEqual({ code: 200, status: 'ready', corpus: true, store: true, surfaces: { slack: true } });
    const stopped = service.stop();
    expect(await readyz()).toEqual({ code: 503, status: 'draining', corpus: true, store: true, surfaces: { slack: true } });
    ended.resolve();
    await stopped;
    await expect(readyz()).rejects.toThrow();
  });

  test('asked for no port serves none', async () => {
    const service = await start(someSurface('slack'), { LEXSEA_HTTP: 'off' });
    await service.stop();
    expect(lines.map(({ msg }) => msg)).not.toContain('health and metrics');
  });

  test('that was given a port which is taken does not start, and says so in one line', async () => {
    const slack = someSurface('slack');
    const port = await take(0);
    const starting = start(slack, { LEXSEA_HTTP: `127.0.0.1:${port}` });
    await expect(starting).rejects.toThrow(new Error(`LEXSEA_HTTP: 127.0.0.1:${port} is in use; set it to another address, or to "off"`));
    expect(slack.calls).toEqual([]);
  });

  test.each([
    ['203.0.113.1:9464', 'is no address of this machine'],
    ['no-such-host.invalid:9464', /is no address that is known here|cannot be listened on/],
  ])('that was given %s does not start', async (address, reason) => {
    await expect(start(someSurface('slack'), { LEXSEA_HTTP: address })).rejects.toThrow(reason);
  });

  test('that was given none runs without if another process has the usual one', async () => {
    await take(Number(DEFAULT_HTTP.split(':')[1]));
    const service = await start(someSurface('slack'), {});
    await service.stop();
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', address: DEFAULT_HTTP, reason: 'is in use' }));
  });

  test('that cannot start serves nothing afterwards', async () => {
    const slack = someSurface('slack', {
      start: async () => {
        throw new Error('refused');
      },
    });
    await expect(start(slack, { LEXSEA_HTTP: '0' })).rejects.toThrow('refused');
    await expect(readyz()).rejects.toThrow();
  });
});

onPostgres('a service on PostgreSQL', (here) => {
  test.each(['close', 'deafen'] as const)('whose way to the database is lost (%s) is not ready until it is back', async (lost) => {
    const { url = '' } = (await here()).options;
    const wire = await wireTo(url);
    const service = await start(someSurface('slack'), { LEXSEA_HTTP: '0', DATABASE_URL: wire.url });
    onTestFinished(() => service.stop());
    expect(await readyz()).toMatchObject({ code: 200, store: true });
    wire[lost]();
    await expect
      .poll(readyz)
      .toMatchObject({ code: 503, status: 'not-ready', corpus: true, surfaces: { slack: true }, store: expect.any(String) });
    expect(JSON.stringify(await readyz())).not.toContain(new URL(url).password);
    if (lost === 'deafen') wire.cut();
    wire.open();
    await expect.poll(readyz).toMatchObject({ code: 200, status: 'ready', store: true });
  });

  test('that is told to stop while it waits for its database does not wait for it', async () => {
    const { url = '' } = (await here()).options;
    const wire = await wireTo(url);
    wire.deafen();
    const [slack, told] = [someSurface('slack'), new AbortController()];
    const starting = start(slack, { LEXSEA_HTTP: '0', DATABASE_URL: wire.url }, told.signal);
    starting.catch(() => {});
    await expect.poll(() => wire.tried).toBeGreaterThan(0);
    expect(await readyz()).toMatchObject({ code: 503, status: 'starting', corpus: true, store: 'is being opened' });
    told.abort(new Error('told'));
    await expect(starting).rejects.toThrow('told');
    expect(slack.calls).toEqual([]);
    wire.cut();
    wire.open();
  });

  test('ends though its database is away', async () => {
    const { url = '' } = (await here()).options;
    const wire = await wireTo(url);
    const service = await start(someSurface('slack'), { LEXSEA_HTTP: '0', DATABASE_URL: wire.url });
    wire.close();
    const told = performance.now();
    await service.stop();
    // Supervisors kill after ten seconds.
    expect(performance.now() - told).toBeLessThan(10_000);
  });
});
