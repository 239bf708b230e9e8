/** What was filled into a form. The `block_id` of every question is the `action_id` of its element. */
import type { ViewOutput } from '@slack/bolt';

/** The text of an input; empty if there is none. */
export function typed({ state }: ViewOutput, name: string): string {
  return state.values[name]?.[name]?.value?.trim() ?? '';
}

/** The value that was chosen; undefined if none was, or the form does not ask. */
export function chosen({ state }: ViewOutput, name: string): string | undefined {
  return state.values[name]?.[name]?.selected_option?.value;
}

/** The boxes that were ticked; undefined if the form does not ask. */
export function ticked({ state }: ViewOutput, name: string): string[] | undefined {
  return state.values[name]?.[name]?.selected_options?.map(({ value }) => value ?? '');
}
