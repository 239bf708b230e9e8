/** How events come in: over a socket that the app opens, or over HTTP to the app, signed. With OAuth, also its pages. */
import { createHmac } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { HTTPReceiver, type Logger as SlackLogger, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { Store } from '../../src/store/open.ts';
import type { Meter } from '../service/meter.ts';
import type { Check } from '../service/readiness.ts';
import { DrainingError } from './acknowledging-app.ts';
import type { SlackVariables } from './configuration.ts';
import { installationStore } from './installations.ts';
import { SCOPES } from './scopes.ts';
import { clientOptions } from './web-client.ts';

export interface ReceiverDeps {
  store: Store;
  log: Logger;
  meter: Meter;
  logger: SlackLogger;
  variables: SlackVariables;
}

export type Receiver = SocketModeReceiver | HTTPReceiver;

export const EVENTS_PATH = '/slack/events';
const INSTALL_PATH = '/slack/install';
const REDIRECT_PATH = '/slack/oauth_redirect';

/** Bytes; what Slack sends has far fewer. */
const LARGEST_BODY = 1_000_000;

/** The receiver that the variables ask for: Socket Mode where there is an app-level token, HTTP without one. */
export function receiverOf(deps: ReceiverDeps): Receiver {
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET = '', SLACK_PORT } = deps.variables;
  if (SLACK_APP_TOKEN) return socketReceiver(deps, SLACK_APP_TOKEN);
  const receiver = new HTTPReceiver({
    ...oauth(deps),
    signingSecret: SLACK_SIGNING_SECRET,
    endpoints: [EVENTS_PATH],
    port: SLACK_PORT,
    logger: deps.logger,
    bodyLimit: LARGEST_BODY,
    processEventErrorHandler: async ({ error, response }) => refuse(response, error instanceof DrainingError ? 503 : 500),
  });
  takeObjectsOnly(receiver);
  return receiver;
}

/** What could not be handled is refused at once, so that Slack sends it again; its error is in the log already. */
function refuse(response: ServerResponse, status: number): boolean {
  if (!response.headersSent) response.writeHead(status, { connection: 'close' }).end();
  return true;
}

/** The client waits this long for the answer to a ping, whatever the wait before it opens a socket again. */
const PONG_MS = 5_000;
const LONGEST_RETRY_MS = 10_000;

function socketReceiver(deps: ReceiverDeps, appToken: string): SocketModeReceiver {
  const { SLACK_API_URL, SLACK_RECONNECT_MS, SLACK_PORT } = deps.variables;
  const common = oauth(deps);
  const receiver = new SocketModeReceiver({
    ...common,
    appToken,
    logger: deps.logger,
    clientPingTimeout: SLACK_RECONNECT_MS,
    installerOptions: {
      ...common.installerOptions,
      port: SLACK_PORT,
      // Opening the socket is tried until it succeeds, however long Slack or the network is away.
      clientOptions: {
        slackApiUrl: SLACK_API_URL,
        retryConfig: {
          forever: true,
          factor: 1.3,
          minTimeout: SLACK_RECONNECT_MS,
          maxTimeout: Math.max(SLACK_RECONNECT_MS, LONGEST_RETRY_MS),
        },
      },
    },
    processEventErrorHandler: async () => false,
  });
  takeEnvelopesOnly(receiver);
  watch(receiver);
  guard(receiver, deps);
  return receiver;
}

const Envelope = z.union([
  z.object({ type: z.literal('events_api'), payload: z.object({ event: z.object({ type: z.string() }) }) }),
  z.object({ type: z.string().refine((type) => type !== 'events_api') }),
]);

/** Lets through what the client can read. */
function takeEnvelopesOnly({ client }: SocketModeReceiver): void {
  const [take] = client.listeners('ws_message') as ((data: unknown, isBinary: boolean) => void)[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    if (typeof data === 'string' && isEnvelope(data)) take?.(data, isBinary);
  });
}

function isEnvelope(json: string): boolean {
  try {
    return Envelope.safeParse(JSON.parse(json)).success;
  } catch {
    return false;
  }
}

/**
 * Two things that @slack/socket-mode 3.1 leaves open. It opens a lost socket again without anybody who takes the failure,
 * which would end the process; and it has one setting for the wait before that and for the answer to a ping.
 */
function guard({ client }: SocketModeReceiver, { log, meter, variables }: ReceiverDeps): void {
  const start = client.start.bind(client);
  const waits = (ms: number) => Reflect.set(client, 'clientPingTimeoutMS', ms);
  let connected = false;
  let stopping = false;
  client.on('connecting', () => waits(variables.SLACK_RECONNECT_MS));
  client.on('connected', () => {
    if (connected) meter.reconnected();
    connected = true;
    log.info('connected');
  });
  client.on('disconnecting', () => {
    stopping = true;
  });
  client.start = () => {
    waits(PONG_MS);
    if (!connected) return start();
    return start().catch((error: unknown) => {
      if (!stopping) log.error({ err: error }, 'Slack does not open the socket again; check SLACK_APP_TOKEN and start the service again');
      return { ok: false };
    });
  };
}

/** What a receiver needs for OAuth; nothing where the app has the token of one workspace. */
function oauth({
  store,
  logger,
  variables,
}: ReceiverDeps): Partial<ConstructorParameters<typeof HTTPReceiver>[0]> & { installerOptions?: object } {
  const { SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_REDIRECT_URI, SLACK_API_URL } = variables;
  if (SLACK_BOT_TOKEN || !SLACK_CLIENT_ID || !SLACK_CLIENT_SECRET) return {};
  return {
    clientId: SLACK_CLIENT_ID,
    clientSecret: SLACK_CLIENT_SECRET,
    // Signs the state that ties an installation to the browser that began it; the same in every process of the app.
    stateSecret: createHmac('sha256', SLACK_CLIENT_SECRET).update('lexsea oauth state').digest('hex'),
    scopes: [...SCOPES],
    installationStore: installationStore(store),
    ...(SLACK_REDIRECT_URI ? { redirectUri: SLACK_REDIRECT_URI } : {}),
    installerOptions: {
      clientOptions: clientOptions(SLACK_API_URL, logger),
      authorizationUrl: new URL('../oauth/v2/authorize', SLACK_API_URL).href,
      installPath: INSTALL_PATH,
      redirectUriPath: REDIRECT_PATH,
    },
  };
}

/** Bolt 5 ends the process over a signed request, or an envelope, whose JSON is no object; such a thing is refused before Bolt sees it. */
function takeObjectsOnly(receiver: HTTPReceiver): void {
  const { requestListener } = receiver;
  receiver.requestListener = (request, response) => {
    if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/json'))
      return requestListener(request, response);
    buffered(request).then(
      (body) => {
        if (!isObject(body.toString())) response.writeHead(400).end();
        else requestListener(Object.assign(request, { rawBody: body }), response);
      },
      () => response.writeHead(413, { connection: 'close' }).end(),
    );
  };
}

/** The body of a request. Rejects if it is larger than any of Slack's. */
async function buffered(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whether a text is JSON of an object; what is no JSON at all is left to Bolt. */
function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return true;
  }
}

/** The HTTP server of a receiver that has one. Bolt keeps that of Socket Mode with OAuth to itself. */
export function serverOf(receiver: Receiver): Server | undefined {
  return Reflect.get(receiver, receiver instanceof SocketModeReceiver ? 'httpServer' : 'server') as Server | undefined;
}

/** Sockets that Slack has greeted and that are still open. */
const greeted = new WeakSet<SocketModeReceiver>();

/** Keeps whether Slack reaches the app over its socket. */
function watch(receiver: SocketModeReceiver): void {
  const { client } = receiver;
  client.on('connected', () => greeted.add(receiver));
  for (const lost of ['close', 'disconnecting', 'disconnected']) client.on(lost, () => greeted.delete(receiver));
}

/** Whether Slack reaches the app: over the socket that it has greeted, or on the port that it listens on. Else why not. */
export function connectionOf(receiver: Receiver): Check {
  if (receiver instanceof SocketModeReceiver) return greeted.has(receiver) || 'the socket to Slack is not open; it is opened again';
  return serverOf(receiver)?.listening || 'the port for Slack is not listened on';
}
