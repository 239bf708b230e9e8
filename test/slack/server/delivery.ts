/** Delivers events, commands and interactions to the app, over its socket or to its address, and again where Slack would. */

import { createHmac } from 'node:crypto';
import type { Ack, Ledger } from './ledger.ts';
import type { Json } from './schema.ts';
import type { SocketMode } from './socket-mode.ts';

export interface Parcel {
  kind: Ack['kind'];
  type: string;
  /** event_id or trigger_id. */
  id: string;
  payload: Json;
}

/** How a request over HTTP departs from a right one. */
export interface Forgery {
  secret?: string;
  signature?: string;
  /** Unix seconds. */
  timestamp?: number;
}

export interface DeliveryOptions {
  signingSecret: string;
  /** How long Slack waits for an acknowledgement, in milliseconds. */
  ackTimeout: number;
  /** How long Slack waits before each repetition, in milliseconds. */
  retryDelays: readonly number[];
}

export class Delivery {
  /** Where requests go; null for Socket Mode. */
  url: string | null = null;
  /** Everything that was delivered, each once. */
  readonly parcels: Parcel[] = [];
  readonly #ledger: Ledger;
  readonly #socket: SocketMode;
  readonly #options: DeliveryOptions;
  /** Repetitions that wait for their time, or for a connection. */
  readonly #later = new Map<Parcel, { attempt: number; reason: string; timer: NodeJS.Timeout }>();

  constructor(ledger: Ledger, socket: SocketMode, options: DeliveryOptions) {
    this.#ledger = ledger;
    this.#socket = socket;
    this.#options = options;
    socket.onConnection = () => {
      this.retryNow();
      ledger.changed();
    };
  }

  /** Delivers once, and events again as often as Slack would. Resolves with what the first attempt came to. */
  async deliver(parcel: Parcel, attempt = 0, reason = ''): Promise<Ack> {
    if (attempt === 0) this.parcels.push(parcel);
    const { ack, again } =
      this.url === null ? await this.#overSocket(parcel, attempt, reason) : await this.#overHttp(parcel, attempt, reason);
    this.#ledger.acks.push(ack);
    if (again !== null && parcel.kind === 'event') this.#repeat(parcel, attempt, again);
    this.#ledger.changed();
    return ack;
  }

  /** Makes every repetition that waits now. */
  retryNow(): void {
    for (const [parcel, { attempt, reason, timer }] of [...this.#later]) {
      clearTimeout(timer);
      this.#later.delete(parcel);
      void this.deliver(parcel, attempt, reason);
    }
  }

  /** How many repetitions wait. */
  get waiting(): number {
    return this.#later.size;
  }

  close(): void {
    for (const { timer } of this.#later.values()) clearTimeout(timer);
    this.#later.clear();
  }

  /** Sends one signed request, or a forged one, and gives the status and body of the response. */
  async post(body: string, contentType: string, headers: Record<string, string> = {}, forgery: Forgery = {}): Promise<Response> {
    const timestamp = forgery.timestamp ?? Math.floor(Date.now() / 1000);
    const hmac = createHmac('sha256', forgery.secret ?? this.#options.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    return fetch(this.url ?? '', {
      method: 'POST',
      headers: {
        'Content-Type': contentType,
        'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'X-Slack-Request-Timestamp': String(timestamp),
        'X-Slack-Signature': forgery.signature ?? `v0=${hmac}`,
        ...headers,
      },
      body,
      signal: AbortSignal.timeout(this.#options.ackTimeout),
    });
  }

  /** What goes over HTTP for a parcel: JSON for events, a form for the others. */
  body(parcel: Parcel): { body: string; contentType: string } {
    if (parcel.kind === 'event') return { body: JSON.stringify(parcel.payload), contentType: 'application/json' };
    const form = parcel.kind === 'slash' ? (parcel.payload as Record<string, string>) : { payload: JSON.stringify(parcel.payload) };
    return { body: new URLSearchParams(form).toString(), contentType: 'application/x-www-form-urlencoded' };
  }

  #repeat(parcel: Parcel, attempt: number, reason: string): void {
    const delay = this.#options.retryDelays[attempt];
    if (delay === undefined) return;
    const next = { attempt: attempt + 1, reason };
    const timer = setTimeout(() => {
      // Without a connection it waits for one.
      if (this.url === null && this.#socket.open.length === 0) return;
      this.#later.delete(parcel);
      void this.deliver(parcel, next.attempt, next.reason);
    }, delay);
    timer.unref();
    this.#later.set(parcel, { ...next, timer });
  }

  async #overSocket(parcel: Parcel, attempt: number, reason: string): Promise<{ ack: Ack; again: string | null }> {
    const base = { kind: parcel.kind, type: parcel.type, id: parcel.id, attempt };
    const envelope =
      parcel.kind === 'event'
        ? { type: 'events_api', payload: parcel.payload, accepts_response_payload: false, retry_attempt: attempt, retry_reason: reason }
        : {
            type: parcel.kind === 'slash' ? 'slash_commands' : 'interactive',
            payload: parcel.payload,
            accepts_response_payload: true,
          };
    const sent = performance.now();
    const acknowledged = this.#socket.send(envelope);
    if (!acknowledged) return { ack: { ...base, ms: 0, status: 0, payload: null }, again: 'connection_failed' };
    const outcome = await Promise.race([acknowledged, timeout(this.#options.ackTimeout)]);
    if (typeof outcome === 'string') {
      const again = outcome === 'lost' ? 'connection_failed' : 'timeout';
      return { ack: { ...base, ms: performance.now() - sent, status: 0, payload: null }, again };
    }
    return { ack: { ...base, ms: outcome.ms, status: 200, payload: outcome.payload }, again: null };
  }

  async #overHttp(parcel: Parcel, attempt: number, reason: string): Promise<{ ack: Ack; again: string | null }> {
    const base = { kind: parcel.kind, type: parcel.type, id: parcel.id, attempt };
    const { body, contentType } = this.body(parcel);
    const retry: Record<string, string> = attempt > 0 ? { 'X-Slack-Retry-Num': String(attempt), 'X-Slack-Retry-Reason': reason } : {};
    const sent = performance.now();
    try {
      const response = await this.post(body, contentType, retry);
      const ms = performance.now() - sent;
      const text = await response.text();
      const payload = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
      const again = response.ok || response.headers.get('x-slack-no-retry') === '1' ? null : 'http_error';
      return { ack: { ...base, ms, status: response.status, payload }, again };
    } catch (error) {
      const again = error instanceof Error && error.name === 'TimeoutError' ? 'http_timeout' : 'connection_failed';
      return { ack: { ...base, ms: performance.now() - sent, status: 0, payload: null }, again };
    }
  }
}

function timeout(ms: number): Promise<'timeout'> {
  return new Promise((resolve) => setTimeout(() => resolve('timeout'), ms).unref());
}
