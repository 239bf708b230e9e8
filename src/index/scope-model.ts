/**
 * What tells a question that LexSEA does not answer: log-odds of words and pairs of words for each scope against the
 * asks of the law (multinomial naive Bayes, Manning and others 2008, ch. 13). Small words count (`will i win`).
 */
import { tokenise } from '../text/analyse.ts';
import { allWords } from './analysis.ts';
import type { Lessons } from './lessons.ts';
import { FeatureCounter, LEFT_OUT, numbered, wordsAndPairs } from './word-pairs.ts';

/** Added to every count: what was not seen is rare, not impossible. More starves the small classes. */
const SMOOTHING = 0.1;
/** A word that no scope has and the law's asks have less often says too little to be kept. */
const LEAST_OFTEN = 4;

/** Features of a question. */
export function scopeFeatures(text: string): string[] {
  return wordsAndPairs(tokenise(text).map(({ term }) => term));
}

/** Numbered feature (word-pairs.ts) -> its log-odds for each scope, in the order of the scopes. */
export function* learnScopes({ vocabulary: { length: width }, items, scopes, scopeWeights }: Lessons): Generator<[number, number[]]> {
  const counter = new FeatureCounter(width);
  const classes = [items.flatMap(({ asks }) => asks), ...scopes].map((texts) => texts.map((codes) => counter.read(allWords(codes))));
  const vocabulary = counter.features.length;
  const often = new Uint32Array(vocabulary);
  for (const features of classes[0] ?? []) for (const feature of features) often[feature] = (often[feature] as number) + 1;
  const ofScope = new Uint8Array(vocabulary);
  for (const texts of classes.slice(1)) for (const features of texts) for (const feature of features) ofScope[feature] = 1;
  const { rows, kept } = numbered(counter.features, (_, place) => ofScope[place] === 1 || (often[place] as number) >= LEAST_OFTEN);
  const counts = new Float64Array(kept.length * classes.length);
  const totals = classes.map(() => 0);
  classes.forEach((texts, place) => {
    for (const [n, features] of texts.entries()) {
      const weight = place === 0 ? 1 : (scopeWeights[place - 1]?.[n] ?? 1);
      for (const feature of features) {
        totals[place] = (totals[place] as number) + weight;
        const row = rows[feature] as number;
        if (row !== LEFT_OUT) counts[row * classes.length + place] = (counts[row * classes.length + place] as number) + weight;
      }
    }
  });
  for (const [row, feature] of kept.entries()) {
    const seen = counts.subarray(row * classes.length, (row + 1) * classes.length);
    const share = (place: number): number => ((seen[place] as number) + SMOOTHING) / ((totals[place] as number) + SMOOTHING * vocabulary);
    yield [feature, scopes.map((_, n) => Math.log(share(n + 1) / share(0)))];
  }
}
