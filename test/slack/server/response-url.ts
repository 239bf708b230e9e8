/** response_urls: five uses within half an hour, https://docs.slack.dev/interactivity/handling-user-interaction#message_responses. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call, Message } from './ledger.ts';
import type { Json } from './schema.ts';
import type { SlackServer } from './slack.ts';
import { refuseMessage } from './validate.ts';
import type { Workspace } from './workspace.ts';

export interface ResponseUrl {
  workspace: Workspace;
  channel: string;
  user: string;
  /** The message that the interaction was in, which the app may replace or delete. */
  origin: Message | null;
  thread_ts: string | undefined;
  /** trigger_id of the command or interaction. */
  cause: string;
  expires: number;
  uses: number;
}

/** Every property that Slack reads. */
const PROPERTIES = new Set([
  'text',
  'blocks',
  'attachments',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'metadata',
  'mrkdwn',
  'unfurl_links',
  'unfurl_media',
  'link_names',
  'parse',
  'reply_broadcast',
]);

/** Does what the body of a response_url, or of an acknowledgement, asks; null, or why not. */
export function apply(slack: SlackServer, at: ResponseUrl, body: Json, via: 'response_url' | 'ack'): string | null {
  const unknown = Object.keys(body).filter((each) => !PROPERTIES.has(each));
  if (unknown.length > 0) return `invalid_payload: ${unknown.join(', ')}`;
  if (body.delete_original === true) {
    if (!at.origin || at.origin.deleted) return 'message_not_found';
    slack.remove(at.origin, at.workspace);
    return null;
  }
  const refusal = refuseMessage(body, 'response_url');
  if (refusal) return [refusal.error, ...refusal.messages].join(' ');
  const what = { text: String(body.text ?? ''), blocks: (body.blocks ?? []) as Json[] };
  if (body.replace_original === true) {
    if (!at.origin || at.origin.deleted) return 'message_not_found';
    slack.change(at.origin, what, at.workspace);
    return null;
  }
  slack.post({
    workspace: at.workspace,
    channel: at.channel,
    ...what,
    metadata: body.metadata as Json | undefined,
    thread_ts: body.thread_ts === undefined ? at.thread_ts : String(body.thread_ts),
    ephemeralTo: body.response_type === 'in_channel' ? null : at.user,
    via,
    cause: at.cause,
  });
  return null;
}

export async function respond(
  slack: SlackServer,
  id: string,
  text: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = slack.responseUrls.get(id);
  const body = JSON.parse(text) as Json;
  const call: Call = {
    method: 'response_url',
    team: url?.workspace.id ?? null,
    args: body,
    at: performance.now(),
    status: 0,
    answer: null,
  };
  slack.ledger.calls.push(call);
  slack.ledger.changed();
  const fault = slack.faults.take('response_url');
  if (fault.held) {
    fault.held.arrived(call);
    if ((await fault.held.fate) === 'drop') return void request.socket.destroy();
  }
  const answer = (status: number, error: string | null, headers: Record<string, string> = {}) => {
    call.status = status;
    call.answer = error === null ? { ok: true } : { ok: false, error };
    slack.ledger.changed();
    response.writeHead(status, headers).end(error === null ? 'ok' : JSON.stringify(call.answer));
  };
  if (fault.retryAfter !== undefined) {
    call.retryAfter = fault.retryAfter;
    return answer(429, 'ratelimited', { 'retry-after': String(fault.retryAfter) });
  }
  if (fault.status !== undefined) return answer(fault.status, 'server_error');
  if (!url) return answer(404, 'no_service');
  if (Date.now() > url.expires) return answer(404, 'expired_url');
  if (url.uses >= 5) return answer(404, 'used_url');
  url.uses += 1;
  const problem = fault.error ?? apply(slack, url, body, 'response_url');
  answer(problem === null ? 200 : 400, problem);
}
