/** What stands for a state under a topic: the cell of the provision in force, or what the profile says of the gap. */

import type { CorpusIndex } from '../../index/corpus-index.ts';
import type { ItemHead } from '../../index/item-head.ts';
import { isCurrent, statusOn } from '../citation.ts';
import type { Context } from '../context.ts';

export interface Cell {
  text: string;
  id: string;
  kind: 'cell' | 'gap';
  status: string | null;
  checked: string;
}

const ORDER = ['in-force', 'partly-in-force', 'adopted', 'not-yet-in-force', 'draft', 'superseded', 'expired', 'repealed'];

/** All cells of a state under a topic, the one in force first, the gap last. */
export function cellsOf(index: CorpusIndex, topic: string, jurisdiction: string, asOf: string): Cell[] {
  const cells: Cell[] = [];
  for (const item of index.items as readonly ItemHead[]) {
    if (item.jurisdiction !== jurisdiction || !item.cells.includes(topic)) continue;
    if (item.kind === 'gap') {
      const gap = index.profile(jurisdiction)?.gaps[topic];
      if (gap) cells.push({ text: gap.text, id: item.id, kind: 'gap', status: null, checked: gap.checked });
    } else {
      const provision = index.provision(item.id);
      const text = provision?.cells?.[topic];
      if (text) cells.push({ text, id: item.id, kind: 'cell', status: statusOn(index, item.id, asOf), checked: item.checked });
    }
  }
  const rank = ({ status, kind }: Cell): number => (kind === 'gap' ? 4.5 : ORDER.indexOf(status ?? 'in-force'));
  return cells.sort((left, right) => rank(left) - rank(right));
}

/** Most rules that one row of a table holds. */
const MOST_IN_A_ROW = 3;

/** The cells that stand for a state in a table: those of one status, three at the most. */
export function shownCells(context: Context, topic: string, jurisdiction: string): Cell[] {
  const cells = cellsOf(context.index, topic, jurisdiction, context.asOf);
  const first = cells[0];
  const alike = cells.filter(({ kind, status }) => kind === first?.kind && isCurrent(status) === isCurrent(first.status));
  return alike.slice(0, MOST_IN_A_ROW).map((cell) => labelledCell(context, cell));
}

/** The first of the cells that stand for a state. */
export function shownCell(context: Context, topic: string, jurisdiction: string): Cell | null {
  return shownCells(context, topic, jurisdiction)[0] ?? null;
}

/** A cell with its labels: what is not in force and what was not checked says so. */
function labelledCell(context: Context, first: Cell): Cell {
  const labels: string[] = [];
  if (!isCurrent(first.status)) labels.push(context.say(`label-${first.status}`));
  if (first.checked === 'unverified') labels.push(context.say('label-unverified'));
  return labels.length > 0 ? { ...first, text: `[${labels.join(', ')}] ${first.text}` } : first;
}

/** Whether a gap says that there is no rule, rather than telling what there is under another name. */
export function isAbsence({ kind, text }: Cell): boolean {
  const plain = text.replace(/^\[[^\]]*\]\s*/, '');
  return kind === 'gap' ? /^(no|none|not|nothing)\b/i.test(plain) : /^no (general|comprehensive|dedicated|single)\b/i.test(plain);
}
