/** Parts of forms: options, menus, inputs. A block's `block_id` is the `action_id` of what it asks. */
import type { types } from '@slack/bolt';
import { literal, shortened } from './escape.ts';

export interface Choice {
  value: string;
  label: string;
}

/** Plain text; Slack takes none that is empty. */
export function plain(content: string): types.PlainTextElement {
  return { type: 'plain_text', text: literal(content).trim() === '' ? '…' : literal(content), emoji: false };
}

/** Slack takes 75 characters in an option. */
const MOST_OPTION = 75;

export function option({ value, label }: Choice): types.PlainTextOption {
  return { text: plain(shortened(label, MOST_OPTION)), value };
}

/** A menu with, at first, the choice that has the value `chosen`. */
export function menu(action_id: string, choices: readonly Choice[], chosen: string | undefined, placeholder: string): types.StaticSelect {
  const initial = choices.find(({ value }) => value === chosen);
  return {
    type: 'static_select',
    action_id,
    placeholder: plain(placeholder),
    options: choices.map(option),
    ...(initial ? { initial_option: option(initial) } : {}),
  };
}

export function radios(action_id: string, choices: readonly Choice[], chosen: string): types.RadioButtons {
  const initial = choices.find(({ value }) => value === chosen);
  return { type: 'radio_buttons', action_id, options: choices.map(option), ...(initial ? { initial_option: option(initial) } : {}) };
}

export function tick(action_id: string, choice: Choice, ticked: boolean): types.Checkboxes {
  return { type: 'checkboxes', action_id, options: [option(choice)], ...(ticked ? { initial_options: [option(choice)] } : {}) };
}

/** A menu of which several may be chosen, and none need be. */
export function menus(
  action_id: string,
  choices: readonly Choice[],
  chosen: readonly string[],
  placeholder: string,
): types.MultiStaticSelect {
  const initial = choices.filter(({ value }) => chosen.includes(value));
  return {
    type: 'multi_static_select',
    action_id,
    placeholder: plain(placeholder),
    options: choices.map(option),
    ...(initial.length > 0 ? { initial_options: initial.map(option) } : {}),
  };
}

/** A question of a form. */
export function input(
  label: string,
  element: types.InputBlock['element'],
  more: { hint?: string; optional?: boolean } = {},
): types.InputBlock {
  return {
    type: 'input',
    block_id: element.action_id ?? label,
    label: plain(label),
    element,
    optional: more.optional ?? false,
    ...(more.hint ? { hint: plain(more.hint) } : {}),
  };
}

export function header(content: string): types.HeaderBlock {
  return { type: 'header', text: plain(shortened(content, 150)) };
}
