/** How MiniSearch sees an item; the same options when the index is built and when it is loaded. */
import type { Options } from 'minisearch';
import type { Item } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { isMemberState, MEMBER_STATES } from '../corpus/member-states.ts';
import { terms } from '../text/analyse.ts';

/** The shard that holds the items of a jurisdiction: one for each member state, one for the region and the world. */
export function shardOf(jurisdiction: string): string {
  return isMemberState(jurisdiction) ? jurisdiction : 'REGION';
}

export const SHARDS: readonly string[] = [...MEMBER_STATES, 'REGION'];

export interface SearchDocument {
  id: number;
  heading: string;
  text: string;
  asks: string;
  names: string;
  topics: string;
}

export const SEARCH_OPTIONS: Options<SearchDocument> = {
  fields: ['heading', 'text', 'asks', 'names', 'topics'],
  tokenize: terms,
  processTerm: (term) => term,
};

/** The searchable text of the n-th item. */
export function searchDocument(item: Item, n: number, corpus: Pick<Corpus, 'topics'>): SearchDocument {
  const labels = item.topics.map((id) => corpus.topics.find((topic) => topic.id === id)?.label ?? id);
  return {
    id: n,
    heading: item.heading,
    text: [item.text, ...Object.values(item.cells)].join(' '),
    asks: item.asks.join(' '),
    names: item.names.join(' '),
    topics: labels.join(' '),
  };
}
