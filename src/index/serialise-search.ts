/**
 * The serialised form of a MiniSearch index (its documented `AsPlainObject`), counted straight from analysed documents.
 * MiniSearch's own `add` builds a radix tree first, only for `toJSON` to take it apart again: a second of every build.
 * A test holds the result to what MiniSearch itself serialises.
 */
import type { AsPlainObject } from 'minisearch';
import { SEARCH_OPTIONS, type SearchDocument } from './search-options.ts';

const VERSION = 2;

/** What `new MiniSearch(SEARCH_OPTIONS)`, `addAll(documents)` and `toJSON()` would give, terms in alphabetical order. */
export function serialise(documents: readonly SearchDocument[]): AsPlainObject {
  const fields = SEARCH_OPTIONS.fields as (keyof SearchDocument)[];
  /** Term -> field, document and number of occurrences, one after the other. */
  const postings = new Map<string, number[]>();
  const documentIds: Record<string, number> = {};
  const fieldLength: Record<string, number[]> = {};
  const totals = fields.map(() => 0);
  documents.forEach((document, short) => {
    documentIds[short] = document.id;
    fieldLength[short] = fields.map((name, field) => {
      const occurrences = new Map<string, number>();
      for (const term of String(document[name]).split(' ')) occurrences.set(term, (occurrences.get(term) ?? 0) + 1);
      for (const [term, times] of occurrences) {
        if (term === '') continue;
        const list = postings.get(term);
        if (list) list.push(field, short, times);
        else postings.set(term, [field, short, times]);
      }
      totals[field] = (totals[field] as number) + occurrences.size;
      return occurrences.size;
    });
  });
  return {
    documentCount: documents.length,
    nextId: documents.length,
    documentIds,
    fieldIds: Object.fromEntries(fields.map((name, field) => [name, field])),
    fieldLength,
    averageFieldLength: totals.map((total) => total / documents.length),
    storedFields: {},
    dirtCount: 0,
    index: [...postings]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([term, list]) => [term, byField(list)]) as AsPlainObject['index'],
    serializationVersion: VERSION,
  };
}

function byField(list: readonly number[]): Record<string, Record<string, number>> {
  const fields: Record<string, Record<string, number>> = {};
  for (let i = 0; i < list.length; i += 3) {
    const field = String(list[i]);
    fields[field] ??= {};
    (fields[field] as Record<string, number>)[String(list[i + 1])] = list[i + 2] as number;
  }
  return fields;
}
