/** Answer -> text for a terminal. */
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Answer, Citation } from '../../src/answer/answer.ts';
import { numbers, readingOrder } from '../presentation/reading-order.ts';
import { renderRows } from './render-table.ts';
import type { Terminal } from './terminal.ts';

/** A whole answer: headline, corrections, statements with numbered citations, table, sources, small print. */
export function renderAnswer(answer: Answer, terminal: Terminal): string {
  const blocks: string[] = [];
  const { bold, dim, warn } = terminal;
  const { headline, corrections, statements } = readingOrder(answer);
  if (headline) blocks.push(wrap([bold(headline.text), numbers(headline.citations)].join(' ').trim(), terminal));
  for (const { said, text, citations } of corrections) blocks.push(wrap(`${warn(`“${said}”:`)} ${text} ${numbers(citations)}`, terminal));
  if (statements.length > 0)
    blocks.push(statements.map(({ text, citations }) => wrap(`${text} ${numbers(citations)}`, terminal, '  ')).join('\n'));
  if (answer.table)
    blocks.push(
      renderRows(
        answer.table.rows,
        answer.table.rows.some(({ topic }) => topic !== answer.table?.topic),
        terminal,
      ),
    );
  if (answer.citations.length > 0)
    blocks.push(answer.citations.map((citation) => wrap(source(citation), terminal, '      ', '')).join('\n'));
  if (answer.suggestions.length > 0) blocks.push(dim(wrap(`Ask next: ${answer.suggestions.join(' · ')}`, terminal)));
  if (answer.notices.length > 0) blocks.push(dim(wrap(answer.notices.join(' '), terminal)));
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function source({ n, title, ref, heading, jurisdiction, status, checked, url }: Citation): string {
  const place = [title, ref].filter(Boolean).join(', ');
  const marks = [jurisdiction, status, checked === 'unverified' ? 'unverified' : `checked: ${checked}`].filter(Boolean).join('; ');
  return `[${n}] ${place}${heading ? ` — ${heading}` : ''} (${marks})${url ? `\n${url}` : ''}`;
}

/** Wraps to the terminal's width; lines after the first are indented. */
function wrap(text: string, { width }: Terminal, indent = '', first = indent): string {
  const lines = wrapAnsi(text, width - indent.length, { hard: false, trim: true }).split('\n');
  return lines.map((line, n) => (n === 0 ? first : indent) + line).join('\n');
}
