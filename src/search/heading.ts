/** What the heading of an item and a question have in common. */
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { ItemHead } from '../index/item-head.ts';
import { tokenise } from '../text/analyse.ts';

/** Share of the heading's information that the question names, and share of the question's that the heading does. */
export function headingOverlap(
  index: CorpusIndex,
  item: ItemHead,
  terms: ReadonlyMap<string, number>,
  information: number,
): [number, number] {
  let total = 0;
  let shared = 0;
  let hit = 0;
  for (const term of headingTerms(item)) {
    const idf = index.idf(term);
    total += idf;
    const weight = terms.get(term);
    if (weight !== undefined) {
      shared += idf;
      hit += weight * idf;
    }
  }
  return [total > 0 ? shared / total : 0, Math.min(1, hit / information)];
}

/** Whether a rare word of the question, a name as a rule, stands in the heading. */
export function rareInHeading(index: CorpusIndex, item: ItemHead, terms: ReadonlyMap<string, number>): boolean {
  return headingTerms(item).some(
    (term) => (terms.get(term) ?? 0) >= 0.5 && !/^\d+$/.test(term) && index.frequency(term) > 0 && index.frequency(term) <= RARE_NAME,
  );
}
/** A name of a case or body stands in few items. */
const RARE_NAME = 12;

const headings = new WeakMap<ItemHead, string[]>();
function headingTerms(item: ItemHead): string[] {
  let known = headings.get(item);
  if (!known) {
    known = [
      ...new Set(
        tokenise(item.heading)
          .filter(({ stop }) => !stop)
          .map(({ term }) => term),
      ),
    ];
    headings.set(item, known);
  }
  return known;
}
