/** GET /healthz, /readyz and /metrics, on one port. Takes nothing but these, and lets nobody keep it busy. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpAddress, written } from './http-address.ts';
import type { Readiness } from './readiness.ts';

export interface Served {
  ready(): Promise<Readiness>;
  metrics(): Promise<{ type: string; text: string }>;
  /** Takes secrets out of what is shown. */
  masked(text: string): string;
  /** Told of what went wrong with the port itself. */
  failed(error: Error): void;
}

export interface HttpServer {
  /** HOST:PORT at which it listens. */
  readonly address: string;
  /** Ends it together with its connections. */
  close(): Promise<void>;
}

export interface HttpLimits {
  connections: number;
  /** Bytes of a request line with its headers. */
  headers: number;
  /** How long a request may take to come, in milliseconds. */
  requestMs: number;
  /** How long a connection may stay open while nothing moves on it, in milliseconds. */
  idleMs: number;
  /** How often connections are looked at for being too slow, in milliseconds. */
  lookMs: number;
}

/** Those who ask are a supervisor, a load balancer and what collects metrics. */
const LIMITS: HttpLimits = { connections: 64, headers: 8_192, requestMs: 5_000, idleMs: 10_000, lookMs: 1_000 };

/**
 * Serves health and metrics.
 * @throws Error with its `code` where it cannot listen there
 */
export async function serveHttp(address: HttpAddress, served: Served, limits: HttpLimits = LIMITS): Promise<HttpServer> {
  const { connections, headers, requestMs, idleMs, lookMs } = limits;
  const times = { headersTimeout: requestMs, requestTimeout: requestMs, keepAliveTimeout: idleMs, connectionsCheckingInterval: lookMs };
  const server = createServer({ maxHeaderSize: headers, ...times }, (request, response) => void respond(request, response, served));
  server.maxConnections = connections;
  server.setTimeout(idleMs, (socket) => socket.destroy());
  await listen(server, address);
  // As where no file can be opened any more: no reason for a service to end.
  server.on('error', served.failed);
  const { port } = server.address() as AddressInfo;
  return {
    address: written({ host: address.host, port }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, { host, port }: HttpAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function respond(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  try {
    const { method = '', url = '' } = request;
    response.setHeader('x-content-type-options', 'nosniff').setHeader('cache-control', 'no-store');
    if (hasBody(request)) return end(response, 413, 'no body is taken here\n', { close: true });
    if (method !== 'GET' && method !== 'HEAD') return end(response.setHeader('allow', 'GET, HEAD'), 405, 'only GET is taken here\n');
    switch (url.split('?', 1)[0]) {
      case '/healthz':
        return json(response, 200, { status: 'live' });
      case '/readyz': {
        const readiness = await served.ready();
        return json(response, readiness.status === 'ready' ? 200 : 503, readiness, served.masked);
      }
      case '/metrics': {
        const { type, text } = await served.metrics();
        return end(response, 200, text, { type });
      }
      default:
        return end(response, 404, 'there are /healthz, /readyz and /metrics\n');
    }
  } catch {
    end(response, 500, 'that failed\n');
  }
}

/** Whether a request announces a body; it is refused before any of it is read. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}

function json(response: ServerResponse, status: number, value: object, masked = (text: string) => text): void {
  end(response, status, `${masked(JSON.stringify(value))}\n`, { type: 'application/json; charset=utf-8' });
}

/** Ends a response. The body of a response to HEAD is left out by Node itself. */
function end(
  response: ServerResponse,
  status: number,
  text: string,
  { type = 'text/plain; charset=utf-8', close = false }: { type?: string; close?: boolean } = {},
): void {
  if (response.headersSent) return void response.destroy();
  if (close) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}
