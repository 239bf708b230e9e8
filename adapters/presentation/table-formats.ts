/** The table of a comparison, to be pasted into a brief (Markdown) or a spreadsheet (CSV). */
import { stringify } from 'csv-stringify/sync';
import { markdownTable } from 'markdown-table';
import type { Answer } from '../../src/answer/answer.ts';

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
