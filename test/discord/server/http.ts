/** The HTTP side: routes, tokens, rate limits, faults on demand; what the routes do is in routes-*.ts. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type FormError, type Json, lines, nested } from './form.ts';
import type { UploadedFile } from './message-form.ts';
import type { State } from './state.ts';

/** An error as Discord answers it (topics/opcodes-and-status-codes#json). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly form: readonly FormError[];

  constructor(status: number, code: number, message: string, form: readonly FormError[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.form = form;
  }
}

export const invalidForm = (form: readonly FormError[]): ApiError => new ApiError(400, 50035, 'Invalid Form Body', form);

export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  files: UploadedFile[];
  route: string;
}

export interface Route {
  /** `POST /channels/:channel/messages`. */
  route: string;
  /** The token in the path is enough. */
  open?: boolean;
  run: (call: Call, state: State) => unknown;
}

/** How a held request goes on: `lost` does what it asks, but the response never arrives. */
type Release = 'done' | 'lost';

export interface Gate {
  /** A request has come and is held. */
  reached: Promise<void>;
  release(how?: Release): void;
}

interface Trap {
  route: string | undefined;
  left: number;
  answer: (response: ServerResponse) => void;
}

/** Errors that only the program of the bot can be to blame for: forms, empty messages, what a channel does not take, broken JSON. */
const FAULTS = [50035, 50006, 50008, 50109];

const BUCKET = { limit: 500, milliseconds: 1000 };

export class Http {
  readonly server: Server;
  private readonly state: State;
  private readonly routes: readonly { method: string; pattern: RegExp; names: string[]; route: Route }[];
  private readonly gates: { route: string; reach: () => void; released: Promise<Release> }[] = [];
  private traps: Trap[] = [];
  private global: { seconds: number; until: number | undefined; everything: boolean } | undefined;
  private readonly buckets = new Map<string, { used: number; resets: number }>();
  private readonly bucketLimits = new Map<string, { limit: number; milliseconds: number }>();
  /** Requests being answered now, and all there were. */
  open = 0;
  seen = 0;

  constructor(state: State, routes: readonly Route[]) {
    this.state = state;
    this.routes = routes.map((route) => {
      const [method = '', path = ''] = route.route.split(' ');
      const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
      return { method, names, pattern: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`), route };
    });
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.keepAliveTimeout = 60_000;
  }

  private known(route: string | undefined): void {
    if (route && !this.routes.some((each) => each.route.route === route)) throw new Error(`no such route: ${route}`);
  }

  /** Answers the next requests of a route, or all but interactions' until `retryAfter` seconds have passed from the first on, with 429. */
  limit(options: { route: string; times?: number; retryAfter: number } | { global: true; everything?: boolean; retryAfter: number }): void {
    const { retryAfter } = options;
    if ('global' in options) {
      this.global = { seconds: retryAfter, until: undefined, everything: options.everything ?? false };
      return;
    }
    this.known(options.route);
    this.traps.push({
      route: options.route,
      left: options.times ?? 1,
      answer: (response) => this.tooMany(response, retryAfter, 'shared', options.route),
    });
  }

  /** Answers the next requests of a route with an error of Discord's servers. */
  fail({ route, status = 503, times = 1 }: { route: string; status?: number; times?: number }): void {
    this.known(route);
    this.traps.push({
      route,
      left: times,
      answer: (response) => {
        this.state.ledger.add('failed', { route, data: { status } });
        this.send(response, status, { message: `${status}: fault on demand`, code: 0 });
      },
    });
  }

  /** Sets the size of a route's bucket; discord.js waits by itself once the headers say that it is empty. */
  bucket(route: string, limit: number, milliseconds: number): void {
    this.known(route);
    this.bucketLimits.set(route, { limit, milliseconds });
  }

  /** Holds the next request of a route until it is released. */
  hold(route: string): Gate {
    this.known(route);
    let reach = () => {};
    let release: (how: Release) => void = () => {};
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const released = new Promise<Release>((resolve) => {
      release = resolve;
    });
    this.gates.push({ route, reach, released });
    return { reached, release: (how = 'done') => release(how) };
  }

  private tooMany(response: ServerResponse, seconds: number, scope: 'user' | 'global' | 'shared', route: string): void {
    this.state.ledger.add('limited', { route, data: { scope, retryAfter: seconds } });
    response.setHeader('Retry-After', String(seconds));
    response.setHeader('X-RateLimit-Scope', scope);
    if (scope === 'global') response.setHeader('X-RateLimit-Global', 'true');
    this.send(response, 429, { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' });
  }

  private send(response: ServerResponse, status: number, body: unknown): void {
    response.statusCode = status;
    if (body === undefined) {
      response.end();
      return;
    }
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(body));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.open++;
    this.seen++;
    response.on('close', () => {
      this.open--;
      this.state.ledger.stir();
    });
    const url = new URL(request.url ?? '/', 'http://loopback');
    const path = url.pathname.replace(/^\/api\/v10/, '');
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return; // The client went away in the middle of its request.
    }
    for (const { method, pattern, names, route } of this.routes) {
      const match = method === request.method && path.match(pattern);
      if (!match) continue;
      const params = Object.fromEntries(names.map((name, place) => [name, decodeURIComponent(match[place + 1] ?? '')]));
      await this.run(route, { params, query: url.searchParams, route: route.route }, request, Buffer.concat(chunks), response);
      return;
    }
    this.state.violate(`${request.method} ${path}: Discord has no such route, or the loopback server lacks it`);
    this.send(response, 404, { message: '404: Not Found', code: 0 });
  }

  private async run(
    route: Route,
    place: Omit<Call, 'body' | 'files'>,
    request: IncomingMessage,
    raw: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    if (!route.open && request.headers.authorization !== `Bot ${this.state.options.token}`) {
      this.send(response, 401, { message: '401: Unauthorized', code: 0 });
      return;
    }
    if (this.isLimited(route, place, response)) return;
    const trap = this.traps.find((each) => each.route === route.route && each.left > 0);
    if (trap) {
      trap.left--;
      trap.answer(response);
      return;
    }
    const gate = this.gates.findIndex((each) => each.route === route.route);
    let how: Release = 'done';
    if (gate >= 0) {
      const [held] = this.gates.splice(gate, 1);
      held?.reach();
      how = (await held?.released) ?? 'done';
    }
    try {
      const { body, files } = await read(request, raw);
      const result = await route.run({ ...place, body, files }, this.state);
      if (how === 'lost') {
        for (const id of Object.values(place.params)) this.state.lost.add(id);
        this.state.ledger.add('lost', { route: route.route });
        request.socket.resetAndDestroy();
        return;
      }
      this.send(response, result === undefined ? 204 : 200, result);
    } catch (error) {
      this.refuse(route.route, place.params, response, error);
    }
  }

  private refuse(route: string, params: Record<string, string>, response: ServerResponse, error: unknown): void {
    if (!(error instanceof ApiError)) {
      this.state.violate(`${route}: the loopback server broke: ${error instanceof Error ? error.stack : error}`);
      this.send(response, 500, { message: '500: Internal Server Error', code: 0 });
      return;
    }
    const { status, code, message, form } = error;
    this.state.ledger.add('refused', { route, data: { code, message, lines: lines(form) } });
    // Missing permissions and things that are gone are what a bot may meet; a payload that is wrong is its own fault.
    const repeated = Object.values(params).some((id) => this.state.lost.has(id));
    if (FAULTS.includes(code) && !repeated)
      for (const line of form.length > 0 ? lines(form) : [message]) this.state.violate(`${route}: ${line} [${code}]`);
    this.send(response, status, { message, code, ...(form.length > 0 ? { errors: nested(form) } : {}) } satisfies Json);
  }

  private isLimited(route: Route, { params }: Pick<Call, 'params'>, response: ServerResponse): boolean {
    const now = performance.now();
    // "Interaction endpoints are not bound to the bot's Global Rate Limit" (interactions/receiving-and-responding).
    if (this.global && (this.global.everything || !route.open)) {
      this.global.until ??= now + this.global.seconds * 1000;
      if (now < this.global.until) {
        this.tooMany(response, (this.global.until - now) / 1000, 'global', route.route);
        return true;
      }
      this.global = undefined;
    }
    const { limit, milliseconds } = this.bucketLimits.get(route.route) ?? BUCKET;
    const major = params.channel ?? params.guild ?? params.token ?? '';
    const key = `${route.route} ${major}`;
    let bucket = this.buckets.get(key);
    if (!bucket || bucket.resets <= now) {
      bucket = { used: 0, resets: now + milliseconds };
      this.buckets.set(key, bucket);
    }
    bucket.used++;
    const resetAfter = (bucket.resets - now) / 1000;
    response.setHeader('X-RateLimit-Limit', String(limit));
    response.setHeader('X-RateLimit-Remaining', String(Math.max(0, limit - bucket.used)));
    response.setHeader('X-RateLimit-Reset', String(Date.now() / 1000 + resetAfter));
    response.setHeader('X-RateLimit-Reset-After', resetAfter.toFixed(3));
    response.setHeader('X-RateLimit-Bucket', Buffer.from(route.route).toString('hex').slice(0, 32));
    if (bucket.used <= limit) return false;
    this.tooMany(response, resetAfter, 'user', route.route);
    return true;
  }
}

/** The body of a request: JSON, or a form with `payload_json` and files. */
async function read(request: IncomingMessage, raw: Buffer): Promise<{ body: unknown; files: UploadedFile[] }> {
  const type = request.headers['content-type'] ?? '';
  if (raw.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) {
    try {
      return { body: JSON.parse(raw.toString()), files: [] };
    } catch {
      throw new ApiError(400, 50109, 'The request body contains invalid JSON.');
    }
  }
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const files: UploadedFile[] = [];
  let body: unknown = {};
  for (const [field, value] of form) {
    if (typeof value === 'string') {
      if (field === 'payload_json') body = JSON.parse(value);
      continue;
    }
    files.push({ field, name: value.name, type: value.type, content: Buffer.from(await value.arrayBuffer()) });
  }
  return { body, files };
}
