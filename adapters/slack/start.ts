/** Connects to Slack, and ends without leaving a question unanswered. */
import type { AddressInfo } from 'node:net';
import { type Authorize, HTTPReceiver, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { LexSea } from '../../src/ask.ts';
import type { Store } from '../../src/store/open.ts';
import type { Meter } from '../service/meter.ts';
import type { Check } from '../service/readiness.ts';
import { Turnstile } from '../service/turnstile.ts';
import { buildApp } from './app.ts';
import type { SlackVariables } from './configuration.ts';
import { tellChannels } from './digest.ts';
import { forgetRemoved } from './forget-removed.ts';
import { limit, serverOptions } from './http-limits.ts';
import { slackLogger } from './logger.ts';
import { connectionOf, type Receiver, receiverOf, serverOf } from './receivers.ts';
import { resume } from './resume.ts';
import { SCOPES } from './scopes.ts';
import { clientOptions, slackError } from './web-client.ts';

export interface StartDeps {
  lexsea: LexSea;
  store: Store;
  log: Logger;
  meter: Meter;
  variables: SlackVariables;
}

export interface RunningApp {
  /** Where it listens; null in Socket Mode without OAuth. */
  port: number | null;
  /** Whether Slack reaches it; else why not. */
  connected(): Check;
  /** Takes nothing new, finishes what was received, and disconnects. */
  stop(): Promise<void>;
}

/** The service gives eight seconds. */
const LONGEST_STOP_MS = 7_000;

/**
 * Starts Slack. A `signal` ends a start that waits for Slack.
 * @throws Error with one line that says what is wrong and what to do
 */
export async function startSlackApp({ variables, ...shared }: StartDeps, signal?: AbortSignal): Promise<RunningApp> {
  const { log, store, meter } = shared;
  const logger = slackLogger(log);
  const { SLACK_BOT_TOKEN: token } = variables;
  const authorize = token ? await until(signal, ownAuthorization(variables, token, log)) : undefined;
  const receiver = receiverOf({ store, log, logger, variables, meter });
  const deps = { ...shared, turnstile: new Turnstile() };
  const app = buildApp({ ...deps, logger, variables, receiver, authorize });
  // The pages of OAuth beside a socket have a server already; that of HTTP is made as it starts.
  const pages = serverOf(receiver);
  if (pages) limit(pages);
  try {
    await until(signal, app.start(variables.SLACK_PORT, serverOptions), listenError(receiver));
  } catch (error) {
    await receiver.stop().catch(() => {});
    throw signal?.aborted ? signal.reason : startError(error, variables);
  }
  const port = await listening(receiver);
  if (port !== null) log.info({ port }, 'Slack listens');
  const stopping = new AbortController();
  if (!token) void forgetRemoved({ store, log, logger, api: variables.SLACK_API_URL }, stopping.signal);
  const knows = authorize ?? (receiver.installer?.authorize as Authorize<boolean> | undefined);
  const client = clientOptions(variables.SLACK_API_URL, logger, meter);
  const resumed = knows ? resume(deps, { authorize: knows, client, signal: stopping.signal }) : undefined;
  const telling = knows ? tellChannels(deps, { authorize: knows, client }) : undefined;
  return {
    port,
    connected: () => connectionOf(receiver),
    async stop() {
      stopping.abort();
      const told = telling?.stop();
      await app.drain(
        LONGEST_STOP_MS,
        Promise.all([resumed, told]).then(() => {}),
      );
      await receiver.stop().catch(() => {});
    },
  };
}

/** The first of some promises to end, unless the signal comes before. */
async function until<Result>(signal: AbortSignal | undefined, ...awaited: Promise<Result>[]): Promise<Result> {
  signal?.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  // What is not waited for any more fails unheard.
  for (const each of awaited) each.catch(() => {});
  try {
    return await Promise.race([...awaited, aborted]);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** Who the app is in the workspace of its token, asked once. */
async function ownAuthorization({ SLACK_API_URL }: SlackVariables, token: string, log: Logger): Promise<Authorize<boolean>> {
  const client = new webApi.WebClient(token, clientOptions(SLACK_API_URL, slackLogger(log)));
  try {
    const { bot_id: botId, user_id: botUserId, response_metadata } = await client.auth.test();
    const missing = response_metadata?.scopes ? SCOPES.filter((scope) => !response_metadata.scopes?.includes(scope)) : [];
    if (missing.length > 0)
      log.warn({ missing }, 'the app lacks scopes; create it anew from slack/manifest.json or add them and install it again');
    return async () => ({ botToken: token, ...(botId ? { botId } : {}), ...(botUserId ? { botUserId } : {}) });
  } catch (error) {
    const reason = slackError(error);
    if (reason)
      throw new Error(`Slack refuses SLACK_BOT_TOKEN (${reason}): copy the "Bot User OAuth Token" from "OAuth & Permissions" of the app`);
    throw unreachable(error, SLACK_API_URL);
  }
}

function startError(error: unknown, { SLACK_API_URL, SLACK_PORT }: SlackVariables): Error {
  const reason = slackError(error);
  if (reason)
    return new Error(
      `Slack refuses SLACK_APP_TOKEN (${reason}): make an app-level token with connections:write, and switch Socket Mode on in the app`,
    );
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE') return new Error(`port ${SLACK_PORT} is in use; set SLACK_PORT to another`);
  if (code === 'EACCES') return new Error(`port ${SLACK_PORT} may not be listened on; set SLACK_PORT to one above 1023`);
  return unreachable(error, SLACK_API_URL);
}

function unreachable(error: unknown, url: string): Error {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return new Error(`Slack cannot be reached at ${url} (${message}); check the network, and SLACK_API_URL if it is set`);
}

/** Rejects if the pages of OAuth beside a socket cannot be served: Bolt waits for nothing there. */
function listenError(receiver: Receiver): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  if (!(receiver instanceof HTTPReceiver)) serverOf(receiver)?.on('error', reject);
  return promise;
}

/** The port of a receiver that listens. */
async function listening(receiver: Receiver): Promise<number | null> {
  const server = serverOf(receiver);
  if (!server) return null;
  limit(server);
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}
