/** The HTTP side: Web API, response_urls, uploads and the authorize page. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Context, type Method, SlackError } from './answering.ts';
import type { Call } from './ledger.ts';
import { chatMethods } from './methods-chat.ts';
import { otherMethods } from './methods-views.ts';
import { authorize, oauthAccess } from './oauth.ts';
import { respond } from './response-url.ts';
import type { Json } from './schema.ts';
import type { SlackServer } from './slack.ts';

const METHODS: Record<string, Method> = { ...chatMethods, ...otherMethods };

/** Arguments that hold JSON when they come in a form. */
const JSON_ARGUMENTS = new Set(['blocks', 'view', 'metadata', 'prompts', 'files', 'attachments', 'loading_messages']);

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function argumentsOf(request: IncomingMessage, body: Buffer): Promise<Json> {
  const kind = request.headers['content-type'] ?? '';
  if (kind.startsWith('application/json')) return JSON.parse(body.toString()) as Json;
  const form = kind.startsWith('multipart/')
    ? await new Response(new Uint8Array(body), { headers: { 'content-type': kind } }).formData()
    : new URLSearchParams(body.toString());
  const args: Json = {};
  for (const [name, value] of form as Iterable<[string, unknown]>) {
    if (!JSON_ARGUMENTS.has(name)) args[name] = value;
    else {
      try {
        args[name] = JSON.parse(String(value));
      } catch {
        args[name] = value;
      }
    }
  }
  return args;
}

export async function handle(slack: SlackServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', slack.origin);
  const [, first = '', ...rest] = url.pathname.split('/');
  if (first === 'api') return call(slack, rest.join('/'), request, response);
  if (first === 'respond') return respond(slack, rest.join('/'), (await read(request)).toString(), request, response);
  if (first === 'upload') return upload(slack, rest.at(-1) ?? '', request, response);
  if (url.pathname === '/oauth/v2/authorize') return authorize(slack, url, response);
  response.writeHead(404).end('not found');
}

async function upload(slack: SlackServer, id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = slack.uploaded.get(id);
  const body = await read(request);
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  if ((request.headers['content-type'] ?? '').startsWith('multipart/')) {
    const [part] = Object.values(await argumentsOf(request, body));
    file.content = part instanceof Blob ? await part.text() : String(part);
  } else file.content = body.toString();
  response.writeHead(200).end(`OK - ${file.length}`);
}

/** Answers one call: faults first, as they come before Slack's own doings. */
async function call(slack: SlackServer, method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const args = await argumentsOf(request, await read(request));
  const { token: inBody, ...shown } = args;
  const token = request.headers.authorization?.replace(/^Bearer /i, '') ?? (inBody === undefined ? null : String(inBody));
  const workspace = [...slack.workspaces.values()].find((each) => each.token === token && token !== null) ?? null;
  const entry: Call = { method, team: workspace?.id ?? null, args: shown, at: performance.now(), status: 0, answer: null };
  slack.ledger.calls.push(entry);
  slack.ledger.changed();

  const fault = slack.faults.take(method);
  if (fault.held?.when === 'before') {
    fault.held.arrived(entry);
    if ((await fault.held.fate) === 'drop') return cut(slack, request);
  }
  const answer = (status: number, body: Json, headers: Record<string, string> = {}) => {
    entry.status = status;
    entry.answer = body;
    slack.ledger.changed();
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
  };
  if (fault.retryAfter !== undefined) {
    entry.retryAfter = fault.retryAfter;
    return answer(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter) });
  }
  if (fault.status !== undefined) return answer(fault.status, { error: 'the server is not well' });
  const headers: Record<string, string> = workspace ? { 'x-oauth-scopes': workspace.scopes.join(',') } : {};
  let body: Json;
  try {
    if (fault.error !== undefined) throw new SlackError(fault.error);
    body = { ok: true, ...run(slack, method, args, token, workspace && { slack, workspace }, request) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    body = { ok: false, error: error.message, ...error.extra };
  }
  if (fault.held?.when === 'after') {
    entry.answer = body;
    fault.held.arrived(entry);
    if ((await fault.held.fate) === 'drop') return cut(slack, request);
  }
  answer(200, body, headers);
}

function cut(slack: SlackServer, request: IncomingMessage): void {
  request.socket.destroy();
  slack.ledger.changed();
}

function run(
  slack: SlackServer,
  method: string,
  args: Json,
  token: string | null,
  context: Context | null,
  request: IncomingMessage,
): Json {
  if (method === 'oauth.v2.access') return oauthAccess(slack, args, request);
  if (!token) throw new SlackError('not_authed');
  if (method === 'apps.connections.open') {
    if (token !== slack.appToken) throw new SlackError(token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type');
    return { url: `${slack.origin.replace('http', 'ws')}/link/?ticket=${slack.socket.ticket()}&app_id=A0LEXSEA` };
  }
  if (!context) {
    const revoked = [...slack.workspaces.values()].some((each) => each.revoked.has(token));
    throw new SlackError(revoked ? 'account_inactive' : 'invalid_auth');
  }
  const known = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (!known) throw new SlackError('unknown_method', { req_method: method });
  return known(args, context);
}
