/** Lines of an answer -> messages that Slack takes. What does not fit into one message goes on in the next, between two lines. */
import type { types } from '@slack/bolt';
import { escaped, literal } from './escape.ts';
import { bullets, type Inline, paragraphs, pieces, plainOf, section, text } from './rich-text.ts';

/** A message: blocks, and the same in plain text for notifications and screen readers. */
export interface SlackMessage {
  text: string;
  blocks: types.KnownBlock[];
  /** The same in blocks that every Slack takes, where `blocks` has a table or feedback buttons. */
  fallback?: types.KnownBlock[];
}

/** A line of an answer; lines of one kind that follow each other share a block. */
export type Line =
  | { kind: 'paragraph' | 'bullet' | 'source'; line: Inline[] }
  | { kind: 'row'; cells: Inline[][] }
  /** Small print. */
  | { kind: 'small'; content: string }
  /** Blocks of buttons, and what stands for them in the plain text. */
  | { kind: 'buttons'; blocks: types.KnownBlock[]; fallback?: types.KnownBlock[]; plain: string };

/** What one message may take. */
export interface Room {
  /** Units of the plain text, escaped. chat.update takes 4,000. */
  text: number;
  /** Units of all blocks as JSON. Slack refuses more than about 13,200 (msg_blocks_too_long). */
  json: number;
}

export const ONE_MESSAGE: Room = { text: 3_900, json: 11_400 };

/** Slack takes 50 blocks in a message. */
const MOST_BLOCKS = 48;
/** A table has 100 rows, its head included, and 10,000 characters. */
const MOST_ROWS = 90;
const MOST_TABLE_TEXT = 9_500;
const MOST_SMALL = 10;
/** A line by itself must leave room for the rest of its message. */
const LINE = { text: 2_600, json: 8_000 };
const CELL = { text: 1_200, json: 3_200 };
const SMALL = { text: 1_500, json: 8_000 };

export interface Table {
  head: string[];
  /** Whether to send a table block at all; without one, rows are lines of a list. */
  native: boolean;
}

/** Packs lines into as few messages as they need, in their order. */
export function pack(lines: readonly Line[], table: Table, room: Room = ONE_MESSAGE): SlackMessage[] {
  let rest = lines.flatMap((each) => fitting(table.native ? each : withoutTable(each)));
  const messages: SlackMessage[] = [];
  while (rest.length > 0) {
    const count = mostThatFit(rest, table, room);
    const first = rest.slice(0, count);
    messages.push(messageOf(first, table));
    rest = rest.slice(count);
  }
  return messages;
}

function messageOf(lines: readonly Line[], table: Table): SlackMessage {
  const message = { text: plainText(lines) || '…', blocks: blocksOf(lines, table) };
  const simple = lines.map(simplified);
  return simple.some((line, n) => line !== lines[n]) ? { ...message, fallback: blocksOf(simple, table) } : message;
}

/** How many of the first lines fit into one message, at least one; found by doubling, then halving. */
function mostThatFit(lines: readonly Line[], table: Table, room: Room): number {
  let enough = 1;
  let tooMany = 2;
  while (tooMany <= lines.length && fits(lines.slice(0, tooMany), table, room)) {
    enough = tooMany;
    tooMany *= 2;
  }
  tooMany = Math.min(tooMany, lines.length + 1);
  while (tooMany - enough > 1) {
    const middle = (enough + tooMany) >> 1;
    if (fits(lines.slice(0, middle), table, room)) enough = middle;
    else tooMany = middle;
  }
  return enough;
}

/** Slack takes 40,000 characters of text in a message. */
const LARGEST_ROOM = 20_000;

/**
 * Packs lines into at most so many messages, for a response_url, which takes five messages, each as large as Slack takes
 * at all. A text that is longer still ends with where to read the rest.
 */
export function packWithin(most: number, lines: readonly Line[], table: Table): SlackMessage[] {
  let room = ONE_MESSAGE;
  let messages = pack(lines, table, room);
  while (messages.length > most && room.text <= LARGEST_ROOM) {
    room = { text: room.text * 2, json: room.json * 2 };
    messages = pack(lines, table, room);
  }
  if (messages.length <= most) return messages;
  const rest: Line = { kind: 'small', content: 'There is more than fits here: ask in a direct message to see all of it.' };
  return [...messages.slice(0, most - 1), ...pack([rest], table)];
}

function fits(lines: readonly Line[], table: Table, room: Room): boolean {
  if (plainText(lines).length > room.text) return false;
  const blocks = blocksOf(lines, table);
  const tables = blocks.filter(({ type }) => type === 'table');
  const rows = lines.filter(({ kind }) => kind === 'row');
  const tableText = rows.reduce((sum, row) => sum + plainOfLine(row).length, 0);
  return (
    blocks.length <= MOST_BLOCKS &&
    tables.length <= 1 &&
    rows.length <= MOST_ROWS &&
    tableText <= MOST_TABLE_TEXT &&
    JSON.stringify(blocks).length <= room.json
  );
}

/** A line in as many lines as it needs to fit into a message of its own. */
function fitting(line: Line): Line[] {
  switch (line.kind) {
    case 'paragraph':
    case 'bullet':
    case 'source':
      return pieces(line.line, LINE).map((piece) => ({ kind: line.kind, line: piece }));
    case 'small':
      return pieces([text(line.content)], SMALL).map((piece) => ({ kind: 'small', content: plainOf(piece) }));
    case 'row': {
      const columns = line.cells.map((cell) => pieces(cell, CELL));
      const rows = Math.max(...columns.map((column) => column.length));
      return Array.from({ length: rows }, (_, n) => ({ kind: 'row', cells: columns.map((column) => column[n] ?? [text(' ')]) }));
    }
    case 'buttons':
      return [line];
  }
}

/** A line without blocks that Slack does not take everywhere. */
function simplified(line: Line): Line {
  if (line.kind === 'buttons') return line.fallback ? { ...line, blocks: line.fallback } : line;
  return withoutTable(line);
}

/** A row as a line of a list: its first cell in bold. */
function withoutTable(line: Line): Line {
  if (line.kind !== 'row') return line;
  const [first = [], ...rest] = line.cells;
  return {
    kind: 'bullet',
    line: [text(`${plainOf(first)}: `, { bold: true }), ...rest.flatMap((cell, n) => (n === 0 ? cell : [text(' '), ...cell]))],
  };
}

function plainText(lines: readonly Line[]): string {
  return lines
    .map((line, n) => {
      const plain = escaped(plainOfLine(line));
      const before = lines[n - 1];
      return before && before.kind !== line.kind && plain !== '' ? `\n${plain}` : plain;
    })
    .filter((plain) => plain !== '')
    .join('\n');
}

function plainOfLine(line: Line): string {
  switch (line.kind) {
    case 'paragraph':
    case 'source':
      return plainOf(line.line);
    case 'bullet':
      return `• ${plainOf(line.line)}`;
    case 'small':
      return literal(line.content);
    case 'row': {
      const [first = [], ...rest] = line.cells.map(plainOf);
      return `${first}: ${rest.join(' ')}`.trim();
    }
    case 'buttons':
      return line.plain;
  }
}

function blocksOf(lines: readonly Line[], table: Table): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  for (let from = 0; from < lines.length; ) {
    const first = lines[from] as Line;
    let to = from + 1;
    while (lines[to]?.kind === first.kind && first.kind !== 'buttons') to++;
    blocks.push(...blocksOfRun(lines.slice(from, to), first.kind, table));
    from = to;
  }
  return blocks;
}

function blocksOfRun(run: readonly Line[], kind: Line['kind'], table: Table): types.KnownBlock[] {
  const inlines = run.flatMap((line) => ('line' in line ? [line.line] : []));
  if (kind === 'paragraph' || kind === 'source') return [paragraphs(inlines)];
  if (kind === 'bullet') return [bullets(inlines)];
  if (kind === 'row') return [tableOf(run, table)];
  if (kind === 'small') {
    const elements = run.flatMap((line): types.PlainTextElement[] =>
      line.kind === 'small' ? [{ type: 'plain_text', text: literal(line.content) || ' ', emoji: false }] : [],
    );
    return Array.from({ length: Math.ceil(elements.length / MOST_SMALL) }, (_, n) => ({
      type: 'context',
      elements: elements.slice(n * MOST_SMALL, (n + 1) * MOST_SMALL),
    }));
  }
  return run.flatMap((line) => (line.kind === 'buttons' ? line.blocks : []));
}

function tableOf(run: readonly Line[], { head }: Table): types.TableBlock {
  const rows = run.flatMap((line) => (line.kind === 'row' ? [line.cells.map(cell)] : []));
  return {
    type: 'table',
    rows: [head.map((name) => cell([text(name, { bold: true })])), ...rows],
    column_settings: head.map(() => ({ is_wrapped: true })),
  };
}

function cell(line: readonly Inline[]): types.RichTextBlock {
  return { type: 'rich_text', elements: [section(line)] };
}
