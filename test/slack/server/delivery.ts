/** Delivers events, commands and interactions to the app, over its socket or to its address, and again where Slack would. */

import { createHmac } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
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

/** The response to a request. */
export interface Posted {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  ms: number;
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
  readonly #agent = new Agent({ keepAlive: true });
  /** Whether responses over HTTP are lost on the way. */
  losing = false;
  #underWay = 0;
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
    this.#underWay += 1;
    const { ack, again } =
      this.url === null ? await this.#overSocket(parcel, attempt, reason) : await this.#overHttp(parcel, attempt, reason);
    this.#underWay -= 1;
    this.#ledger.acks.push(ack);
    if (again !== null && parcel.kind === 'event') this.#repeat(parcel, attempt, again);
    this.#ledger.changed();
    return ack;
  }

  /** Makes every repetition that waits now, unless there is no connection to make it over. */
  retryNow(): void {
    if (this.url === null && this.#socket.open.length === 0) return;
    for (const [parcel, { attempt, reason, timer }] of [...this.#later]) {
      clearTimeout(timer);
      this.#later.delete(parcel);
      void this.deliver(parcel, attempt, reason);
    }
  }

  /** How many deliveries are not acknowledged: under way, or to be made again. */
  get waiting(): number {
    return this.#underWay + this.#later.size;
  }

  close(): void {
    this.#agent.destroy();
    for (const { timer } of this.#later.values()) clearTimeout(timer);
    this.#later.clear();
  }

  /** Sends one signed request, or a forged one. `ms` is counted from when the request had left. */
  post(body: string, contentType: string, headers: Record<string, string> = {}, forgery: Forgery = {}): Promise<Posted> {
    const timestamp = forgery.timestamp ?? Math.floor(Date.now() / 1000);
    const hmac = createHmac('sha256', forgery.secret ?? this.#options.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    const sending = request(this.url ?? '', {
      method: 'POST',
      agent: this.#agent,
      headers: {
        'Content-Type': contentType,
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'X-Slack-Request-Timestamp': String(timestamp),
        'X-Slack-Signature': forgery.signature ?? `v0=${hmac}`,
        ...headers,
      },
    });
    return new Promise((resolve, reject) => {
      let sent = performance.now();
      let timer: NodeJS.Timeout | undefined;
      sending.on('finish', () => {
        sent = performance.now();
        timer = setTimeout(() => sending.destroy(new Error('timeout')), this.#options.ackTimeout);
      });
      sending.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      sending.on('response', (response) => {
        const ms = performance.now() - sent;
        clearTimeout(timer);
        const { statusCode: status = 0, headers: received } = response;
        text(response).then((all) => resolve({ status, headers: received, text: all, ms }), reject);
      });
      sending.end(body);
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
    const began = performance.now();
    try {
      const { status, headers, ms, ...received } = await this.post(body, contentType, retry);
      if (this.losing) throw new Error('lost');
      const payload = headers['content-type']?.includes('json') ? JSON.parse(received.text) : received.text;
      const again = status < 300 || headers['x-slack-no-retry'] === '1' ? null : 'http_error';
      return { ack: { ...base, ms, status, payload }, again };
    } catch (error) {
      const again = error instanceof Error && error.message === 'timeout' ? 'http_timeout' : 'connection_failed';
      return { ack: { ...base, ms: performance.now() - began, status: 0, payload: null }, again };
    }
  }
}

function timeout(ms: number): Promise<'timeout'> {
  return new Promise((resolve) => setTimeout(() => resolve('timeout'), ms).unref());
}
