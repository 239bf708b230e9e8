/** Buttons, menus, shortcuts and modals: what Slack's client sends when a person uses them, and what it refuses to send. */

import { type Context, shown } from './answering.ts';
import type { Ack, Message, View } from './ledger.ts';
import { shownView } from './methods-views.ts';
import { actor } from './payloads.ts';
import { blocksOf, buttons, type Shown } from './reading.ts';
import { apply } from './response-url.ts';
import { isObject, type Json } from './schema.ts';
import { objectsIn, refuseView } from './validate.ts';
import type { PersonRecord } from './workspace.ts';

/** What a person puts into a field: text or an option's value, several of them, or nothing. */
export type Filled = string | readonly string[] | null;

/** Delivers an interaction and waits for its acknowledgement; an app that does not give one in time is an error, as people see it. */
export async function interact(context: Context, id: string, payload: Json, kind: Ack['kind'] = 'interactive'): Promise<Ack> {
  const type = String(payload.command ?? payload.type);
  const ack = await context.slack.delivery.deliver({ kind, type, id, payload });
  if (ack.status !== 200) throw new Error(`Slack shows that ${type} failed: ${ack.status === 0 ? 'no answer in time' : ack.status}`);
  return ack;
}

/** The element with an action_id or label, and the action that using it makes. */
function actionFor(on: Shown, what: string, value?: string): Json {
  const ts = String(Date.now() / 1000);
  if (value === undefined) {
    const all = buttons(on);
    const button = all.find((each) => each.label === what) ?? all.find((each) => each.action_id === what);
    if (!button) throw new Error(`no button ${what}; there are: ${all.map((each) => `${each.label} (${each.action_id})`).join(', ')}`);
    const { block_id, action_id, type, label } = button;
    return {
      type,
      block_id,
      action_id,
      text: { type: 'plain_text', text: label },
      ...(button.value === undefined ? {} : { value: button.value }),
      action_ts: ts,
    };
  }
  for (const block of blocksOf(on)) {
    for (const element of objectsIn(block)) {
      if (element.action_id !== what) continue;
      const option = optionsOf(element).find((each) => each.value === value);
      if (!option)
        throw new Error(
          `${what} has no option ${value}; it has: ${optionsOf(element)
            .map((each) => each.value)
            .join(', ')}`,
        );
      return { type: element.type, block_id: block.block_id, action_id: what, selected_option: option, action_ts: ts };
    }
  }
  throw new Error(`nothing has the action_id ${what}`);
}

function optionsOf(element: Json): Json[] {
  const groups = ((element.option_groups ?? []) as Json[]).flatMap((each) => each.options as Json[]);
  return [...((element.options ?? []) as Json[]), ...groups];
}

/** Presses a button, or chooses an option of a menu, in a message or view. */
export async function act(context: Context, person: PersonRecord, on: Shown, what: string, value?: string): Promise<Ack> {
  const { slack, workspace } = context;
  const trigger = slack.trigger(workspace.id, person.id);
  const action = actionFor(on, what, value);
  const base = { type: 'block_actions', ...actor(workspace, person), trigger_id: trigger, actions: [action] };
  if ('view' in on) {
    const view = { ...shownView(on, context), state: { values: stateOf(on, {}) } };
    return interact(context, trigger, { ...base, container: { type: 'view', view_id: on.id }, view });
  }
  const channel = workspace.channels.get(on.channel);
  const ephemeral = on.ephemeralTo !== null;
  const response_url = slack.responseUrl({
    workspace,
    channel: on.channel,
    user: person.id,
    origin: on,
    thread_ts: on.thread_ts,
    cause: trigger,
  });
  return interact(context, trigger, {
    ...base,
    container: {
      type: 'message',
      message_ts: on.ts,
      channel_id: on.channel,
      is_ephemeral: ephemeral,
      ...(on.thread_ts === undefined ? {} : { thread_ts: on.thread_ts }),
    },
    channel: { id: on.channel, name: channel?.kind === 'im' ? 'directmessage' : channel?.name },
    // The message of an ephemeral is not kept, so it is not sent.
    ...(ephemeral ? {} : { message: shown(on, workspace) }),
    state: { values: {} },
    response_url,
  });
}

/** A field's value as view.state.values holds it. */
function fieldValue(element: Json, filled: Filled | undefined): Json {
  const type = String(element.type);
  const options = (values: readonly string[]) => values.map((value) => pick(element, value));
  if (/^(static_select|radio_buttons)$/.test(type)) {
    const chosen = filled === undefined ? element.initial_option : filled === null ? null : pick(element, String(filled));
    return { type, selected_option: chosen ?? null };
  }
  if (/^(multi_static_select|checkboxes)$/.test(type)) {
    const chosen = filled === undefined ? element.initial_options : filled === null ? [] : options([filled].flat());
    return { type, selected_options: chosen ?? [] };
  }
  if (/^(conversations|channels|users)_select$/.test(type)) {
    const kind = type.replace('s_select', '');
    return { type, [`selected_${kind}`]: filled ?? element[`initial_${kind}`] ?? null };
  }
  if (type === 'datepicker') return { type, selected_date: filled ?? element.initial_date ?? null };
  return { type, value: filled === undefined ? (element.initial_value ?? null) : filled };
}

function pick(element: Json, value: string): Json {
  const option = optionsOf(element).find((each) => each.value === value || (each.text as Json).text === value);
  if (!option)
    throw new Error(
      `${element.action_id} has no option ${value}; it has: ${optionsOf(element)
        .map((each) => each.value)
        .join(', ')}`,
    );
  return { text: option.text, value: option.value };
}

/** Fields by block, then by action. `filled` names them by action_id, block_id or label. */
function stateOf(view: View, filled: Record<string, Filled>): Json {
  const values: Json = {};
  const used = new Set<string>();
  for (const block of blocksOf(view)) {
    const elements = block.type === 'input' ? [block.element] : block.type === 'actions' ? (block.elements as Json[]) : [block.accessory];
    for (const element of elements.filter(isObject)) {
      if (element.type === 'button' || element.type === 'image' || element.type === 'overflow') continue;
      const names = [String(element.action_id), String(block.block_id), String((block.label as Json)?.text)];
      const name = names.find((each) => Object.hasOwn(filled, each));
      if (name) used.add(name);
      const value = fieldValue(element, name === undefined ? undefined : filled[name]);
      values[String(block.block_id)] = { ...(values[String(block.block_id)] as Json), [String(element.action_id)]: value };
      if (block.type === 'input') mayBeSent(block, element, value);
    }
  }
  const unknown = Object.keys(filled).filter((each) => !used.has(each));
  if (unknown.length > 0) throw new Error(`the view has no field ${unknown.join(', ')}`);
  return values;
}

/** What the client does not let a person submit. */
function mayBeSent(block: Json, element: Json, value: Json): void {
  const [given] = Object.entries(value).flatMap(([key, each]) => (key === 'type' ? [] : [each]));
  const empty = given === null || given === undefined || given === '' || (Array.isArray(given) && given.length === 0);
  const name = String((block.label as Json).text);
  if (empty && block.optional !== true) throw new Error(`the client asks to fill in ${name}`);
  const length = typeof given === 'string' ? given.length : 0;
  if (!empty && length > Number(element.max_length ?? 3000)) throw new Error(`the client says that ${name} is too long`);
}

/** Submits the modal on top. Does what the app answers to it, and gives that. */
export async function submit(context: Context, person: PersonRecord, view: View, filled: Record<string, Filled>): Promise<Json> {
  const { slack, workspace } = context;
  const trigger = slack.trigger(workspace.id, person.id);
  const payload = {
    type: 'view_submission',
    ...actor(workspace, person),
    trigger_id: trigger,
    view: { ...shownView(view, context), state: { values: stateOf(view, filled) } },
    response_urls: [],
  };
  const ack = await interact(context, trigger, payload);
  const answer = isObject(ack.payload) ? ack.payload : {};
  const action = answer.response_action;
  if (action === 'errors') {
    const inputs = blocksOf(view)
      .filter((each) => each.type === 'input')
      .map((each) => each.block_id);
    const unknown = Object.keys(answer.errors as Json).filter((each) => !inputs.includes(each));
    if (unknown.length > 0) throw new Error(`errors for blocks that are no inputs of the view: ${unknown.join(', ')}`);
  } else if (action === 'update' || action === 'push') {
    const refusal = refuseView(answer.view, 'modal');
    if (refusal) throw new Error(`Slack refuses the view of the answer: ${refusal.messages.join('; ')}`);
    if (action === 'update') slack.changeView(view, answer.view as Json);
    else slack.openView(workspace, person.id, 'modal', answer.view as Json);
  } else {
    const all = slack.ledger.views.filter((each) => each.user === person.id && each.kind === 'modal' && each.state === 'open');
    for (const each of action === 'clear' ? all : [view]) each.state = 'submitted';
  }
  slack.ledger.changed();
  return answer;
}

/** Closes the modal on top; the app hears of it if it wants to. */
export async function close(context: Context, person: PersonRecord, view: View): Promise<void> {
  view.state = 'closed';
  context.slack.ledger.changed();
  if (view.view.notify_on_close !== true) return;
  const payload = { type: 'view_closed', ...actor(context.workspace, person), view: shownView(view, context), is_cleared: false };
  await interact(context, view.id, payload);
}

/** A shortcut from the lightning menu, or on a message. */
export async function shortcut(context: Context, person: PersonRecord, callback: string, on?: Message): Promise<Ack> {
  const { slack, workspace } = context;
  const { shortcuts } = slack.manifest;
  if (shortcuts !== null && !shortcuts.has(callback)) throw new Error(`the manifest has no shortcut ${callback}`);
  const trigger = slack.trigger(workspace.id, person.id);
  const base = { ...actor(workspace, person), callback_id: callback, trigger_id: trigger, action_ts: String(Date.now() / 1000) };
  if (!on) return interact(context, trigger, { type: 'shortcut', ...base });
  const response_url = slack.responseUrl({
    workspace,
    channel: on.channel,
    user: person.id,
    origin: null,
    thread_ts: undefined,
    cause: trigger,
  });
  return interact(context, trigger, {
    type: 'message_action',
    ...base,
    message_ts: on.ts,
    channel: { id: on.channel, name: workspace.channels.get(on.channel)?.name },
    message: shown(on, workspace),
    response_url,
  });
}

/** A slash command; what the app says in its acknowledgement appears as a message. */
export async function slash(context: Context, person: PersonRecord, channel: string, command: string, text: string): Promise<Ack> {
  const { slack, workspace } = context;
  const { commands } = slack.manifest;
  if (commands !== null && !commands.has(command)) throw new Error(`${command} is not a valid command`);
  const trigger = slack.trigger(workspace.id, person.id);
  const from = { workspace, channel, user: person.id, origin: null, thread_ts: undefined, cause: trigger };
  const where = workspace.channels.get(channel);
  const payload = {
    token: 'verification-token',
    team_id: workspace.id,
    team_domain: workspace.id.toLowerCase(),
    channel_id: channel,
    channel_name: where?.kind === 'im' ? 'directmessage' : (where?.name ?? ''),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: 'A0LEXSEA',
    is_enterprise_install: 'false',
    response_url: slack.responseUrl(from),
    trigger_id: trigger,
  };
  const ack = await interact(context, trigger, payload, 'slash');
  const said = typeof ack.payload === 'string' && ack.payload !== '' ? { text: ack.payload } : ack.payload;
  if (isObject(said) && Object.keys(said).length > 0) {
    const problem = apply(slack, { ...from, expires: 0, uses: 0 }, said, 'ack');
    if (problem !== null) throw new Error(`Slack refuses the acknowledgement of ${command}: ${problem}`);
  }
  return ack;
}
