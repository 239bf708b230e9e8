/**
 * What tells a question that LexSEA does not answer: log-odds of words and pairs of words for each scope against the
 * asks of the law (multinomial naive Bayes, Manning and others 2008, ch. 13). Small words count (`will i win`).
 */
import type { Item } from '../corpus/items.ts';
import type { Scope } from '../corpus/schema.ts';
import { tokenise } from '../text/analyse.ts';
import type { Analysis } from './analysis.ts';

/** Added to every count: what was not seen is rare, not impossible. More starves the small classes. */
const SMOOTHING = 0.1;
/** A word that no scope has and the law's asks have less often says too little to be kept. */
const LEAST_OFTEN = 4;

/** Features of a question. */
export function scopeFeatures(text: string): string[] {
  return featuresOf(tokenise(text).map(({ term }) => term));
}

function featuresOf(terms: readonly string[]): string[] {
  const features = new Set<string>(terms);
  for (let n = 1; n < terms.length; n++) features.add(`${terms[n - 1]} ${terms[n]}`);
  return [...features];
}

/** Feature -> its log-odds for each scope, in the order of the scopes. */
export function* learnScopes(
  scopes: readonly Scope[],
  items: readonly Pick<Item, 'heading' | 'text' | 'asks' | 'topics'>[],
  analysis: Analysis,
): Generator<[string, number[]]> {
  const classes = [items.flatMap(({ asks }) => asks), ...scopes.map(({ asks, names }) => [...asks, ...names])];
  const width = classes.length;
  const often = new Map<string, number>();
  for (const ask of classes[0] ?? [])
    for (const feature of featuresOf(analysis.allTerms(ask))) often.set(feature, (often.get(feature) ?? 0) + 1);
  const numbers = new Map<string, number>();
  for (const [feature, times] of often) if (times >= LEAST_OFTEN) numbers.set(feature, numbers.size);
  const vocabulary = new Set(often.keys());
  for (const asks of classes.slice(1)) {
    for (const ask of asks) {
      for (const feature of featuresOf(analysis.allTerms(ask))) {
        vocabulary.add(feature);
        if (!numbers.has(feature)) numbers.set(feature, numbers.size);
      }
    }
  }
  const counts = new Float64Array(numbers.size * width);
  const totals = classes.map(() => 0);
  classes.forEach((asks, place) => {
    for (const ask of asks) {
      for (const feature of featuresOf(analysis.allTerms(ask))) {
        totals[place] = (totals[place] as number) + 1;
        const row = numbers.get(feature);
        if (row !== undefined) counts[row * width + place] = (counts[row * width + place] as number) + 1;
      }
    }
  });
  for (const [feature, row] of numbers) {
    const seen = counts.subarray(row * width, (row + 1) * width);
    const share = (place: number): number =>
      ((seen[place] as number) + SMOOTHING) / ((totals[place] as number) + SMOOTHING * vocabulary.size);
    yield [feature, scopes.map((_, n) => Math.log(share(n + 1) / share(0)))];
  }
}
