/** The table of a comparison, for a terminal. */
import Table from 'cli-table3';
import type { TableRow } from '../../src/answer/answer.ts';
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
