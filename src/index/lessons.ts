/** What is learned from, as numbers: two arrays and a list, cheap to hand to another thread. */
import type { Item } from '../corpus/items.ts';
import type { Scope, Topic } from '../corpus/schema.ts';
import type { Analysis, Code } from './analysis.ts';

/** An item with its texts analysed. */
export interface Lesson {
  jurisdiction: string;
  heading: readonly Code[];
  text: readonly Code[];
  asks: (readonly Code[])[];
  topics: string[];
}

export interface Lessons {
  /** Terms by number. */
  vocabulary: string[];
  items: Lesson[];
  /** For each scope, its examples. */
  scopes: (readonly Code[])[][];
  /** Ids of the topics, in order. */
  topics: string[];
}

/** The texts of lessons one after the other, and how many belong to what. */
export interface PackedLessons {
  vocabulary: string[];
  codes: Uint32Array;
  /** Where each text begins; one more than there are texts. */
  starts: Uint32Array;
  items: { jurisdiction: string; asks: number; topics: string[] }[];
  scopes: number[];
  topics: string[];
}

type LearnedFrom = Pick<Item, 'jurisdiction' | 'heading' | 'text' | 'asks' | 'topics'>;

/** Analyses all that is learned from. */
export function lessonsOf(
  items: readonly LearnedFrom[],
  scopes: readonly Pick<Scope, 'asks' | 'names'>[],
  topics: readonly Pick<Topic, 'id'>[],
  analysis: Analysis,
): Lessons {
  const read = (text: string): readonly Code[] => analysis.codes(text);
  return {
    vocabulary: analysis.vocabulary,
    items: items.map(({ jurisdiction, heading, text, asks, topics: of }) => ({
      jurisdiction,
      heading: read(heading),
      text: read(text),
      asks: asks.map(read),
      topics: of,
    })),
    scopes: scopes.map(({ asks, names }) => [...asks, ...names].map(read)),
    topics: topics.map(({ id }) => id),
  };
}

/** Lessons for another thread. */
export function packLessons({ vocabulary, items, scopes, topics }: Lessons): PackedLessons {
  const texts = [...items.flatMap(({ heading, text, asks }) => [heading, text, ...asks]), ...scopes.flat()];
  const starts = new Uint32Array(texts.length + 1);
  texts.forEach(({ length }, n) => {
    starts[n + 1] = (starts[n] as number) + length;
  });
  const codes = new Uint32Array(starts[texts.length] as number);
  texts.forEach((text, n) => {
    codes.set(text, starts[n]);
  });
  return {
    vocabulary,
    codes,
    starts,
    items: items.map(({ jurisdiction, asks, topics: of }) => ({ jurisdiction, asks: asks.length, topics: of })),
    scopes: scopes.map(({ length }) => length),
    topics,
  };
}

/** The lessons that were packed. */
export function unpackLessons({ vocabulary, codes, starts, items, scopes, topics }: PackedLessons): Lessons {
  let at = 0;
  const next = (): Code[] => {
    at++;
    return Array.from(codes.subarray(starts[at - 1], starts[at]));
  };
  const several = (count: number): Code[][] => Array.from({ length: count }, next);
  return {
    vocabulary,
    items: items.map(({ jurisdiction, asks, topics: of }) => ({
      jurisdiction,
      heading: next(),
      text: next(),
      asks: several(asks),
      topics: of,
    })),
    scopes: scopes.map(several),
    topics,
  };
}
