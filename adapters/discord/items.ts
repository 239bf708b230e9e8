/** Items of the corpus by the short names that buttons carry. */
import type { CorpusIndex } from '../../src/index/corpus-index.ts';
import { shortName } from './custom-ids.ts';

const known = new WeakMap<CorpusIndex, ReadonlyMap<string, string>>();

/** Ids of the items with some short names, in their order; what the corpus no longer has is left out. */
export function idsOf(index: CorpusIndex, names: readonly string[]): string[] {
  let byName = known.get(index);
  if (!byName) {
    byName = new Map(index.items.map(({ id }) => [shortName(id), id]));
    known.set(index, byName);
  }
  return names.flatMap((name) => byName.get(name) ?? []);
}
