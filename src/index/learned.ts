/**
 * What is learned of the corpus: vectors, topics, scopes. A pure function of plain data, so that it can run on a second
 * core while the first one writes records and search index (learn-aside.ts).
 */
import { wordsWorth } from './analysis.ts';
import { packedLength, packInto } from './codec.ts';
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

/** What the learning thread learns: the larger half. */
export interface LearnedVectors {
  termVectors: PackedTable;
  /** One vector per item, then one per scope. */
  documents: Float32Array;
  /** Term -> in how many items it stands. */
  frequencies: Map<string, number>;
}

/** What is learned where the build itself runs, while the thread is at the vectors. */
export interface LearnedClasses {
  topicFeatures: PackedTable;
  topicPrior: Float32Array;
  scopeOdds: PackedTable;
}

/** How often each part of an item counts in its vector: what it is about more than how it says it. */
const HEADING_WEIGHT = 2;
const TOPIC_WEIGHT = 3;

/** The vectors; the same lessons give the same, bit for bit. */
export function learnVectors(lessons: Lessons): LearnedVectors {
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
  return {
    termVectors: packTable(semantics.terms, termName),
    documents: semantics.documents,
    frequencies: new Map([...frequencies].map(([term, count]) => [termName(term), count])),
  };
}

/** A classifier learns from one ask in so many: its classes are few and wide, and more asks teach it nothing new. */
const ASKS_PER_CLASS_LESSON = 3;

/** The classifiers of topic and scope. */
export function learnClasses(lessons: Lessons): LearnedClasses {
  const items = lessons.items.map((item) => ({ ...item, asks: item.asks.filter((_, n) => n % ASKS_PER_CLASS_LESSON === 0) }));
  const topicModel = learnTopics({ ...lessons, items });
  const nameFeature = (feature: number): string => featureName(feature, lessons.vocabulary);
  return {
    topicFeatures: packTable(topicModel.features, nameFeature),
    topicPrior: topicModel.prior,
    scopeOdds: packTable(learnScopes({ ...lessons, items }), nameFeature),
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
  const vectors: (Float32Array | number[])[] = [];
  const names: string[] = [];
  for (const [n, vector] of entries) {
    names.push(nameOf(n));
    vectors.push(vector);
  }
  const order = Uint32Array.from(names, (_, n) => n).sort((left, right) => ((names[left] as string) < (names[right] as string) ? -1 : 1));
  const width = packedLength(vectors[0]?.length ?? 0);
  const rows = Buffer.alloc(width * names.length);
  order.forEach((n, place) => {
    packInto(rows, place * width, vectors[n] as Float32Array);
  });
  return { names: Array.from(order, (n) => names[n] as string), width, rows };
}
