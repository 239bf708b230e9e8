/** What is learned from, as numbers: two arrays and a list, cheap to hand to another thread. */
import type { Item } from '../corpus/items.ts';
import type { Scope, Topic } from '../corpus/schema.ts';
import { languageOf } from '../text/language.ts';
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
  /** How much each example counts, so that a language alone says nothing of the scope. */
  scopeWeights: number[][];
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
  scopeWeights: number[][];
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
    scopeWeights: balancedByLanguage(
      items.flatMap(({ asks }) => asks),
      scopes.map(({ asks, names }) => [...asks, ...names]),
    ),
    topics: topics.map(({ id }) => id),
  };
}

/** The languages of the law's asks are told from one in so many. */
const SAMPLE = 12;
/** No example counts for less or more than this. */
const LEAST = 0.1;
const MOST = 3;

/** Weights that give each language the same share among the examples of a scope as it has among the asks of the law. */
function balancedByLanguage(asks: readonly string[], scopes: readonly (readonly string[])[]): number[][] {
  const ofLaw = sharesOf(asks.filter((_, n) => n % SAMPLE === 0).map(languageOf));
  return scopes.map((examples) => {
    const languages = examples.map(languageOf);
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
    scopeWeights,
    topics,
  };
}

/** The lessons that were packed. */
export function unpackLessons({ vocabulary, codes, starts, items, scopes, scopeWeights, topics }: PackedLessons): Lessons {
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
    scopeWeights,
    topics,
  };
}
