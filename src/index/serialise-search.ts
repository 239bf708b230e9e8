/**
 * The serialised form of a MiniSearch index (its documented `AsPlainObject`), counted straight from analysed documents.
 * MiniSearch's own `add` builds a radix tree first, only for `toJSON` to take it apart again: a second of every build.
 * A test holds the result to what MiniSearch itself serialises.
 */
import type { AsPlainObject } from 'minisearch';
import { SEARCH_FIELDS } from './search-options.ts';

const VERSION = 2;

/** A document as the numbers of its terms, field by field in the order of SEARCH_FIELDS. */
export interface NumberedDocument {
  id: number;
  fields: readonly (readonly number[])[];
}

export interface SerialisedSearch {
  /** All but the postings. */
  header: Omit<AsPlainObject, 'index'>;
  /** Term, and its postings as JSON, in alphabetical order of the terms. */
  postings: [term: string, json: string][];
}

/** What `new MiniSearch(SEARCH_OPTIONS)`, `addAll(documents)` and `toJSON()` would give, taken apart. */
export function serialise(documents: readonly NumberedDocument[], vocabulary: readonly string[]): SerialisedSearch {
  /** Term -> for each field, its documents and numbers of occurrences, already as members of a JSON object. */
  const members = new Map<number, string[]>();
  const documentIds: Record<string, number> = {};
  const fieldLength: Record<string, number[]> = {};
  const totals = SEARCH_FIELDS.map(() => 0);
  const times = new Uint32Array(vocabulary.length);
  documents.forEach(({ id, fields }, short) => {
    documentIds[short] = id;
    fieldLength[short] = fields.map((terms, field) => {
      for (const term of terms) times[term] = (times[term] as number) + 1;
      let different = 0;
      for (const term of terms) {
        if (times[term] === 0) continue;
        const member = `"${short}":${times[term]}`;
        times[term] = 0;
        different++;
        const list = members.get(term) ?? SEARCH_FIELDS.map(() => '');
        list[field] = list[field] ? `${list[field]},${member}` : member;
        members.set(term, list);
      }
      // MiniSearch takes an empty text for one empty word.
      const length = terms.length === 0 ? 1 : different;
      totals[field] = (totals[field] as number) + length;
      return length;
    });
  });
  return {
    header: {
      documentCount: documents.length,
      nextId: documents.length,
      documentIds,
      fieldIds: Object.fromEntries(SEARCH_FIELDS.map((name, field) => [name, field])),
      fieldLength,
      averageFieldLength: totals.map((total) => total / documents.length),
      storedFields: {},
      dirtCount: 0,
      serializationVersion: VERSION,
    },
    postings: Array.from(members, ([term, list]): [string, string] => [vocabulary[term] as string, json(list)]).sort(([left], [right]) =>
      left < right ? -1 : 1,
    ),
  };
}

function json(members: readonly string[]): string {
  return `{${members.flatMap((list, field) => (list === '' ? [] : [`"${field}":{${list}}`])).join(',')}}`;
}
