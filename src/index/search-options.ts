/** How MiniSearch sees an item; the same options when the index is built and when it is loaded. */
import type { Options } from 'minisearch';
import type { Item } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { isMemberState, MEMBER_STATES } from '../corpus/member-states.ts';
import type { Analysis } from './analysis.ts';

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

/** Texts come analysed, their terms with a space between. */
export const SEARCH_OPTIONS: Options<SearchDocument> = {
  fields: ['heading', 'text', 'asks', 'names', 'topics'],
  tokenize: (terms) => terms.split(' '),
  processTerm: (term) => term,
};

/** The searchable text of the n-th item. */
export function searchDocument(item: Item, n: number, corpus: Pick<Corpus, 'topics'>, analysis: Analysis): SearchDocument {
  const labels = item.topics.map((id) => corpus.topics.find((topic) => topic.id === id)?.label ?? id);
  const analysed = (texts: readonly string[]): string => texts.flatMap((text) => analysis.terms(text)).join(' ');
  return {
    id: n,
    heading: analysed([item.heading]),
    text: analysed([item.text, ...Object.values(item.cells)]),
    asks: analysed(item.asks),
    names: analysed(item.names),
    topics: analysed(labels),
  };
}
