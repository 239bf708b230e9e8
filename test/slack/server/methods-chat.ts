/** chat.* and conversations.*. */

import { type Context, type Method, needScope, required, SlackError, shown, text, visible, writable } from './answering.ts';
import type { Message } from './ledger.ts';
import type { Json } from './schema.ts';
import { refuseMessage } from './validate.ts';

function checked(args: Json): { text: string; blocks: Json[]; metadata?: Json } {
  if (args.markdown_text !== undefined) throw new SlackError('invalid_arguments');
  const refusal = refuseMessage(args);
  if (refusal) {
    const errors = refusal.messages.map((each) => each.replace('[ERROR] ', ''));
    throw new SlackError(refusal.error, errors.length > 0 ? { errors, response_metadata: { messages: refusal.messages } } : {});
  }
  const metadata = args.metadata as Json | undefined;
  if (metadata && (typeof metadata.event_type !== 'string' || typeof metadata.event_payload !== 'object')) {
    throw new SlackError('invalid_metadata_format');
  }
  return { text: text(args, 'text') ?? '', blocks: (args.blocks ?? []) as Json[], ...(metadata ? { metadata } : {}) };
}

/** The message that a thread hangs on; refuses a thread that is not there. */
function threadOf({ slack }: Context, channel: string, args: Json): string | undefined {
  const ts = text(args, 'thread_ts');
  if (ts === undefined) return undefined;
  const known = slack.ledger.messages.some((each) => each.channel === channel && each.ts === ts && !each.deleted);
  const assistant = slack.ledger.threads.some((each) => each.channel === channel && each.thread_ts === ts);
  if (!known && !assistant) throw new SlackError('invalid_thread_ts');
  return ts;
}

function own(context: Context, args: Json, refusal: string): Message {
  const channel = visible(context, required(args, 'channel'));
  const ts = required(args, 'ts');
  const message = context.slack.ledger.messages.find((each) => each.channel === channel.id && each.ts === ts && !each.deleted);
  // Ephemeral messages are not kept: the Web API cannot find them again.
  if (!message || message.ephemeralTo !== null) throw new SlackError('message_not_found');
  if (!message.byBot) throw new SlackError(refusal);
  return message;
}

const postMessage: Method = (args, context) => {
  const { slack, workspace } = context;
  needScope(workspace, 'chat:write');
  const channel = writable(context, text(args, 'channel'));
  const what = checked(args);
  const message = slack.post({
    workspace,
    channel: channel.id,
    ...what,
    thread_ts: threadOf(context, channel.id, args),
    via: 'chat.postMessage',
  });
  return { channel: channel.id, ts: message.ts, message: shown(message, workspace, true) };
};

const postEphemeral: Method = (args, context) => {
  const { slack, workspace } = context;
  needScope(workspace, 'chat:write');
  const channel = writable(context, text(args, 'channel'));
  const user = required(args, 'user');
  if (!channel.members.has(user)) throw new SlackError('user_not_in_channel');
  const what = checked(args);
  const message = slack.post({
    workspace,
    channel: channel.id,
    ...what,
    thread_ts: threadOf(context, channel.id, args),
    ephemeralTo: user,
    via: 'chat.postEphemeral',
  });
  return { message_ts: message.ts };
};

const update: Method = (args, context) => {
  needScope(context.workspace, 'chat:write');
  const message = own(context, args, 'cant_update_message');
  const what = checked(args);
  context.slack.change(message, what, context.workspace);
  return { channel: message.channel, ts: message.ts, text: message.text, message: shown(message, context.workspace, true) };
};

const remove: Method = (args, context) => {
  needScope(context.workspace, 'chat:write');
  const message = own(context, args, 'cant_delete_message');
  context.slack.remove(message, context.workspace);
  return { channel: message.channel, ts: message.ts };
};

const getPermalink: Method = (args, context) => {
  const channel = visible(context, required(args, 'channel'));
  const ts = required(args, 'message_ts');
  if (!context.slack.ledger.messages.some((each) => each.channel === channel.id && each.ts === ts))
    throw new SlackError('message_not_found');
  return {
    channel: channel.id,
    permalink: `https://${context.workspace.id.toLowerCase()}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`,
  };
};

function page(messages: readonly Message[], args: Json, context: Context): Json {
  const limit = Number(args.limit ?? 100);
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Number.MAX_SAFE_INTEGER);
  const inclusive = String(args.inclusive) === 'true';
  const within = messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
  const metadata = String(args.include_all_metadata) === 'true';
  const cut = within.slice(0, limit);
  return {
    messages: cut.map((each) => shown(each, context.workspace, metadata)),
    has_more: cut.length < within.length,
    response_metadata: { next_cursor: cut.length < within.length ? 'more' : '' },
  };
}

const kept = (context: Context, channel: string) =>
  context.slack.ledger.messages.filter((each) => each.channel === channel && !each.deleted && each.ephemeralTo === null);

const replies: Method = (args, context) => {
  const channel = visible(context, required(args, 'channel'), 'history');
  if (!channel.members.has(context.workspace.botUser)) throw new SlackError('not_in_channel');
  const ts = required(args, 'ts');
  const all = kept(context, channel.id);
  const root = all.find((each) => each.ts === ts);
  const assistant = context.slack.ledger.threads.some((each) => each.channel === channel.id && each.thread_ts === ts);
  if (!root && !assistant) throw new SlackError('thread_not_found');
  const thread = all.filter((each) => each.thread_ts === ts && each.ts !== ts);
  // The parent comes with every page, whatever `oldest` says.
  const rest = page(thread, args, context) as { messages: Json[] };
  const parent = root ? page([root], { include_all_metadata: args.include_all_metadata }, context) : { messages: [] };
  return { ...rest, messages: [...(parent.messages as Json[]), ...rest.messages] };
};

const history: Method = (args, context) => {
  const channel = visible(context, required(args, 'channel'), 'history');
  if (!channel.members.has(context.workspace.botUser)) throw new SlackError('not_in_channel');
  const roots = kept(context, channel.id).filter((each) => each.thread_ts === undefined || each.thread_ts === each.ts);
  return page([...roots].reverse(), args, context);
};

const info: Method = (args, context) => {
  const channel = visible(context, required(args, 'channel'), 'read');
  return {
    channel: {
      id: channel.id,
      name: channel.name,
      is_channel: channel.kind === 'channel',
      is_group: channel.kind === 'group',
      is_im: channel.kind === 'im',
      is_private: channel.kind !== 'channel',
      is_archived: channel.archived,
      is_member: channel.members.has(context.workspace.botUser),
      context_team_id: channel.team,
    },
  };
};

const members: Method = (args, context) => {
  const channel = visible(context, required(args, 'channel'), 'read');
  return { members: [...channel.members], response_metadata: { next_cursor: '' } };
};

const open: Method = (args, context) => {
  needScope(context.workspace, 'im:write');
  const user = required(args, 'users');
  if (!context.workspace.people.has(user)) throw new SlackError('user_not_found');
  return { channel: { id: context.workspace.dm(user).id } };
};

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
  'conversations.replies': replies,
  'conversations.history': history,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.open': open,
};
