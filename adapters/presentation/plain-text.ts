/** Answer -> text without any markup: for notifications, for screen readers, for whatever shows nothing else. */
import type { Answer, TableRow } from '../../src/answer/answer.ts';
import { nameOf, standingOf } from './labels.ts';
import { numbers, readingOrder } from './reading-order.ts';

const SHORTENED = '…';

/**
 * The whole answer as lines of text: headline, corrections, statements and rows with the numbers of their sources, the
 * sources, the small print. If it has more than `longest` UTF-16 units, whole lines are left out from the end, the small
 * print last of all; `…` stands where lines are missing.
 */
export function plainText(answer: Answer, longest = Number.POSITIVE_INFINITY): string {
  const blocks = [answerLines(answer), sourceLines(answer)].filter((block) => block.length > 0);
  const lines = blocks.flatMap((block, n) => (n === 0 ? block : ['', ...block]));
  const notices = answer.notices.join(' ');
  const end = notices === '' ? [] : ['', notices];
  const whole = [...lines, ...end].join('\n');
  return whole.length <= longest ? whole : shortened(lines, end, longest);
}

function answerLines(answer: Answer): string[] {
  const { headline, corrections, statements } = readingOrder(answer);
  const rows = answer.table?.rows ?? [];
  const topics = rows.some(({ topic }) => topic !== answer.table?.topic);
  return [
    ...(headline ? [cited(headline.text, headline.citations)] : []),
    ...corrections.map(({ said, text, citations }) => cited(`“${said}”: ${text}`, citations)),
    ...statements.map(({ text, citations }) => cited(text, citations)),
    ...rows.map((row) => cited(`${nameOfRow(row, topics)}: ${row.text}`, row.citations)),
  ].map(inOneLine);
}

function nameOfRow({ jurisdiction, topic }: TableRow, topics: boolean): string {
  return topics ? `${jurisdiction}, ${topic}` : jurisdiction;
}

function sourceLines({ citations }: Answer): string[] {
  return citations.map((citation) => {
    const { n, heading, jurisdiction, url } = citation;
    const title = `[${n}] ${nameOf(citation)}${heading ? ` — ${heading}` : ''} (${jurisdiction}; ${standingOf(citation)})`;
    return inOneLine(url ? `${title} ${url}` : title);
  });
}

function cited(text: string, citations: readonly number[]): string {
  return citations.length === 0 ? text : `${text} ${numbers(citations)}`;
}

function inOneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
}

/** As many lines as fit with the end; without the end if not even the first line does; at worst a part of that line. */
function shortened(lines: readonly string[], end: readonly string[], longest: number): string {
  for (const rest of [[SHORTENED, ...end], [SHORTENED]])
    for (let count = lines.length; count > 0; count--) {
      if (lines[count - 1] === '') continue;
      const text = [...lines.slice(0, count), ...rest].join('\n');
      if (text.length <= longest) return text;
    }
  const room = longest - SHORTENED.length;
  if (room < 0) return '';
  const part = (lines[0] ?? '')
    .slice(0, room)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const atWord = part.replace(/\s+\S*$/, '');
  return (atWord === '' ? part : atWord) + SHORTENED;
}
