/** Slack's end of Socket Mode: hello, envelopes, acknowledgements, disconnects. */

import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json } from './schema.ts';

export type Envelope = Json & { type: string };

interface Pending {
  socket: WebSocket;
  sent: number;
  settle: (outcome: { ms: number; payload: unknown } | 'lost') => void;
}

export class SocketMode {
  /** Sockets that have said hello and not gone. */
  readonly open: WebSocket[] = [];
  /** How often a connection was refused since the server started. */
  refused = 0;
  /** How many connections there have been. */
  connections = 0;
  refusing = false;
  /** Whether acknowledgements are lost on the way. */
  losing = false;
  /** Called when a connection has come, or was refused. */
  onConnection: () => void = () => {};
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #pending = new Map<string, Pending>();
  readonly #appId: string;
  #next = 0;

  constructor(http: Server, appId: string) {
    this.#appId = appId;
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => {});
      const ticket = new URL(request.url ?? '/', 'http://loopback').searchParams.get('ticket') ?? '';
      if (this.refusing || !this.#tickets.delete(ticket)) {
        this.refused += 1;
        this.onConnection();
        socket.end(`HTTP/1.1 ${this.refusing ? '503 Service Unavailable' : '401 Unauthorized'}\r\nConnection: close\r\n\r\n`);
        return;
      }
      this.#server.handleUpgrade(request, socket, head, (each) => this.#greet(each));
    });
  }

  /** A ticket for one connection. */
  ticket(): string {
    const ticket = randomBytes(12).toString('hex');
    this.#tickets.add(ticket);
    return ticket;
  }

  /**
   * Sends an envelope over one of the connections, in turn. Gives the milliseconds until it was acknowledged and the payload of the
   * acknowledgement, `lost` if the connection went before that, null if there is no connection.
   */
  send(envelope: Envelope): Promise<{ ms: number; payload: unknown } | 'lost'> | null {
    const socket = this.open[this.#next++ % Math.max(1, this.open.length)];
    if (!socket) return null;
    const id = randomUUID();
    return new Promise((settle) => {
      this.#pending.set(id, { socket, sent: performance.now(), settle });
      socket.send(JSON.stringify({ ...envelope, envelope_id: id }));
    });
  }

  /** Tells every connection, or one, to go, as Slack does before it takes a machine down. Bolt closes the socket then. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
    for (const socket of this.open) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-loopback' } }));
    }
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const socket of [...this.open]) socket.terminate();
  }

  /** Sends a text as it is over every connection. */
  raw(text: string): void {
    for (const socket of this.open) socket.send(text);
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #greet(socket: WebSocket): void {
    this.open.push(socket);
    this.connections += 1;
    const ping = setInterval(() => socket.ping(), 5000);
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(ping);
      this.open.splice(this.open.indexOf(socket), 1);
      for (const [id, pending] of this.#pending) {
        if (pending.socket !== socket) continue;
        this.#pending.delete(id);
        pending.settle('lost');
      }
    });
    socket.on('message', (data) => this.#acknowledged(String(data)));
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.open.length,
        debug_info: { host: 'applink-loopback', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: this.#appId },
      }),
    );
    this.onConnection();
  }

  #acknowledged(text: string): void {
    const received = performance.now();
    const { envelope_id: id, payload } = JSON.parse(text) as { envelope_id?: string; payload?: unknown };
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || !pending) return;
    if (this.losing) return;
    this.#pending.delete(id);
    pending.settle({ ms: received - pending.sent, payload });
  }
}
