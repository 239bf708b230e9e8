/**
 * What is learned of the corpus: vectors, topics, scopes. A pure function of plain data, so that it can run on a second
 * core while the first one writes records and search index (learn-aside.ts).
 */
import { type Codes, isSmall, termOf } from './analysis.ts';
import { packedLength, packInto } from './codec.ts';
import type { Lesson, Lessons } from './lessons.ts';
import { refine, type Taught } from './refine.ts';
import { learnScopes } from './scope-model.ts';
import { DIMENSIONS, DocumentCounter, frequencies, learn, NONE, type SemanticModel } from './semantic.ts';
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
export function learnVectors({ vocabulary, topics, items, scopes }: Lessons): LearnedVectors {
  // A topic is a word of its own, numbered after those of the vocabulary.
  const width = vocabulary.length + topics.length;
  const counter = new DocumentCounter(width);
  const read = (text: Codes, weight = 1): void => {
    for (let n = 0; n < text.length; n++) if (!isSmall(text[n] as number)) counter.add(termOf(text[n] as number), weight);
  };
  for (const { text, asks, heading, topics: of } of items) {
    read(text);
    for (const ask of asks) read(ask);
    read(heading, HEADING_WEIGHT);
    for (const topic of of) if (topics.includes(topic)) counter.add(vocabulary.length + topics.indexOf(topic), TOPIC_WEIGHT);
    counter.end();
  }
  const often = frequencies(counter.terms, width);
  for (const texts of scopes) {
    for (const text of texts) read(text);
    counter.end();
  }
  const model = learn(counter, width);
  refine(model, taughtBy(items), rivals(items));
  const nameOf = (term: number): string => vocabulary[term] ?? `topic:${topics[term - vocabulary.length]}`;
  return {
    termVectors: packTable(vectorsOf(model), nameOf),
    documents: model.documents,
    frequencies: new Map(Array.from(often).flatMap((count, term): [string, number][] => (count > 0 ? [[nameOf(term), count]] : []))),
  };
}

function vectorsOf({ rows, terms }: SemanticModel): [number, Float32Array][] {
  return [...rows].flatMap((row, term): [number, Float32Array][] =>
    row === NONE ? [] : [[term, terms.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)]],
  );
}

/** A classifier learns from one ask in so many: its classes are few and wide, and more asks teach it nothing new. */
const ASKS_PER_CLASS_LESSON = 4;

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
  return items.flatMap(({ heading, asks }, item) => [heading, ...asks].map((text) => ({ item, text })));
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
