/** Several connections, each in a process of its own, as discord.js's ShardingManager runs them. */
import { once } from 'node:events';
import { join } from 'node:path';
import { type APIGatewayBotInfo, REST, Routes, type Shard, ShardingManager } from 'discord.js';
import type { Check } from '../service/readiness.ts';
import { DISCORD_API } from './configuration.ts';
import { startError } from './errors.ts';
import { count } from './shard-meter.ts';
import type { Running, StartDeps } from './start.ts';
import { messageOf } from './turn.ts';

/** Discord lets as many shards identify at once as it says, and then asks for a pause. */
const PAUSE_MS = 5_500;
/** A shard compiles nothing, but waits for its servers. */
const LONGEST_START_MS = 60_000;
const LONGEST_STOP_MS = 7_500;

/**
 * Starts the shards and waits for all.
 * @throws Error with one line
 */
export async function startShards({ log, meter, variables }: StartDeps, wanted: number | 'auto', signal?: AbortSignal): Promise<Running> {
  const api = variables.DISCORD_API_URL ?? DISCORD_API;
  const token = variables.DISCORD_TOKEN ?? '';
  const gateway = await gatewayOf(api, token);
  const totalShards = wanted === 'auto' ? gateway.shards : wanted;
  // What this process was given, for the processes of the shards; discord.js does the same with the token.
  process.env.DISCORD_API_URL = api;
  process.env.DISCORD_MESSAGE_CONTENT = variables.DISCORD_MESSAGE_CONTENT ? 'on' : 'off';
  const file = join(import.meta.dirname, import.meta.url.endsWith('.ts') ? 'shard.ts' : 'shard.js');
  // A shard that ends is started again by `Respawning`, with pauses: one that cannot run is not started over and over.
  const manager = new ShardingManager(file, { token, totalShards, respawn: false });
  const respawning = new Respawning(log);
  manager.on('shardCreate', (shard) => {
    shard.on('death', () => respawning.died(shard));
    shard.on('ready', () => {
      if (respawning.ready(shard)) meter.reconnected();
    });
    shard.on('message', (message) => count(meter, message));
  });
  const stop = (): Promise<void> => {
    respawning.stop();
    return stopAll(manager);
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const delay = totalShards <= gateway.session_start_limit.max_concurrency ? 0 : PAUSE_MS;
    await manager.spawn({ delay, timeout: LONGEST_START_MS });
  } catch (error) {
    await stop();
    throw new Error(`a shard of Discord did not start (its own line above says why): ${messageOf(error)}`);
  }
  respawning.begin();
  log.info({ shards: totalShards }, 'Discord connected');
  return { connected: () => connectionOf(manager), stop };
}

const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** Starts shards again that have ended, after pauses that double as long as a shard does not come up. */
class Respawning {
  readonly #log: StartDeps['log'];
  readonly #pauses = new Map<number, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #active = false;

  constructor(log: StartDeps['log']) {
    this.#log = log;
  }

  /** From now on; before that a shard that ends is an error of the start. */
  begin(): void {
    this.#active = true;
  }

  stop(): void {
    this.#active = false;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** Whether the shard had died before. */
  ready({ id }: Shard): boolean {
    this.#log.info({ shard: id }, 'shard connected');
    return this.#pauses.delete(id);
  }

  died(shard: Shard): void {
    if (!this.#active) return;
    const pause = this.#pauses.get(shard.id) ?? SHORTEST_PAUSE_MS;
    this.#pauses.set(shard.id, Math.min(pause * 2, LONGEST_PAUSE_MS));
    this.#log.warn({ shard: shard.id, ms: pause }, 'shard ended; started again after a pause');
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      // What a shard dies of is in its own line; that it died is told by its next death.
      shard.spawn(LONGEST_START_MS).catch((error: unknown) => this.#log.warn({ shard: shard.id, err: error }, 'shard not up yet'));
    }, pause);
    this.#timers.add(timer);
  }
}

/** Whether every shard is connected, else which are not. */
function connectionOf({ shards }: ShardingManager): Check {
  const away = shards.filter(({ ready }) => !ready).map(({ id }) => id);
  return away.length === 0 || `not connected: shard ${away.join(', ')}; they are started or connected again`;
}

async function gatewayOf(api: string, token: string): Promise<APIGatewayBotInfo> {
  try {
    return (await new REST({ api }).setToken(token).get(Routes.gatewayBot())) as APIGatewayBotInfo;
  } catch (error) {
    throw startError(error, api);
  }
}

async function stopAll(manager: ShardingManager): Promise<void> {
  await Promise.all(manager.shards.map(stopShard));
}

/** Asks a shard to finish; one that does not is ended. */
async function stopShard({ process: child }: Shard): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
  await ended;
  clearTimeout(timer);
}
