/** How a person reads a message or a view: its text, its buttons, its links, and whom it pings. */

import type { Message, View } from './ledger.ts';
import { isObject, type Json } from './schema.ts';
import { objectsIn } from './validate.ts';

/** Something with blocks. */
export type Shown = Message | View;

export const blocksOf = (shown: Shown): Json[] => ('view' in shown ? (shown.view.blocks as Json[]) : shown.blocks);

/** Mrkdwn as it is seen: links as their label, entities as characters. */
function seen(mrkdwn: string): string {
  return mrkdwn
    .replace(/<(?:[^<>|]*)\|([^<>]*)>/g, '$1')
    .replace(/<([^<>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('\n');
  if (!isObject(value)) return '';
  if (value.type === 'rich_text_section' || value.type === 'rich_text_quote' || value.type === 'rich_text_preformatted') {
    return (value.elements as Json[]).map((each) => String(each.text ?? each.url ?? each.name ?? '')).join('');
  }
  if (typeof value.text === 'string') return value.type === 'mrkdwn' || value.type === 'markdown' ? seen(value.text) : value.text;
  const parts = ['title', 'label', 'text', 'fields', 'rows', 'elements', 'element', 'accessory', 'positive_button', 'negative_button'];
  return [...parts, 'placeholder', 'hint', 'options', 'initial_option', 'blocks']
    .map((key) => textOf(value[key]))
    .filter(Boolean)
    .join('\n');
}

/** Everything that can be read in the blocks, a line for each piece. */
export function readable(shown: Shown): string {
  return textOf('view' in shown ? [shown.view.title, shown.view.blocks] : shown.blocks);
}

export interface Button {
  block_id: string;
  action_id: string;
  label: string;
  value: string | undefined;
  url: string | undefined;
  type: string;
}

/** Every button of a message or view, those of feedback_buttons included. */
export function buttons(shown: Shown): Button[] {
  const found: Button[] = [];
  for (const block of blocksOf(shown)) {
    for (const each of objectsIn(block)) {
      const base = { block_id: String(block.block_id), action_id: String(each.action_id ?? ''), type: String(each.type) };
      const as = (button: Json): Button => ({
        ...base,
        label: textOf(button.text),
        value: button.value as string | undefined,
        url: button.url as string | undefined,
      });
      if (each.type === 'button' || each.type === 'icon_button') found.push(as(each));
      if (each.type === 'feedback_buttons') found.push(as(each.positive_button as Json), as(each.negative_button as Json));
    }
  }
  return found;
}

export interface Link {
  url: string;
  label: string;
}

const MRKDWN_LINK = /<((?:https?|mailto|tel|slack):[^<>|]*)(?:\|([^<>]*))?>/g;
const MARKDOWN_LINK = /\[([^\]]*)\]\((https?:[^)\s]*)\)/g;

/** Every text that Slack reads as mrkdwn: the message's own, and mrkdwn objects. */
function mrkdwnIn(shown: Shown): string[] {
  const own = 'view' in shown ? [] : [shown.text];
  return [...own, ...textsOf(shown, 'mrkdwn')];
}

function textsOf(shown: Shown, type: 'mrkdwn' | 'markdown'): string[] {
  return [...objectsIn(blocksOf(shown))].filter((each) => each.type === type).map((each) => String(each.text));
}

/** Every link that can be followed. */
export function links(shown: Shown): Link[] {
  const found: Link[] = [];
  for (const text of mrkdwnIn(shown)) {
    for (const [, url = '', label] of text.matchAll(MRKDWN_LINK)) found.push({ url, label: label ?? url });
  }
  for (const text of textsOf(shown, 'markdown')) {
    for (const [, label = '', url = ''] of text.matchAll(MARKDOWN_LINK)) found.push({ url, label });
  }
  for (const each of objectsIn(blocksOf(shown))) {
    if (each.type === 'link') found.push({ url: String(each.url), label: String(each.text ?? each.url) });
    if (each.type === 'button' && each.url !== undefined) found.push({ url: String(each.url), label: textOf(each.text) });
  }
  return found;
}

/** Whom a message notifies: `<!channel>`, `<@U…>`, user groups and broadcasts, wherever Slack reads them. */
export function pings(shown: Shown): string[] {
  const found = [...mrkdwnIn(shown), ...textsOf(shown, 'markdown')].flatMap((text) =>
    [...text.matchAll(/<(![^<>]*|@[^<>]*)>/g)].map((match) => match[0]),
  );
  for (const each of objectsIn(blocksOf(shown))) {
    if (each.type === 'user') found.push(`<@${each.user_id}>`);
    if (each.type === 'usergroup') found.push(`<!subteam^${each.usergroup_id}>`);
    if (each.type === 'broadcast') found.push(`<!${each.range}>`);
  }
  return found;
}
