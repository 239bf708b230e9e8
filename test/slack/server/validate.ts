/** Whether Slack would take a message or a view, and if not, with which error. */

import { messageBlock, viewBlock } from './blocks.ts';
import { plainText } from './elements.ts';
import { most } from './limits.ts';
import { boolean, byType, type Check, isObject, type Json, list, object, rule, string } from './schema.ts';

/** An error as the Web API answers it; `messages` are what it puts into response_metadata. */
export interface Refusal {
  error: string;
  messages: string[];
}

const blocksOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Every object within a value, the value itself included, depth first. */
export function* objectsIn(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const each of value) yield* objectsIn(each);
  if (!isObject(value)) return;
  yield value;
  for (const each of Object.values(value)) yield* objectsIn(each);
}

/** block_id differs among blocks, action_id among the elements of one block. */
function identifiersDiffer(blocks: readonly Json[], at: string, problems: string[]): void {
  const seen = new Set<unknown>();
  blocks.forEach((block, index) => {
    if (block.block_id !== undefined && seen.has(block.block_id)) {
      problems.push(`block_id \`${block.block_id}\` already exists for another block [json-pointer:${at}/${index}/block_id]`);
    }
    seen.add(block.block_id);
    const actions = new Set<unknown>();
    for (const { action_id } of objectsIn(block)) {
      if (action_id === undefined) continue;
      if (actions.has(action_id)) {
        problems.push(`action_id \`${action_id}\` already exists for another element [json-pointer:${at}/${index}]`);
      }
      actions.add(action_id);
    }
  });
}

function oneFocus(blocks: readonly Json[], at: string, problems: string[]): void {
  const focused = [...objectsIn(blocks)].filter((each) => each.focus_on_load === true);
  if (focused.length > 1) problems.push(`only one element can have focus_on_load [json-pointer:${at}]`);
}

function characters(value: unknown): number {
  let sum = 0;
  for (const { text } of objectsIn(value)) if (typeof text === 'string') sum += text.length;
  return sum;
}

/** What Slack keeps of a message's blocks: with the properties that it fills in itself. */
function stored(blocks: readonly Json[]): Json[] {
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (!isObject(value)) return value;
    const filled = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each)]));
    if (value.type === 'mrkdwn') return { verbatim: false, ...filled };
    return value.type === 'plain_text' ? { emoji: true, ...filled } : filled;
  };
  return blocks.map((each) => ({ block_id: 'abcde', ...(fill(each) as Json) }));
}

/**
 * Checks a message's text and blocks; null if Slack takes it. `within` tells chat.postMessage and chat.update, which bound the blocks
 * as a whole, from a response_url, which does not.
 */
export function refuseMessage(message: Json, within: 'method' | 'response_url' = 'method'): Refusal | null {
  const { text, blocks } = message;
  if (text !== undefined && typeof text !== 'string') return { error: 'invalid_arguments', messages: ['[ERROR] text must be a string'] };
  if (blocks !== undefined && !Array.isArray(blocks)) return { error: 'invalid_blocks_format', messages: [] };
  const hasBlocks = blocksOf(blocks).length > 0;
  if (!hasBlocks && (text ?? '').trim() === '') return { error: 'no_text', messages: [] };
  if ((text ?? '').length > most('message.text')) return { error: 'msg_too_long', messages: [] };
  if (!hasBlocks) return null;

  const problems: string[] = [];
  list(messageBlock, most('message.blocks'), 0)(blocks, '/blocks', problems);
  const list_ = blocksOf(blocks);
  identifiersDiffer(list_, '/blocks', problems);
  oneFocus(list_, '/blocks', problems);
  const markdown = list_.filter((each) => each.type === 'markdown');
  if (markdown.length > 1 && characters(markdown) > most('markdown.text')) {
    problems.push(`markdown blocks together must be less than ${most('markdown.text') + 1} characters [json-pointer:/blocks]`);
  }
  if (problems.length > 0) return { error: 'invalid_blocks', messages: problems.map((each) => `[ERROR] ${each}`) };

  const tables = list_.filter((each) => each.type === 'table');
  if (tables.length > most('table.per message')) return { error: 'invalid_attachments', messages: ['[ERROR] only_one_table_allowed'] };
  if (characters(tables) > most('table.characters')) {
    return { error: 'invalid_blocks', messages: [`[ERROR] a table takes no more than ${most('table.characters')} characters`] };
  }
  if (within === 'method' && JSON.stringify(stored(list_)).length > most('message.blocks json')) {
    return { error: 'msg_blocks_too_long', messages: [] };
  }
  return null;
}

const type: Check = () => {};
const common = {
  private_metadata: string(most('view.private_metadata'), 0),
  callback_id: string(most('view.callback_id'), 0),
  external_id: string(most('view.external_id'), 0),
};
const blocks = list(viewBlock, most('view.blocks'), 0);
const view = byType({
  home: object({ type, blocks }, common),
  modal: object(
    { type, title: plainText(most('view.title')), blocks },
    {
      ...common,
      submit: plainText(most('view.submit')),
      close: plainText(most('view.close')),
      clear_on_close: boolean,
      notify_on_close: boolean,
    },
  ),
});
const submitWhereInput = rule((value) => {
  const asks = value.type === 'modal' && blocksOf(value.blocks).some((each) => each.type === 'input');
  return asks && value.submit === undefined ? 'missing required field: submit' : null;
});

/** Checks a modal or home tab; null if Slack takes it. `wanted` is the kind of view that the method takes. */
export function refuseView(value: unknown, wanted: 'modal' | 'home'): Refusal | null {
  const problems: string[] = [];
  view(value, '/view', problems);
  if (isObject(value)) {
    submitWhereInput(value, '/view', problems);
    if (value.type !== wanted) problems.push(`must be a view of type ${wanted} [json-pointer:/view/type]`);
    identifiersDiffer(blocksOf(value.blocks), '/view/blocks', problems);
    oneFocus(blocksOf(value.blocks), '/view/blocks', problems);
  }
  if (problems.length > 0) return { error: 'invalid_arguments', messages: problems.map((each) => `[ERROR] ${each}`) };
  return JSON.stringify(value).length > most('view.json') ? { error: 'view_too_large', messages: [] } : null;
}
