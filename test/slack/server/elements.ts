/** The shapes of Block Kit's elements and composition objects, https://docs.slack.dev/reference/block-kit/block-elements. */

import { isDeepStrictEqual } from 'node:util';
import { most } from './limits.ts';
import { all, boolean, byType, type Check, integer, type Json, list, object, oneOf, rule, string, url } from './schema.ts';

const type: Check = () => {};

export function plainText(longest: number): Check {
  return byType({ plain_text: object({ type, text: string(longest) }, { emoji: boolean }) });
}

export function anyText(longest: number): Check {
  return byType({
    plain_text: object({ type, text: string(longest) }, { emoji: boolean }),
    mrkdwn: object({ type, text: string(longest) }, { verbatim: boolean }),
  });
}

const actionId = { action_id: string(most('action_id')) };
const confirm = {
  confirm: object(
    { text: anyText(most('confirm.text')) },
    {
      title: plainText(most('confirm.title')),
      confirm: plainText(most('confirm.button')),
      deny: plainText(most('confirm.button')),
      style: oneOf('primary', 'danger'),
    },
  ),
};
const focus = { focus_on_load: boolean };
const placeholder = { placeholder: plainText(most('placeholder')) };
const dispatch = {
  dispatch_action_config: object({}, { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) }),
};

function option(text: Check, more: Record<string, Check> = {}): Check {
  return object({ text, value: string(most('option.value')) }, { description: plainText(most('option.description')), ...more });
}
const menuOption = option(plainText(most('option.text')));
const choice = option(anyText(most('option.text')));
const group = object({ label: plainText(most('option_group.label')), options: list(menuOption, most('select.options')) });

/** Every option of a menu, those in groups included. */
function optionsOf(element: Json): Json[] {
  const groups = Array.isArray(element.option_groups) ? (element.option_groups as Json[]) : [];
  const lists = [element.options, ...groups.map((each) => each?.options)];
  return lists.flatMap((each) => (Array.isArray(each) ? (each as Json[]) : []));
}

const initialAmongOptions = rule((element) => {
  const initial = [element.initial_option, ...(Array.isArray(element.initial_options) ? element.initial_options : [])];
  const unknown = initial.some((each) => each !== undefined && !optionsOf(element).some((known) => isDeepStrictEqual(known, each)));
  return unknown ? 'initial option is not among the options' : null;
});
const valuesDiffer = rule((element) => {
  const values = optionsOf(element).map((each) => each?.value);
  return new Set(values).size < values.length ? 'option values must be unique' : null;
});
const optionsOrGroups = rule((element) =>
  (element.options === undefined) === (element.option_groups === undefined) ? 'must provide one of options and option_groups' : null,
);

function menu(more: Record<string, Check>, required: Record<string, Check> = {}): Check {
  return object({ type, ...required }, { ...actionId, ...confirm, ...focus, ...placeholder, ...more });
}
const severally = { max_selected_items: integer(1, 1000) };
const staticOptions = {
  options: list(menuOption, most('select.options')),
  option_groups: list(group, most('select.option_groups')),
};
const id = string(255);
const filter = object(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
);
const conversations = { default_to_current_conversation: boolean, filter };
const response = { response_url_enabled: boolean };

const menus: Record<string, Check> = {
  static_select: all(menu({ ...staticOptions, initial_option: menuOption }), optionsOrGroups, initialAmongOptions, valuesDiffer),
  multi_static_select: all(
    menu({ ...staticOptions, ...severally, initial_options: list(menuOption, 100) }),
    optionsOrGroups,
    initialAmongOptions,
    valuesDiffer,
  ),
  external_select: menu({ initial_option: menuOption, min_query_length: integer(0, 1000) }),
  multi_external_select: menu({ ...severally, initial_options: list(menuOption, 100), min_query_length: integer(0, 1000) }),
  users_select: menu({ initial_user: id }),
  multi_users_select: menu({ ...severally, initial_users: list(id, 100) }),
  conversations_select: menu({ ...conversations, ...response, initial_conversation: id }),
  multi_conversations_select: menu({ ...severally, ...conversations, initial_conversations: list(id, 100) }),
  channels_select: menu({ ...response, initial_channel: id }),
  multi_channels_select: menu({ ...severally, initial_channels: list(id, 100) }),
};

const choices: Record<string, Check> = {
  radio_buttons: all(
    object({ type, options: list(choice, most('radio_buttons.options')) }, { ...actionId, ...confirm, ...focus, initial_option: choice }),
    initialAmongOptions,
    valuesDiffer,
  ),
  checkboxes: all(
    object(
      { type, options: list(choice, most('checkboxes.options')) },
      { ...actionId, ...confirm, ...focus, initial_options: list(choice, most('checkboxes.options')) },
    ),
    initialAmongOptions,
    valuesDiffer,
  ),
  datepicker: menu({ initial_date: string(10) }),
  timepicker: menu({ initial_time: string(5), timezone: string(255) }),
};

const datetimepicker = object({ type }, { ...actionId, ...confirm, ...focus, initial_date_time: integer(0, 9_999_999_999) });
const overflow = object(
  {
    type,
    options: list(option(plainText(most('option.text')), { url: url(most('option.url')) }), most('overflow.options')),
  },
  { ...actionId, ...confirm },
);
const button = object(
  { type, text: plainText(most('button.text')) },
  {
    ...actionId,
    ...confirm,
    value: string(most('button.value')),
    url: url(most('button.url')),
    style: oneOf('primary', 'danger'),
    accessibility_label: string(most('button.accessibility_label')),
  },
);

export const image: Check = all(
  object(
    { type, alt_text: string(most('image.alt_text')) },
    { image_url: url(most('image.url')), slack_file: object({}, { id: string(255), url: url(3000) }) },
  ),
  rule((value) => ((value.image_url === undefined) === (value.slack_file === undefined) ? 'must provide image_url or slack_file' : null)),
);

const textInput = { ...actionId, ...dispatch, ...focus, ...placeholder };
const length = most('plain_text_input.length');
const inputs: Record<string, Check> = {
  plain_text_input: object(
    { type },
    { ...textInput, initial_value: string(length), multiline: boolean, min_length: integer(0, length), max_length: integer(1, length) },
  ),
  email_text_input: object({ type }, { ...textInput, initial_value: string(length) }),
  url_text_input: object({ type }, { ...textInput, initial_value: string(length) }),
  number_input: object(
    { type, is_decimal_allowed: boolean },
    { ...textInput, initial_value: string(255), min_value: string(255), max_value: string(255) },
  ),
};

const feedbackButton = object(
  { text: plainText(most('feedback.text')), value: string(most('feedback.value')) },
  { accessibility_label: string(most('button.accessibility_label')) },
);

/** Elements that a section takes as its accessory. */
export const accessory = byType({ ...menus, ...choices, overflow, button, image });
/** Elements of an actions block. */
export const action = byType({ ...menus, ...choices, datetimepicker, overflow, button });
/** Elements of an input block. */
export const input = byType({ ...menus, ...choices, ...inputs, datetimepicker });
/** Elements of a context block. */
export const contextual = byType({
  image,
  plain_text: object({ type, text: string(most('text')) }, { emoji: boolean }),
  mrkdwn: object({ type, text: string(most('text')) }, { verbatim: boolean }),
});
/** Elements of a context_actions block. */
export const contextAction = byType({
  feedback_buttons: object({ type, positive_button: feedbackButton, negative_button: feedbackButton }, actionId),
  icon_button: object(
    { type, icon: oneOf('trash'), text: plainText(most('button.text')) },
    {
      ...actionId,
      ...confirm,
      value: string(most('button.value')),
      accessibility_label: string(most('button.accessibility_label')),
      visible_to_user_ids: list(id, 100),
    },
  ),
});
