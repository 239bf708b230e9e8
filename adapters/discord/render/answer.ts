/** Answer -> messages in components v2. Pure: no I/O, and within Discord's limits by how it is built. */
import { SeparatorSpacingSize } from 'discord.js';
import type { Answer } from '../../../src/answer/answer.ts';
import { nameOf, warningsOf } from '../../presentation/labels.ts';
import { readingOrder } from '../../presentation/reading-order.ts';
import { say } from '../words.ts';
import { type ButtonOptions, rowsOf, shareButton } from './buttons.ts';
import { marksOf } from './citations.ts';
import { COLOURS, type Components, container, divider, row, textOf } from './components.ts';
import { escaped } from './escape.ts';
import { MOST_TEXT, SHARED_LINE } from './limits.ts';
import { packed, piecesOf } from './pieces.ts';
import { quoteOf } from './quote.ts';
import { LONGEST_ROW, pageRow, pagesOf, type TableNames } from './table.ts';

export interface RenderOptions extends ButtonOptions, TableNames {
  /** What was asked, as `readable` gives it. */
  asked: string;
  /** Whether the asker wrote more than was read. */
  shortened?: boolean;
  /** Which page of the table, from 0. */
  page?: number;
}

/** A line of an answer and the part that it belongs to; parts are set apart by a rule or a blank line. */
interface Line {
  part: 'lead' | 'statements' | 'rows' | 'sources' | 'notices';
  text: string;
}

/** Longest piece of a statement, of which each carries its citations. */
const LONGEST_PIECE = 1_200;
/** Characters for the citations of one statement. */
const LONGEST_MARKS = 900;
/** Most citations that are listed under an answer; the rest are behind the button. */
const MOST_LISTED = 6;
const LONGEST_SOURCE = 250;

/** The messages of an answer, in order; the last has the buttons. */
export function renderAnswer(answer: Answer, options: RenderOptions): Components[] {
  const quote = quoteOf(options.asked);
  const room = MOST_TEXT - quote.length - PART_LINE - SHARED_LINE;
  const [first, ...rest] = [true, false].map((links) => messagesOf(answer, options, room, links));
  const shortest = [first, ...rest].reduce((best, each) => ((each?.length ?? 0) < (best?.length ?? 0) ? each : best), first) ?? [];
  return shortest.map(({ lines, pages }, n, all) => {
    const part = all.length > 1 ? say(options.locale, 'part', { part: n + 1, parts: all.length }) : null;
    const body = container(COLOURS[answer.kind], displaysOf(lines, quote, part));
    if (n < all.length - 1) return options.private ? [body, row([shareButton(options.locale)])] : [body];
    const turning = pages > 1 && options.table ? [pageRow(pageOf(options, pages), pages, options.table, options.locale)] : [];
    return [body, ...turning, ...rowsOf(answer, options)];
  });
}

/** The last message alone, as it is when a page of its table was turned. */
export function renderPage(answer: Answer, options: RenderOptions): Components {
  return renderAnswer(answer, options).at(-1) ?? [];
}

/** A line such as `-# Part 2 of 3` has room. */
const PART_LINE = 60;

interface Message {
  lines: Line[];
  pages: number;
}

/**
 * The lines of each message. `links` false links a citation only where it stands first in an answer: addresses are
 * long, and an answer in one message is worth more than a link on every number.
 */
function messagesOf(answer: Answer, options: RenderOptions, room: number, links: boolean): Message[] {
  const marks = marker(answer, links);
  const lead = leadLines(answer, marks);
  const statements = statementLines(answer, marks);
  const tail = [...(answer.table ? [] : sourceLines(answer)), ...noticeLines(answer, options)];
  if (!answer.table) return packLines([...lead, ...statements, ...tail], room).map((lines) => ({ lines, pages: 1 }));
  const before = [...lead, ...statements];
  // What stands beside the table shares its message where the table keeps room; otherwise it goes before.
  const layouts: { earlier: Line[]; head: Line[]; foot: Line[] }[] = [
    { earlier: [], head: before, foot: tail },
    { earlier: before, head: [], foot: tail },
  ];
  const { earlier, head, foot } = layouts.find((layout) => sizeOf([...layout.head, ...layout.foot]) + LONGEST_ROW <= room) ?? {
    earlier: [...before, ...tail],
    head: [],
    foot: [],
  };
  const pages = pagesOf(answer, room - sizeOf([...head, ...foot]), options);
  const messages = earlier.length === 0 ? [] : packLines(earlier, room).map((lines) => ({ lines, pages: 1 }));
  // Where the table cannot be made again, its pages cannot be turned: each is a message.
  const shown = options.table ? pages.slice(pageOf(options, pages.length)).slice(0, 1) : pages;
  const withTable = shown.map((rows) => ({
    lines: [...head, ...rows.map((text): Line => ({ part: 'rows', text })), ...foot],
    pages: pages.length,
  }));
  return [...messages, ...withTable];
}

function pageOf({ page = 0 }: RenderOptions, pages: number): number {
  return Math.min(Math.max(0, page), pages - 1);
}

type Marker = (numbers: readonly number[]) => string;

function marker(answer: Answer, everywhere: boolean): Marker {
  const linked = new Set<number>();
  return (numbers) => {
    const marks = marksOf(answer, numbers, LONGEST_MARKS, (n) => everywhere || !linked.has(n));
    for (const n of numbers) linked.add(n);
    return marks;
  };
}

/** Headline and corrections. A correction that is the headline stands once, with what was said wrong. */
function leadLines(answer: Answer, marks: Marker): Line[] {
  const { headline, corrections } = readingOrder(answer);
  const lines = piecesOf(headline?.text ?? '', LONGEST_PIECE).map(
    (piece): Line => ({ part: 'lead', text: `**${escaped(piece)}** ${marks(headline?.citations ?? [])}`.trimEnd() }),
  );
  for (const { said, text, citations } of corrections)
    piecesOf(text, LONGEST_PIECE).forEach((piece, n) => {
      lines.push({ part: 'lead', text: `${n === 0 ? `✏️ “${escaped(cutSaid(said))}”: ` : ''}${escaped(piece)} ${marks(citations)}` });
    });
  return lines;
}

/** What was said wrong is a name or a phrase; a longer one is shown by its beginning. */
function cutSaid(said: string): string {
  return said.length > 120 ? `${said.slice(0, 119).toWellFormed()}…` : said;
}

function statementLines(answer: Answer, marks: Marker): Line[] {
  return readingOrder(answer).statements.flatMap(({ text, citations }) =>
    piecesOf(text, LONGEST_PIECE).map((piece): Line => ({ part: 'statements', text: `- ${escaped(piece)} ${marks(citations)}` })),
  );
}

/** The laws that an answer rests on, by name: nobody should have to press a button to see which law it is. */
function sourceLines({ citations }: Answer): Line[] {
  const listed = citations.slice(0, MOST_LISTED).map((citation): Line => {
    const warnings = warningsOf(citation);
    const name = piecesOf(nameOf(citation), LONGEST_SOURCE)[0] ?? '';
    const label = warnings.length > 0 ? ` *(${escaped(warnings.join(', '))})*` : '';
    return { part: 'sources', text: `-# \\[${citation.n}\\] ${escaped(name)}${label}` };
  });
  const more = citations.length - listed.length;
  return more > 0 ? [...listed, { part: 'sources', text: `-# +${more} …` }] : listed;
}

function noticeLines({ notices }: Answer, { shortened, locale, asked }: RenderOptions): Line[] {
  const all = shortened ? [say(locale, 'read', { count: asked.length }), ...notices] : notices;
  return all.flatMap((notice) => piecesOf(notice, LONGEST_PIECE).map((piece): Line => ({ part: 'notices', text: `-# ${escaped(piece)}` })));
}

function sizeOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { text }) => sum + text.length + 1, 0);
}

function packLines(lines: readonly Line[], room: number): Line[][] {
  const groups = packed(lines, room, ({ text }) => text.length);
  return groups.length > 0 ? groups : [[]];
}

function displaysOf(lines: readonly Line[], quote: string, part: string | null): ReturnType<typeof container>['components'] {
  const displays: ReturnType<typeof container>['components'] = [textOf(part ? `${quote}\n-# ${escaped(part)}` : quote)];
  let last: Line['part'] | null = null;
  const ruled: Line['part'][] = ['rows', 'sources', 'notices'];
  for (const { part: name, text } of lines) {
    const display = displays.at(-1);
    if (name === last && display && 'content' in display) {
      display.content += `\n${text}`;
      continue;
    }
    const rule = ruled.includes(name) && !(name === 'notices' && last === 'sources');
    if (rule && last !== null) displays.push({ ...divider(), spacing: SeparatorSpacingSize.Small });
    if (name === 'notices' && last === 'sources' && display && 'content' in display) display.content += `\n${text}`;
    else displays.push(textOf(text));
    last = name;
  }
  return displays;
}
