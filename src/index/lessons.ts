/** What is learned from, as numbers: two arrays and a list, cheap to hand to another thread. */
import type { Item } from '../corpus/items.ts';
import type { Scope, Topic } from '../corpus/schema.ts';
import { type Analysis, type Codes, type PackedTexts, packTexts } from './analysis.ts';

/** An item with its texts analysed. */
export interface Lesson {
  jurisdiction: string;
  heading: Codes;
  text: Codes;
  asks: Codes[];
  topics: string[];
}

export interface Lessons {
  /** Terms by number. */
  vocabulary: string[];
  items: Lesson[];
  /** For each scope, its examples. */
  scopes: Codes[][];
  /** How much each example counts, so that a language alone says nothing of the scope. */
  scopeWeights: number[][];
  /** Ids of the topics, in order. */
  topics: string[];
}

/** The texts of lessons one after the other, and how many belong to what. */
export interface PackedLessons extends PackedTexts {
  vocabulary: string[];
  items: { jurisdiction: string; asks: number; topics: string[] }[];
  scopes: number[];
  scopeWeights: number[][];
  topics: string[];
}

type LearnedFrom = Pick<Item, 'jurisdiction' | 'heading' | 'text' | 'asks' | 'topics'>;

/** What is learned from, analysed. */
export function lessonsOf(
  items: readonly LearnedFrom[],
  scopes: readonly Examples[],
  topics: readonly Pick<Topic, 'id'>[],
  analysis: Analysis,
): Lessons {
  const read = (text: string): Codes => analysis.codes(text);
  return {
    vocabulary: analysis.vocabulary,
    items: items.map(({ jurisdiction, heading, text, asks, topics: of }) => ({
      jurisdiction,
      heading: read(heading),
      text: read(text),
      asks: asks.map(read),
      topics: of,
    })),
    scopes: scopes.map((scope) => examplesOf(scope).map(read)),
    scopeWeights: balancedByLanguage(
      items.flatMap(({ asks }) => asks),
      scopes.map(examplesOf),
      analysis,
    ),
    topics: topics.map(({ id }) => id),
  };
}

type Examples = Pick<Scope, 'asks' | 'names'>;

/** What a scope is learned from. */
export function examplesOf({ asks, names }: Examples): string[] {
  return [...asks, ...names];
}

/** The languages of the law's asks are told from one in so many. */
const SAMPLE = 12;
/** No example counts for less or more than this. */
const LEAST = 0.1;
const MOST = 3;

/** Weights that give each language the same share among the examples of a scope as it has among the asks of the law. */
function balancedByLanguage(asks: readonly string[], scopes: readonly (readonly string[])[], analysis: Analysis): number[][] {
  const ofLaw = sharesOf(asks.filter((_, n) => n % SAMPLE === 0).map((text) => analysis.language(text)));
  return scopes.map((examples) => {
    const languages = examples.map((text) => analysis.language(text));
    const shares = sharesOf(languages);
    return languages.map((language) => Math.min(MOST, Math.max(LEAST, (ofLaw.get(language) ?? 0) / (shares.get(language) ?? 1))));
  });
}

function sharesOf(languages: readonly string[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const language of languages) shares.set(language, (shares.get(language) ?? 0) + 1 / languages.length);
  return shares;
}

/** Lessons for another thread. */
export function packLessons({ vocabulary, items, scopes, scopeWeights, topics }: Lessons): PackedLessons {
  const texts = [...items.flatMap(({ heading, text, asks }) => [heading, text, ...asks]), ...scopes.flat()];
  return {
    vocabulary,
    ...packTexts(texts),
    items: items.map(({ jurisdiction, asks, topics: of }) => ({ jurisdiction, asks: asks.length, topics: of })),
    scopes: scopes.map(({ length }) => length),
    scopeWeights,
    topics,
  };
}

/** The lessons that were packed. */
export function unpackLessons({ vocabulary, codes, starts, items, scopes, scopeWeights, topics }: PackedLessons): Lessons {
  let at = 0;
  const next = (): Codes => {
    at++;
    return codes.subarray(starts[at - 1], starts[at]);
  };
  const several = (count: number): Codes[] => Array.from({ length: count }, next);
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
    scopeWeights,
    topics,
  };
}
