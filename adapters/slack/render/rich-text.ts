/** Slack's rich text: elements that say what they are, so that no text in them is ever read as markup. */
import type { types } from '@slack/bolt';
import { escaped, headOf, literal, webAddress } from './escape.ts';

export type Inline = types.RichTextText | types.RichTextLink;
export type Section = types.RichTextSection;
export type Style = NonNullable<types.RichTextText['style']>;

/** Text, as it is. */
export function text(content: string, style?: Style): Inline {
  return { type: 'text', text: literal(content), ...(style ? { style } : {}) };
}

/** A link to an address of the corpus; its text alone where there is no address that may be linked to. */
export function link(content: string, address: string | null, style?: Style): Inline {
  const url = webAddress(address);
  if (url === null) return text(content, style);
  return { type: 'link', url, text: literal(content), ...(style ? { style } : {}) };
}

/** A line; one without any text is a space, since Slack takes no empty text. */
export function section(elements: readonly Inline[]): Section {
  const shown = elements.filter((each) => each.text !== '');
  return { type: 'rich_text_section', elements: shown.length > 0 ? shown : [text(' ')] };
}

/** Paragraphs. */
export function paragraphs(lines: readonly Inline[][]): types.RichTextBlock {
  return { type: 'rich_text', elements: lines.map((line, n) => section(n < lines.length - 1 ? [...line, text('\n')] : line)) };
}

export function bullets(lines: readonly Inline[][]): types.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: lines.map(section) }] };
}

export function small(lines: readonly string[]): types.ContextBlock {
  return { type: 'context', elements: lines.map((line) => ({ type: 'plain_text', text: literal(line), emoji: false })) };
}

/** The text that is read in inline elements. */
export function plainOf(line: readonly Inline[]): string {
  return line.map((each) => each.text ?? '').join('');
}

/** What a piece of a line may take: units of its text when escaped, and units of its elements as JSON. */
export interface PieceRoom {
  text: number;
  json: number;
}

/** A line in pieces that fit: cut between sentences or words, a link never. */
export function pieces(line: readonly Inline[], room: PieceRoom): Inline[][] {
  const done: Inline[][] = [];
  let piece: Inline[] = [];
  let used = { text: 0, json: 0 };
  const next = () => {
    if (piece.length > 0) done.push(piece);
    piece = [];
    used = { text: 0, json: 0 };
  };
  const add = (inline: Inline) => {
    piece.push(inline);
    used.text += escaped(inline.text ?? '').length;
    used.json += JSON.stringify(inline).length;
  };
  const fits = (inline: Inline) =>
    used.text + escaped(inline.text ?? '').length <= room.text && used.json + JSON.stringify(inline).length <= room.json;
  for (const inline of line) {
    let rest = inline;
    while (!fits(rest)) {
      const head = inline.type === 'text' ? headThatFits(rest.text ?? '', room.text - used.text) : 0;
      if (head === 0 && piece.length === 0) break;
      if (head > 0) add({ ...rest, text: rest.text?.slice(0, head) } as Inline);
      next();
      rest = { ...rest, text: rest.text?.slice(head) } as Inline;
    }
    if (rest.text !== '') add(rest);
  }
  next();
  return done;
}

/** Shorter heads than this are not worth a line. */
const LEAST = 100;

/** Where to cut a text so that its head, escaped, has at most `most` units; 0 if hardly anything would stand before the cut. */
function headThatFits(content: string, most: number): number {
  if (most < LEAST) return 0;
  let units = Math.min(most, content.length);
  while (escaped(content.slice(0, units)).length > most) units = Math.floor(units / 2);
  return headOf(content, units);
}
