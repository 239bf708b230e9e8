/** views.*, assistant.*, users.*, files.* and the rest. */

import { type Context, type Method, needScope, required, SlackError, text, visible, writable } from './answering.ts';
import type { AssistantThread, View } from './ledger.ts';
import { most } from './limits.ts';
import type { Json } from './schema.ts';
import { refuseMessage, refuseView } from './validate.ts';

function checkView(view: unknown, kind: View['kind']): Json {
  const refusal = refuseView(view, kind);
  if (refusal) throw new SlackError(refusal.error, { response_metadata: { messages: refusal.messages } });
  return view as Json;
}

/** A view as Slack gives it to an app. */
export function shownView(view: View, context: Context): Json {
  return {
    ...view.view,
    id: view.id,
    team_id: view.team,
    app_id: 'A0LEXSEA',
    app_installed_team_id: view.team,
    bot_id: context.workspace.botId,
    hash: view.hash,
    state: { values: {} },
    private_metadata: view.view.private_metadata ?? '',
    callback_id: view.view.callback_id ?? '',
    external_id: view.view.external_id ?? '',
    root_view_id: view.id,
    previous_view_id: null,
  };
}

const openViews = (context: Context, user: string) =>
  context.slack.ledger.views.filter((each) => each.user === user && each.kind === 'modal' && each.state === 'open');

const open: Method = (args, context) => {
  const user = context.slack.exchangeTrigger(required(args, 'trigger_id'), context.workspace.id);
  const view = checkView(args.view, 'modal');
  for (const each of openViews(context, user)) each.state = 'replaced';
  return { view: shownView(context.slack.openView(context.workspace, user, 'modal', view), context) };
};

const push: Method = (args, context) => {
  const user = context.slack.exchangeTrigger(required(args, 'trigger_id'), context.workspace.id);
  const view = checkView(args.view, 'modal');
  const stack = openViews(context, user);
  if (stack.length === 0) throw new SlackError('not_found');
  if (stack.length >= most('view.stack')) throw new SlackError('push_limit_reached');
  return { view: shownView(context.slack.openView(context.workspace, user, 'modal', view), context) };
};

const update: Method = (args, context) => {
  const { slack, workspace } = context;
  const external = text(args, 'external_id');
  const found = slack.ledger.views.find(
    (each) =>
      each.team === workspace.id &&
      each.kind === 'modal' &&
      each.state === 'open' &&
      (external === undefined ? each.id === text(args, 'view_id') : each.view.external_id === external),
  );
  if (!found) throw new SlackError('not_found');
  if (args.hash !== undefined && args.hash !== found.hash) throw new SlackError('hash_conflict');
  slack.changeView(found, checkView(args.view, 'modal'));
  return { view: shownView(found, context) };
};

const publish: Method = (args, context) => {
  const { slack, workspace } = context;
  const user = required(args, 'user_id');
  if (!workspace.people.has(user)) throw new SlackError('user_not_found');
  const view = checkView(args.view, 'home');
  const known = slack.ledger.views.find((each) => each.user === user && each.kind === 'home');
  if (known && args.hash !== undefined && args.hash !== known.hash) throw new SlackError('hash_conflict');
  if (known) slack.changeView(known, view);
  return { view: shownView(known ?? slack.openView(workspace, user, 'home', view), context) };
};

function assistantThread(args: Json, context: Context): AssistantThread {
  needScope(context.workspace, 'assistant:write');
  const channel = visible(context, required(args, 'channel_id'));
  const thread = context.slack.ledger.threads.find((each) => each.channel === channel.id && each.thread_ts === text(args, 'thread_ts'));
  if (!thread) throw new SlackError('invalid_thread_ts');
  return thread;
}

const setStatus: Method = (args, context) => {
  const thread = assistantThread(args, context);
  if (typeof args.status !== 'string') throw new SlackError('invalid_arguments');
  thread.statuses.push(args.status);
  return {};
};

const setTitle: Method = (args, context) => {
  assistantThread(args, context).title = required(args, 'title');
  return {};
};

const setSuggestedPrompts: Method = (args, context) => {
  const thread = assistantThread(args, context);
  const prompts = args.prompts as AssistantThread['prompts'];
  const right = Array.isArray(prompts) && prompts.every((each) => each?.title?.length > 0 && each?.message?.length > 0);
  if (!right || prompts.length === 0 || prompts.length > most('assistant.prompts')) throw new SlackError('invalid_arguments');
  thread.prompts = prompts;
  thread.promptsTitle = text(args, 'title') ?? null;
  return {};
};

const userInfo: Method = (args, context) => {
  needScope(context.workspace, 'users:read');
  const person = context.workspace.people.get(required(args, 'user'));
  if (!person) throw new SlackError('user_not_found');
  return {
    user: {
      id: person.id,
      team_id: context.workspace.id,
      name: person.name,
      real_name: person.name,
      deleted: false,
      is_admin: person.admin,
      is_owner: person.admin,
      is_primary_owner: false,
      is_bot: person.bot,
      tz: 'Asia/Jakarta',
      locale: 'en-US',
      profile: { display_name: person.name },
    },
  };
};

const authTest: Method = (_args, { workspace }) => ({
  url: `https://${workspace.id.toLowerCase()}.slack.com/`,
  team: workspace.id,
  team_id: workspace.id,
  user: 'lexsea',
  user_id: workspace.botUser,
  bot_id: workspace.botId,
  is_enterprise_install: false,
});

const getUploadURLExternal: Method = (args, { slack, workspace }) => {
  needScope(workspace, 'files:write');
  const length = Number(required(args, 'length'));
  if (!(length > 0)) throw new SlackError('invalid_arguments');
  const file = slack.expectFile(required(args, 'filename'), length);
  return { upload_url: `${slack.origin}/upload/v1/${file.id}`, file_id: file.id };
};

const completeUploadExternal: Method = (args, context) => {
  const { slack, workspace } = context;
  needScope(workspace, 'files:write');
  const wanted = args.files as { id: string; title?: string }[];
  if (!Array.isArray(wanted) || wanted.length === 0) throw new SlackError('invalid_arguments');
  const files = wanted.map(({ id, title }) => {
    const file = slack.uploaded.get(id);
    if (!file) throw new SlackError('file_not_found');
    if (Buffer.byteLength(file.content) !== file.length) throw new SlackError('file_update_failed');
    file.title = title ?? file.name;
    return file;
  });
  const channel = text(args, 'channel_id');
  if (channel !== undefined) {
    const at = writable(context, channel);
    const said = { text: text(args, 'initial_comment') || 'a file', blocks: args.blocks };
    const refusal = refuseMessage(said);
    if (refusal) throw new SlackError(refusal.error, { response_metadata: { messages: refusal.messages } });
    slack.post({
      workspace,
      channel: at.id,
      text: text(args, 'initial_comment') ?? '',
      blocks: (args.blocks ?? []) as Json[],
      thread_ts: text(args, 'thread_ts'),
      files,
      via: 'files.completeUploadExternal',
    });
  }
  return { files: files.map(({ id, title }) => ({ id, title })) };
};

const addReaction: Method = (args, context) => {
  needScope(context.workspace, 'reactions:write');
  visible(context, required(args, 'channel'));
  required(args, 'name');
  return {};
};

export const otherMethods: Record<string, Method> = {
  'auth.test': authTest,
  'auth.revoke': (_args, { workspace }) => {
    workspace.uninstall();
    return { revoked: true };
  },
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setTitle': setTitle,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
  'users.info': userInfo,
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': completeUploadExternal,
  'reactions.add': addReaction,
  'reactions.remove': addReaction,
  'team.info': (_args, { workspace }) => ({ team: { id: workspace.id, name: workspace.id, domain: workspace.id.toLowerCase() } }),
};
