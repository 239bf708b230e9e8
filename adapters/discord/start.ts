/** Connects to Discord, in this process or in one per shard, and ends without leaving a question unanswered. */
import { type Client, type CloseEvent, Events, Status } from 'discord.js';
import type { Check } from '../service/readiness.ts';
import type { SurfaceDeps } from '../service/surface.ts';
import { Turnstile } from '../service/turnstile.ts';
import { type App, buildApp } from './app.ts';
import { bodies, laws, norms, questions, topics } from './complete.ts';
import { DISCORD_API, type DiscordVariables } from './configuration.ts';
import { tellChannels } from './digest.ts';
import { closedError, isDisallowedIntents, startError } from './errors.ts';
import { forgetLeft } from './listeners/guild-delete.ts';
import { resumeAbandoned } from './listeners/resume.ts';
import { registerCommands } from './register.ts';
import { messageOf } from './turn.ts';

export interface Running {
  /** Whether Discord reaches it; else why not, in one line. */
  connected(): Check;
  /** Takes nothing new, finishes what was received, and disconnects. */
  stop(): Promise<void>;
}

export type StartDeps = Omit<SurfaceDeps, 'env'> & { variables: DiscordVariables };

/** The service gives eight seconds. */
const LONGEST_STOP_MS = 7_000;
/** How often it is looked for what a process that is gone had begun. */
const LOOK_AGAIN_MS = 10_000;

/**
 * Starts Discord.
 * @throws Error with one line that says what is wrong and what to do
 */
export async function startDiscord(deps: StartDeps, signal?: AbortSignal): Promise<Running> {
  const { DISCORD_SHARDS: shards = 1 } = deps.variables;
  if (shards === 1) return startClient(deps, signal);
  const { startShards } = await import('./shards.ts');
  return startShards(deps, shards, signal);
}

/** One connection: that of this process, or of the shard that it is. */
export async function startClient(deps: StartDeps, signal?: AbortSignal): Promise<Running> {
  const { DISCORD_MESSAGE_CONTENT: wanted = false } = deps.variables;
  let app: App;
  try {
    app = await connect(deps, wanted, signal);
  } catch (error) {
    if (!wanted || !isDisallowedIntents(error)) throw error;
    deps.log.warn(
      'Discord does not allow this bot to read messages: switch "Message Content Intent" on in the developer portal under "Bot", or set DISCORD_MESSAGE_CONTENT=off. Going on without it.',
    );
    app = await connect(deps, false, signal);
  }
  const { client, work } = app;
  await forgetLeft(client, app.deps);
  await register(app, deps);
  // Another process may be killed at any time, and this one may be all that is left of what it had begun.
  const resume = (): void => work.run(() => resumeAbandoned(client, app.deps));
  resume();
  const telling = tellChannels(client, app.deps);
  const looking = setInterval(resume, LOOK_AGAIN_MS).unref();
  return {
    connected: () => connectionOf(client),
    async stop() {
      clearInterval(looking);
      await Promise.all([work.stop(LONGEST_STOP_MS), telling.stop()]);
      await client.destroy();
    },
  };
}

async function connect({ lexsea, store, log, meter, variables }: StartDeps, readsMessages: boolean, signal?: AbortSignal): Promise<App> {
  // What is offered while somebody types is put together once; nobody should have to wait for it.
  for (const complete of [laws, topics, bodies, norms, questions]) complete(lexsea.index, 'a');
  const app = buildApp({ lexsea, store, log, meter, turnstile: new Turnstile(), readsMessages }, variables.DISCORD_API_URL);
  const { client } = app;
  try {
    await ready(app, variables.DISCORD_TOKEN ?? '', signal);
  } catch (error) {
    await client.destroy();
    throw startError(error, variables.DISCORD_API_URL ?? DISCORD_API);
  }
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    log.error({ shard, code }, `Discord has closed the connection for good: ${messageOf(closedError(code))}`),
  );
  for (const again of [Events.ShardResume, Events.ShardReady] as const) client.on(again, () => meter.reconnected());
  log.info({ servers: client.guilds.cache.size, shards: client.options.shards, readsMessages }, 'Discord connected');
  return app;
}

/** Resolves once Discord has told all that is needed to answer; rejects where it has refused the connection for good. */
async function ready({ client }: App, token: string, signal?: AbortSignal): Promise<void> {
  let refused: (event: CloseEvent) => void = () => {};
  await new Promise<void>((resolve, reject) => {
    refused = ({ code }) => reject(closedError(code));
    const stop = (): void => reject(new Error('stopped before Discord was connected'));
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    client.once(Events.ClientReady, () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
    client.once(Events.ShardDisconnect, refused);
    client.login(token).catch(reject);
  });
  client.off(Events.ShardDisconnect, refused);
}

/** Whether every connection of this process is there and has been told of its servers. */
function connectionOf({ ws }: Client): Check {
  return ws.shards.every(({ status }) => status === Status.Ready) || 'the connection to Discord is lost; it is opened again';
}

/** Commands are of the application, not of a connection: the first shard sees to them. A bot whose commands are old still answers. */
async function register({ client }: App, { log }: StartDeps): Promise<void> {
  if (client.application === null || !(client.options.shards as readonly number[]).includes(0)) return;
  try {
    const { changed, count } = await registerCommands(client.rest, client.application.id);
    log.info({ count, changed }, changed ? 'commands registered' : 'commands are as registered');
  } catch (error) {
    log.error({ err: error }, 'commands not registered');
  }
}
