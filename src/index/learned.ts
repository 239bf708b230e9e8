/**
 * What is learned of the corpus: vectors, topics, scopes. A pure function of plain data, so that it can run on a second
 * core while the first one writes records and search index (learn-aside.ts).
 */
import { wordsWorth } from './analysis.ts';
import { pack } from './codec.ts';
import type { Lesson, Lessons } from './lessons.ts';
import { refine, type Taught } from './refine.ts';
import { learnScopes } from './scope-model.ts';
import { type Bag, bagOf, learn } from './semantic.ts';
import { learnTopics } from './topic-model.ts';
import { featureName } from './word-pairs.ts';

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
export function learnAll(lessons: Lessons): Learned {
  const { vocabulary, topics } = lessons;
  const bags = lessons.items.map((item): Bag<number> => {
    const bag = bagOf([item.text, ...item.asks].flatMap(wordsWorth));
    for (const term of wordsWorth(item.heading)) bag.set(term, (bag.get(term) ?? 0) + HEADING_WEIGHT);
    // A topic is a word of its own, numbered after those of the vocabulary.
    for (const topic of item.topics) if (topics.includes(topic)) bag.set(vocabulary.length + topics.indexOf(topic), TOPIC_WEIGHT);
    return bag;
  });
  const scopeBags = lessons.scopes.map((texts) => bagOf(texts.flatMap(wordsWorth)));
  const semantics = refine(learn([...bags, ...scopeBags]), taughtBy(lessons.items), rivals(lessons.items));
  const termName = (term: number): string => vocabulary[term] ?? `topic:${topics[term - vocabulary.length]}`;
  const frequencies = new Map<number, number>();
  for (const bag of bags) for (const term of bag.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  const topicModel = learnTopics(lessons);
  const nameFeature = (feature: number): string => featureName(feature, vocabulary);
  return {
    termVectors: packTable(semantics.terms, termName),
    documents: semantics.documents,
    frequencies: new Map([...frequencies].map(([term, count]) => [termName(term), count])),
    topicFeatures: packTable(topicModel.features, nameFeature),
    topicPrior: topicModel.prior,
    scopeOdds: packTable(learnScopes(lessons), nameFeature),
  };
}

function taughtBy(items: readonly Lesson[]): Taught[] {
  return items.flatMap(({ heading, asks }, item) => [heading, ...asks].map((text) => ({ item, terms: wordsWorth(text) })));
}

/** For each item, those of its jurisdiction. */
function rivals(items: readonly Lesson[]): number[][] {
  const groups = Map.groupBy(items.keys(), (n) => items[n]?.jurisdiction);
  return items.map(({ jurisdiction }) => groups.get(jurisdiction) ?? []);
}

/** Sorted by name: a database writes rows in the order of their key several times as fast as out of it. */
function packTable(entries: Iterable<[number, Float32Array | number[]]>, nameOf: (n: number) => string): PackedTable {
  const names: string[] = [];
  const packed: Buffer[] = [];
  const named = Array.from(entries, ([n, vector]) => [nameOf(n), vector] as const);
  for (const [name, vector] of named.sort(([left], [right]) => (left < right ? -1 : 1))) {
    names.push(name);
    packed.push(pack(vector));
  }
  return { names, width: packed[0]?.length ?? 0, rows: new Uint8Array(Buffer.concat(packed)) };
}
