/** What a method of the Web API is given, and how it says no. */

import type { Message } from './ledger.ts';
import type { Json } from './schema.ts';
import type { SlackServer } from './slack.ts';
import type { Channel, Workspace } from './workspace.ts';

export interface Context {
  slack: SlackServer;
  workspace: Workspace;
}

/** A method: its arguments, decoded, to what it answers beside `ok`. Throws SlackError to refuse. */
export type Method = (args: Json, context: Context) => Json;

/** `ok: false` with this error. */
export class SlackError extends Error {
  readonly extra: Json;
  constructor(error: string, extra: Json = {}) {
    super(error);
    this.extra = extra;
  }
}

export function text(args: Json, name: string): string | undefined {
  const value = args[name];
  return value === undefined || value === null ? undefined : String(value);
}

export function required(args: Json, name: string): string {
  const value = text(args, name);
  if (!value) throw new SlackError('invalid_arguments', { response_metadata: { messages: [`[ERROR] missing required field: ${name}`] } });
  return value;
}

/** The scope that reads or writes a kind of channel, such as `channels:history`. */
const FAMILY = { channel: 'channels', group: 'groups', im: 'im' } as const;

export function needScope(workspace: Workspace, scope: string): void {
  if (!workspace.scopes.includes(scope)) {
    throw new SlackError('missing_scope', { needed: scope, provided: workspace.scopes.join(',') });
  }
}

/** A channel that the bot can see; what it cannot see is not there. */
export function visible(context: Context, id: string | undefined, reading?: 'read' | 'history'): Channel {
  const { workspace } = context;
  const direct = id?.startsWith('U') && workspace.people.has(id) ? workspace.dm(id) : undefined;
  const channel = direct ?? workspace.channels.get(id ?? '');
  if (!channel) throw new SlackError('channel_not_found');
  if (channel.kind === 'group' && !channel.members.has(workspace.botUser)) throw new SlackError('channel_not_found');
  if (reading) needScope(workspace, `${FAMILY[channel.kind]}:${reading}`);
  return channel;
}

/** A channel that the bot may write to. */
export function writable(context: Context, id: string | undefined): Channel {
  const channel = visible(context, id);
  if (channel.archived) throw new SlackError('is_archived');
  if (!channel.members.has(context.workspace.botUser)) throw new SlackError('not_in_channel');
  return channel;
}

/** A message as Slack shows it to an app. */
export function shown(message: Message, workspace: Workspace, withMetadata = false): Json {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    ...(message.byBot ? { bot_id: workspace.botId, app_id: 'A0LEXSEA' } : { client_msg_id: `c-${message.ts}` }),
    text: message.text,
    team: message.team,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.metadata && withMetadata ? { metadata: message.metadata } : {}),
    ...(message.files.length > 0
      ? { files: message.files.map(({ id, name, title }) => ({ id, name, title })), subtype: 'file_share' }
      : {}),
  };
}
