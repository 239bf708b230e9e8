/**
 * What is learned of the corpus: vectors, topics, scopes. A pure function of plain data, so that it can run on a second
 * core while the first one writes records and search index (learn-aside.ts).
 */
import type { Item } from '../corpus/items.ts';
import type { Scope, Topic } from '../corpus/schema.ts';
import { Analysis } from './analysis.ts';
import { pack } from './codec.ts';
import { learnScopes } from './scope-model.ts';
import { type Bag, bagOf, learn } from './semantic.ts';
import { learnTopics } from './topic-model.ts';

/** What the lessons are taken from. */
export interface Lessons {
  items: Pick<Item, 'heading' | 'text' | 'asks' | 'topics'>[];
  topics: Topic[];
  scopes: Scope[];
}

/** Named vectors of one length, packed (codec.ts), one after the other. */
export interface PackedTable {
  names: string[];
  /** Bytes of one row. */
  width: number;
  rows: Uint8Array;
}

export interface Learned {
  termVectors: PackedTable;
  /** One vector per item, then one per scope. */
  documents: Float32Array;
  /** Term -> in how many items it stands. */
  frequencies: Map<string, number>;
  topicFeatures: PackedTable;
  topicPrior: Float32Array;
  scopeOdds: PackedTable;
}

/** How often each part of an item counts in its vector: what it is about more than how it says it. */
const HEADING_WEIGHT = 2;
const TOPIC_WEIGHT = 3;

/** Learns everything; the same lessons give the same result, bit for bit. */
export function learnAll({ items, topics, scopes }: Lessons): Learned {
  const analysis = new Analysis();
  const bags = items.map((item): Bag => {
    const bag = bagOf([item.text, ...item.asks].flatMap((text) => analysis.terms(text)));
    for (const term of analysis.terms(item.heading)) bag.set(term, (bag.get(term) ?? 0) + HEADING_WEIGHT);
    for (const topic of item.topics) bag.set(`topic:${topic}`, TOPIC_WEIGHT);
    return bag;
  });
  const scopeBags = scopes.map(({ asks, names }) => bagOf([...asks, ...names].flatMap((text) => analysis.terms(text))));
  const semantics = learn([...bags, ...scopeBags]);
  const frequencies = new Map<string, number>();
  for (const bag of bags) for (const term of bag.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  const topicModel = learnTopics(items, topics, analysis);
  return {
    termVectors: packTable(semantics.terms),
    documents: semantics.documents,
    frequencies,
    topicFeatures: packTable(topicModel.features),
    topicPrior: topicModel.prior,
    scopeOdds: packTable(learnScopes(scopes, items, analysis)),
  };
}

/** Sorted by name: a database writes rows in the order of their key several times as fast as out of it. */
function packTable(entries: Iterable<[string, Float32Array | number[]]>): PackedTable {
  const names: string[] = [];
  const packed: Buffer[] = [];
  for (const [name, vector] of [...entries].sort(([left], [right]) => (left < right ? -1 : 1))) {
    names.push(name);
    packed.push(pack(vector));
  }
  return { names, width: packed[0]?.length ?? 0, rows: new Uint8Array(Buffer.concat(packed)) };
}
