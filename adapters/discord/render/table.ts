/** The table of a comparison as a block that reads on a phone: a line per state, in pages. */
import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle } from 'discord.js';
import type { Answer, TableRow } from '../../../src/answer/answer.ts';
import { customIdOf, type TableSource } from '../custom-ids.ts';
import { say } from '../words.ts';
import { button } from './buttons.ts';
import { marksOf } from './citations.ts';
import { row } from './components.ts';
import { escaped } from './escape.ts';
import { packed, piecesOf } from './pieces.ts';

/** Longest piece of a cell; a longer cell goes on in a line of its own. */
const LONGEST_CELL = 1_000;
const LONGEST_MARKS = 900;
const LONGEST_NAME = 80;
/** Longest line of a table: its state and topic, a piece of its cell, its citations. */
export const LONGEST_ROW = LONGEST_CELL + LONGEST_MARKS + 2 * LONGEST_NAME + 20;

export interface TableNames {
  /** A state by its code. */
  state(jurisdiction: string): string;
  topic(id: string): string;
}

/** Lines of the table in pages of at most `longest` characters, which must be LONGEST_ROW or more. Always at least one page. */
export function pagesOf(answer: Answer, longest: number, names: TableNames): string[][] {
  const rows = answer.table?.rows ?? [];
  const several = rows.some(({ topic }) => topic !== answer.table?.topic);
  const lines = rows.flatMap((each) => linesOf(answer, each, names, several));
  const pages = packed(lines, longest, (line) => line.length);
  return pages.length > 0 ? pages : [[]];
}

function linesOf(answer: Answer, { jurisdiction, topic, text, citations }: TableRow, names: TableNames, several: boolean): string[] {
  const marks = marksOf(answer, citations, LONGEST_MARKS);
  const what = several ? ` · ${nameOf(names.topic(topic))}` : '';
  const head = `${flagOf(jurisdiction)}**${nameOf(names.state(jurisdiction))}**${what}`;
  return piecesOf(text, LONGEST_CELL).map((piece, n) => `${n === 0 ? head : `${head} …`}\n${escaped(piece)} ${marks}`);
}

function nameOf(name: string): string {
  return escaped(piecesOf(name, LONGEST_NAME)[0] ?? '');
}

/** The flag of a state, as the two letters of its code that Discord shows as one; nothing for ASEAN and the like. */
function flagOf(jurisdiction: string): string {
  if (!/^[A-Z]{2}$/.test(jurisdiction) || jurisdiction === 'UN') return '';
  return `${[...jurisdiction].map((letter) => String.fromCodePoint(0x1f1e6 + letter.charCodeAt(0) - 65)).join('')} `;
}

/** Turns the pages of a table. */
export function pageRow(page: number, pages: number, source: TableSource, locale: string): APIActionRowComponent<APIButtonComponent> {
  const turn = (to: number, label: string, disabled: boolean): APIButtonComponent => ({
    ...button(label, customIdOf({ verb: 'page', page: to, source })),
    disabled,
  });
  const middle = say(locale, 'page', { page: page + 1, pages });
  return row([
    turn(Math.max(0, page - 1), '◀', page === 0),
    { ...button(middle, `page ${page}`, ButtonStyle.Secondary), disabled: true },
    turn(Math.min(pages - 1, page + 1), '▶', page === pages - 1),
  ]) as APIActionRowComponent<APIButtonComponent>;
}
