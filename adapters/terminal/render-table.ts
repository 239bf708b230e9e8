/** Tables: for a terminal, for a brief (Markdown), for a spreadsheet (CSV). */
import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import { markdownTable } from 'markdown-table';
import type { Answer, TableRow } from '../../src/answer/answer.ts';
import type { Terminal } from './terminal.ts';

/** Borders, padding and the two narrow columns of a table take this much of the line. */
const STATE = 8;
const SOURCE = 8;
const TOPIC = 20;
const BORDERS = 4;

/** Rows of a comparison, fitted to the width of the terminal. */
export function renderRows(rows: readonly TableRow[], withTopic: boolean, { columns }: Terminal): string {
  const text = Math.max(20, columns - STATE - SOURCE - BORDERS - (withTopic ? TOPIC + 1 : 0));
  const table = new Table({
    head: ['State', ...(withTopic ? ['Topic'] : []), 'Rule', 'Source'],
    colWidths: [STATE, ...(withTopic ? [TOPIC] : []), text, SOURCE],
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows)
    table.push([row.jurisdiction, ...(withTopic ? [row.topic] : []), row.text, row.citations.map((n) => `[${n}]`).join('')]);
  return table.toString();
}

/** A comparison as Markdown, each cell with its source, to paste into a brief. */
export function markdownOf(answer: Answer): string {
  const rows = answer.table?.rows ?? [];
  const body = rows.map(({ jurisdiction, topic, text, citations }) => [
    jurisdiction,
    topic,
    text.replaceAll('|', '\\|'),
    citations
      .map((n) => pinpoint(answer, n))
      .join('; ')
      .replaceAll('|', '\\|'),
  ]);
  return `${markdownTable([['State', 'Topic', 'Rule', 'Source'], ...body])}\n`;
}

/** A comparison as CSV (RFC 4180). Cells that a spreadsheet would run as a formula are marked as text. */
export function csvOf(answer: Answer): string {
  const rows = (answer.table?.rows ?? []).map(({ jurisdiction, topic, text, citations }) => ({
    state: jurisdiction,
    topic,
    rule: text,
    source: citations.map((n) => pinpoint(answer, n)).join('; '),
    status: citations.map((n) => answer.citations[n - 1]?.status ?? '').join('; '),
    checked: citations.map((n) => answer.citations[n - 1]?.checked ?? '').join('; '),
    url: citations.map((n) => answer.citations[n - 1]?.url ?? '').join(' '),
  }));
  return stringify(rows, {
    header: true,
    columns: ['state', 'topic', 'rule', 'source', 'status', 'checked', 'url'],
    escape_formulas: true,
  });
}

function pinpoint(answer: Answer, n: number): string {
  const citation = answer.citations[n - 1];
  return citation ? [citation.title, citation.ref].filter(Boolean).join(', ') : '';
}
