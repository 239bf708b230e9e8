/** Rows as columns without lines between them: what can be read, and searched with grep. */
import Table from 'cli-table3';

const SIDES = ['top', 'bottom', 'left', 'right', 'mid'];
const LINES = [
  ...SIDES,
  'left-mid',
  'mid-mid',
  'right-mid',
  ...['top', 'bottom'].flatMap((side) => [`${side}-mid`, `${side}-left`, `${side}-right`]),
];
const NO_LINES = Object.fromEntries(LINES.map((line) => [line, '']));

/** A head and rows, each column as wide as its widest cell. */
export function renderColumns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: [...head],
    chars: { ...NO_LINES, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
