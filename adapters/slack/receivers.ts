/** How events come in: over a socket that the app opens, or over HTTP to the app, signed. With OAuth, also its pages. */
import { createHmac } from 'node:crypto';
import type { Server, ServerResponse } from 'node:http';
import { HTTPReceiver, type Logger as SlackLogger, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Store } from '../../src/store/open.ts';
import type { SlackVariables } from './configuration.ts';
import { installationStore } from './installations.ts';
import { SCOPES } from './scopes.ts';
import { clientOptions } from './web-client.ts';

export interface ReceiverDeps {
  store: Store;
  log: Logger;
  logger: SlackLogger;
  variables: SlackVariables;
}

export type Receiver = SocketModeReceiver | HTTPReceiver;

export const EVENTS_PATH = '/slack/events';
const INSTALL_PATH = '/slack/install';
const REDIRECT_PATH = '/slack/oauth_redirect';

/** The receiver that the variables ask for: Socket Mode where there is an app-level token, HTTP without one. */
export function receiverOf(deps: ReceiverDeps): Receiver {
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET = '', SLACK_PORT } = deps.variables;
  if (SLACK_APP_TOKEN) return socketReceiver(deps, SLACK_APP_TOKEN);
  return new HTTPReceiver({
    ...oauth(deps),
    signingSecret: SLACK_SIGNING_SECRET,
    endpoints: [EVENTS_PATH],
    port: SLACK_PORT,
    logger: deps.logger,
    processEventErrorHandler: async ({ response }) => refuse(response),
  });
}

/** What could not be handled is refused, so that Slack sends it again; its error is in the log already. */
function refuse(response: ServerResponse): boolean {
  if (!response.headersSent) response.writeHead(500).end();
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
  guard(receiver, deps);
  return receiver;
}

/**
 * Two things that @slack/socket-mode 3.1 leaves open. It opens a lost socket again without anybody who takes the failure,
 * which would end the process; and it has one setting for the wait before that and for the answer to a ping.
 */
function guard({ client }: SocketModeReceiver, { log, variables }: ReceiverDeps): void {
  const start = client.start.bind(client);
  const waits = (ms: number) => Reflect.set(client, 'clientPingTimeoutMS', ms);
  let connected = false;
  let stopping = false;
  client.on('connecting', () => waits(variables.SLACK_RECONNECT_MS));
  client.on('connected', () => {
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

/** The HTTP server of a receiver that has one. Bolt keeps that of Socket Mode with OAuth to itself. */
export function serverOf(receiver: Receiver): Server | undefined {
  return Reflect.get(receiver, receiver instanceof SocketModeReceiver ? 'httpServer' : 'server') as Server | undefined;
}
