/** What the ranking needs of an item. */
import type { ItemKind } from '../corpus/items.ts';

/** The part of an item that is kept in memory while questions are answered; the rest is read by id when it is shown. */
export interface ItemHead {
  id: string;
  kind: ItemKind;
  jurisdiction: string;
  parent: string;
  topics: string[];
  /** Topics for which the item has a cell. */
  cells: string[];
  /** Of the instrument, or `in-force` for what has no status. */
  status: string;
  /** Kind of the instrument or institution; the kind of item otherwise. */
  type: string;
  checked: string;
  heading: string;
  /** What kinds of figure the digest holds. */
  figures: { time: boolean; money: boolean; prison: boolean };
  /** Whether it says how it is reached. */
  reachable: boolean;
}
