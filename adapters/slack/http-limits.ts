/** What the port for Slack takes: from whoever can reach it, before a signature is looked at. */
import type { Server, ServerOptions } from 'node:http';

/** Slack sends a request in one go; whoever does not is not Slack. */
const SLOWEST_REQUEST_MS = 10_000;
/** How often Node looks for requests that are too slow; every half a minute where it is not told. */
const LOOK_MS = 1_000;
/** Longer than proxies keep idle connections (60 s), so that none sends a request into one that is just being closed. */
const IDLE_MS = 75_000;
/** Bytes of all headers; Slack's and a proxy's have about two thousand. */
const LARGEST_HEADERS = 16_384;
/** Slack and the proxies before LexSEA open some dozens. Those beyond are closed, and Slack sends again. */
const MOST_CONNECTIONS = 500;

/** The options to make a server with, where somebody else makes it. */
export const serverOptions = {
  headersTimeout: SLOWEST_REQUEST_MS,
  requestTimeout: SLOWEST_REQUEST_MS,
  connectionsCheckingInterval: LOOK_MS,
  keepAliveTimeout: IDLE_MS,
  maxHeaderSize: LARGEST_HEADERS,
} satisfies ServerOptions;

/** Limits a server that has been made. How often it looks for slow requests can be set only before it listens. */
export function limit(server: Server): void {
  Object.assign(server, serverOptions, { maxConnections: MOST_CONNECTIONS });
}
