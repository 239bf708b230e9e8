/** One process for all surfaces: checks the configuration, opens what they share, starts those that are set up. */
import type { Logger } from 'pino';
import { LexSea } from '../../src/ask.ts';
import type { Following } from '../../src/follow.ts';
import { openStore, type Store, type StoreOptions } from '../../src/store/open.ts';
import { anySet, ConfigurationError, checkEnvironment, environmentOf, variables } from './configuration.ts';
import { corpusOptions, followLaw } from './follow-law.ts';
import { observe } from './observe.ts';
import type { Environment, Surface } from './surface.ts';
import { loadSurfaces } from './surfaces.ts';
import { unlessTold } from './unless-told.ts';
import { warmUp } from './warm-up.ts';

export interface ServiceOptions {
  log: Logger;
  /** The environment of the process, if no other is given. */
  env?: NodeJS.ProcessEnv;
  /** All that there are, if no others are given. */
  surfaces?: readonly Surface[];
  /** Told early to stop: the start ends as soon as it can, and rejects with the reason. */
  signal?: AbortSignal;
}

export interface Service {
  /** Names of the surfaces that were started. */
  readonly started: readonly string[];
  /** Takes nothing new, finishes what was received, closes everything; never rejects. */
  stop(): Promise<void>;
}

/** Surfaces have this long to finish; what is shared is closed under them afterwards. */
const SURFACE_STOP_MS = 8_000;
const SWEEP_MS = 10 * 60_000;

/**
 * Starts every surface that is set up, and says why the others are not. One that cannot start ends them all: whoever
 * runs the service must learn of it, and what supervises it starts it again.
 * @throws ConfigurationError if variables are wrong or no surface is set up; Error with one line if something cannot be opened or started.
 */
export async function startService({ log, signal, ...options }: ServiceOptions): Promise<Service> {
  const env = environmentOf(options.env ?? process.env);
  const surfaces = options.surfaces ?? (await loadSurfaces());
  const wanted = wantedOf(surfaces, env, log);
  let lexsea: LexSea | undefined;
  let store: Store | undefined;
  const stopping: Surface[] = [];
  let following: Following | undefined;
  let sweeping: NodeJS.Timeout | undefined;
  const observation = await observe({ env, log, surfaces: wanted, corpus: () => lexsea?.fingerprint ?? null });
  const { health } = observation;
  const end = async (): Promise<void> => {
    health.drain();
    clearInterval(sweeping);
    await Promise.all(stopping.map((surface) => stopInTime(surface, log)));
    await observation.counted();
    await store?.close();
    // Not waited for: a corpus that is being compiled is given up.
    void following?.stop();
    lexsea?.close();
    await observation.close();
  };
  let ended: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    ended ??= end();
    return ended;
  };
  try {
    lexsea = await unlessTold(signal, LexSea.open(corpusOptions(env, log)), (late) => late.close());
    following = followLaw(lexsea, env, log);
    health.corpus = true;
    store = await unlessTold(signal, openStore(storeOptions(env, log)), (late) => late.close());
    health.storeOpened(store.check);
    sweeping = sweepRegularly(store, log);
    warmUp(lexsea);
    for (const surface of wanted) {
      signal?.throwIfAborted();
      stopping.push(surface);
      const own = { log: log.child({ surface: surface.name }), meter: observation.meter(surface.name, store) };
      await unlessTold(signal, surface.start({ lexsea, store, env, ...own }));
      health.started(surface.name);
      log.info({ surface: surface.name }, 'started');
    }
    health.run();
  } catch (error) {
    await stop();
    throw error;
  }
  return { started: wanted.map(({ name }) => name), stop };
}

function storeOptions(env: Environment, log: Logger): StoreOptions {
  return {
    url: env.DATABASE_URL ?? '',
    ...(env.LEXSEA_DATA ? { folder: env.LEXSEA_DATA } : {}),
    secret: env.LEXSEA_SECRET ?? '',
    previousSecret: env.LEXSEA_SECRET_PREVIOUS ?? '',
    warn: (message) => log.warn(message),
  };
}

/** The surfaces that are set up. Says of the others why they are not. */
function wantedOf(surfaces: readonly Surface[], env: Environment, log: Logger): Surface[] {
  checkEnvironment([variables, ...surfaces.map((surface) => surface.variables)], env);
  const refused = new Map<Surface, string>();
  for (const surface of surfaces) {
    const reason = surface.wanted(env);
    if (reason !== true) refused.set(surface, reason);
  }
  if (refused.size === surfaces.length) {
    // Whoever has set some variables of a surface means that one.
    const meant = surfaces.filter((surface) => anySet(surface.variables, env));
    const reasons = (meant.length > 0 ? meant : surfaces).map((surface) => `${surface.name}: ${refused.get(surface)}`);
    throw new ConfigurationError(`nothing to start; ${reasons.join('; ')} (docs/slack.md and docs/discord.md say how to get them)`);
  }
  for (const [{ name, variables: own }, reason] of refused)
    log[anySet(own, env) ? 'warn' : 'info']({ surface: name, reason }, 'not started');
  return surfaces.filter((surface) => !refused.has(surface));
}

async function stopInTime(surface: Surface, log: Logger): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    log.warn({ surface: surface.name }, 'did not finish in time');
    late.resolve();
  }, SURFACE_STOP_MS);
  try {
    await Promise.race([surface.stop(), late.promise]);
  } catch (error) {
    log.error({ surface: surface.name, err: error }, 'did not stop cleanly');
  } finally {
    clearTimeout(timer);
  }
}

function sweepRegularly(store: Store, log: Logger): NodeJS.Timeout {
  const sweep = (): void => {
    store.sweep().catch((error: unknown) => log.warn({ err: error }, 'what has expired could not be dropped'));
  };
  sweep();
  return setInterval(sweep, SWEEP_MS).unref();
}
