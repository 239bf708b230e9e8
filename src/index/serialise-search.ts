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
  const postings = new Map<string, Record<string, Record<string, number>>>();
  const documentIds: Record<string, number> = {};
  const fieldLength: Record<string, number[]> = {};
  const totals = fields.map(() => 0);
  documents.forEach((document, short) => {
    documentIds[short] = document.id;
    const lengths: number[] = [];
    for (const [field, name] of fields.entries()) {
      const text = String(document[name]);
      const terms = text.split(' ');
      const unique = new Set(terms);
      lengths[field] = unique.size;
      totals[field] = (totals[field] as number) + unique.size;
      for (const term of terms) if (term !== '') count(postings, term, field, short);
    }
    fieldLength[short] = lengths;
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
    index: [...postings].sort(([left], [right]) => (left < right ? -1 : 1)) as AsPlainObject['index'],
    serializationVersion: VERSION,
  };
}

function count(postings: Map<string, Record<string, Record<string, number>>>, term: string, field: number, short: number): void {
  let fields = postings.get(term);
  if (!fields) {
    fields = {};
    postings.set(term, fields);
  }
  fields[field] ??= {};
  const documents = fields[field] as Record<string, number>;
  documents[short] = (documents[short] ?? 0) + 1;
}
