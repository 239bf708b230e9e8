/**
 * What tells a question that LexSEA does not answer: log-odds of words and pairs of words for each scope against the
 * asks of the law (multinomial naive Bayes, Manning and others 2008, ch. 13). Small words count (`will i win`).
 */
import { tokenise } from '../text/analyse.ts';
import { allWords } from './analysis.ts';
import type { Lessons } from './lessons.ts';
import { numberedWordsAndPairs, wordsAndPairs } from './word-pairs.ts';

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
  const classes = [items.flatMap(({ asks }) => asks), ...scopes].map((texts) =>
    texts.map((codes) => numberedWordsAndPairs(allWords(codes), width)),
  );
  const often = new Map<number, number>();
  for (const features of classes[0] ?? []) for (const feature of features) often.set(feature, (often.get(feature) ?? 0) + 1);
  const numbers = new Map<number, number>();
  for (const [feature, times] of often) if (times >= LEAST_OFTEN) numbers.set(feature, numbers.size);
  let vocabulary = often.size;
  for (const texts of classes.slice(1)) {
    for (const features of texts) {
      for (const feature of features) {
        if (!often.has(feature)) {
          often.set(feature, 0);
          vocabulary++;
        }
        if (!numbers.has(feature)) numbers.set(feature, numbers.size);
      }
    }
  }
  const counts = new Float64Array(numbers.size * classes.length);
  const totals = classes.map(() => 0);
  classes.forEach((texts, place) => {
    for (const [n, features] of texts.entries()) {
      const weight = place === 0 ? 1 : (scopeWeights[place - 1]?.[n] ?? 1);
      for (const feature of features) {
        totals[place] = (totals[place] as number) + weight;
        const row = numbers.get(feature);
        if (row !== undefined) counts[row * classes.length + place] = (counts[row * classes.length + place] as number) + weight;
      }
    }
  });
  for (const [feature, row] of numbers) {
    const seen = counts.subarray(row * classes.length, (row + 1) * classes.length);
    const share = (place: number): number => ((seen[place] as number) + SMOOTHING) / ((totals[place] as number) + SMOOTHING * vocabulary);
    yield [feature, scopes.map((_, n) => Math.log(share(n + 1) / share(0)))];
  }
}
