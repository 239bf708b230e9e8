/** How MiniSearch sees an item; the same options when the index is built and when it is loaded. */
import type { Options } from 'minisearch';
import type { Item } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { isMemberState, MEMBER_STATES } from '../corpus/member-states.ts';
import { type Analysis, wordsWorth } from './analysis.ts';
import type { NumberedDocument } from './serialise-search.ts';

/** The shard that holds the items of a jurisdiction: one for each member state, one for the region and the world. */
export function shardOf(jurisdiction: string): string {
  return isMemberState(jurisdiction) ? jurisdiction : 'REGION';
}

export const SHARDS: readonly string[] = [...MEMBER_STATES, 'REGION'];

export const SEARCH_FIELDS = ['heading', 'text', 'asks', 'names', 'topics'] as const;

/** Texts come analysed, their terms with a space between. */
export type SearchDocument = Record<(typeof SEARCH_FIELDS)[number], string> & { id: number };

export const SEARCH_OPTIONS: Options<SearchDocument> = {
  fields: [...SEARCH_FIELDS],
  tokenize: (terms) => terms.split(' '),
  processTerm: (term) => term,
};

/** What of the n-th item is searched; `plain` are asks of its topics. */
export function searchDocument(
  item: Item,
  n: number,
  corpus: Pick<Corpus, 'topics'>,
  analysis: Analysis,
  plain: readonly string[] = [],
): NumberedDocument {
  const labels = item.topics.map((id) => corpus.topics.find((topic) => topic.id === id)?.label ?? id);
  const texts = [[item.heading], [item.text, ...Object.values(item.cells)], [...item.asks, ...plain], item.names, labels];
  return { id: n, fields: texts.map((field) => field.flatMap((text) => wordsWorth(analysis.codes(text)))) };
}
