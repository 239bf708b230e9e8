/** What can be seen of the process from outside: health and metrics on a port of its own, and the no-answers in the store. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { packageFolder } from '../../src/corpus/folder.ts';
import type { SurfaceName } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import { secretsOf } from './configuration.ts';
import { type HttpServer, serveHttp } from './http.ts';
import { DEFAULT_HTTP, parseHttpAddress } from './http-address.ts';
import { masked } from './log.ts';
import type { Answered, Meter } from './meter.ts';
import { Metrics } from './metrics.ts';
import { Health } from './readiness.ts';
import type { Environment, Surface } from './surface.ts';

export interface Observation {
  readonly health: Health;
  /** What a surface tells its work to; answers that were none are counted in the store by topic. */
  meter(surface: SurfaceName, store: Store): Meter;
  /** Resolves once what is to be counted in the store is counted; to be awaited before the store is closed. */
  counted(): Promise<void>;
  /** Serves nothing any more. */
  close(): Promise<void>;
}

interface Options {
  env: Environment;
  log: Logger;
  /** Those that are to be started. */
  surfaces: readonly Surface[];
  /** What identifies the corpus in force; null while there is none. */
  corpus(): string | null;
}

const LONGEST_COUNT_MS = 500;

/**
 * Begins to serve health and metrics, before anything else is opened: a supervisor sees a process that starts.
 * @throws Error with one line where LEXSEA_HTTP names an address that cannot be listened on
 */
export async function observe({ env, log, surfaces, corpus }: Options): Promise<Observation> {
  const health = new Health();
  health.expect(surfaces);
  const metrics = new Metrics({
    version: (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }).version,
    ready: async () => (await health.read()).status === 'ready',
    connected: () => Object.fromEntries(Object.entries(health.surfaces()).map(([name, check]) => [name, check === true])),
    corpus,
  });
  const server = await open(env, log, health, metrics);
  const counting = new Set<Promise<void>>();
  const count = (surface: SurfaceName, store: Store, { reason, topics, jurisdictions }: Answered): void => {
    const counted = store.feedback
      .noAnswer({ surface, reason: reason ?? 'none', topics, jurisdictions })
      .catch((error: unknown) => log.warn({ surface, err: error }, 'a no-answer was not counted'))
      .finally(() => counting.delete(counted));
    counting.add(counted);
  };
  return {
    health,
    meter: (surface, store) => metrics.meter(surface, (answer) => count(surface, store, answer)),
    // A store that is away keeps nobody from ending.
    counted: () => Promise.race([Promise.all(counting).then(() => {}), wait(LONGEST_COUNT_MS, undefined, { ref: false })]),
    close: async () => server?.close(),
  };
}

async function open(env: Environment, log: Logger, health: Health, metrics: Metrics): Promise<HttpServer | null> {
  const address = parseHttpAddress(env.LEXSEA_HTTP ?? DEFAULT_HTTP);
  if (!address) return null;
  const secrets = secretsOf(env);
  try {
    const server = await serveHttp(address, {
      ready: () => health.read(),
      metrics: async () => ({ type: metrics.contentType, text: await metrics.text() }),
      masked: (text) => masked(text, secrets),
      failed: (error) => log.warn({ err: error }, 'health and metrics could not be served'),
    });
    metrics.watchProcess();
    log.info({ address: server.address }, 'health and metrics');
    return server;
  } catch (error) {
    const reason = reasonOf(error);
    // Nobody has asked for it: a second process on a machine must not fail over what it can do without.
    if (env.LEXSEA_HTTP !== undefined) throw new Error(`LEXSEA_HTTP: ${env.LEXSEA_HTTP} ${reason}; set it to another address, or to "off"`);
    log.warn({ address: DEFAULT_HTTP, reason }, 'health and metrics are not served; set LEXSEA_HTTP to an address, or to "off"');
    return null;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use',
  EADDRNOTAVAIL: 'is no address of this machine',
  EACCES: 'may not be listened on; ports above 1023 may',
  ENOTFOUND: 'is no address that is known here',
};

function reasonOf(error: unknown): string {
  const { code = 'unknown' } = error as { code?: string };
  return REASONS[code] ?? `cannot be listened on (${code})`;
}
