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
/** A word that no scope has and the law's asks have less often says too little to be kept; of pairs only those of a scope are. */
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
export function* learnScopes(scopes: readonly Scope[], items: readonly Item[], analysis: Analysis): Generator<[string, number[]]> {
  const classes = [items.flatMap(({ asks }) => asks), ...scopes.map(({ asks, names }) => [...asks, ...names])];
  const width = classes.length;
  const numbers = new Map<string, number>();
  for (const asks of classes.slice(1)) {
    for (const ask of asks) for (const feature of featuresOf(analysis.allTerms(ask))) if (!numbers.has(feature)) numbers.set(feature, numbers.size);
  }
  for (const ask of classes[0] ?? []) for (const term of analysis.allTerms(ask)) if (!numbers.has(term)) numbers.set(term, numbers.size);
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
    if (seen.subarray(1).every((count) => count === 0) && (seen[0] as number) < LEAST_OFTEN) continue;
    const share = (place: number): number => ((seen[place] as number) + SMOOTHING) / ((totals[place] as number) + SMOOTHING * numbers.size);
    yield [feature, scopes.map((_, n) => Math.log(share(n + 1) / share(0)))];
  }
}
