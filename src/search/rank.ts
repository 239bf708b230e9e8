/** Candidates -> ranking: a weighted sum of features. */
import type { CorpusIndex } from '../index/corpus-index.ts';
import { FEATURES, type Feature, type FeatureVector, featuresOf } from './features.ts';
import type { Evidence } from './retrieve.ts';
import learned from './weights.json' with { type: 'json' };

export interface Ranked {
  /** Number of the item. */
  n: number;
  id: string;
  score: number;
  features: FeatureVector;
}

export type Weights = Partial<Record<Feature, number>>;
export const WEIGHTS = learned as Weights;

/** The candidates, best first; equal scores in the order of the corpus. */
export function rank(index: CorpusIndex, evidence: Evidence, weights: Weights = WEIGHTS): Ranked[] {
  const vectors = featuresOf(index, evidence);
  return evidence.candidates
    .map((n, i) => {
      const features = vectors[i] as FeatureVector;
      return { n, id: index.items[n]?.id ?? '', score: weigh(features, weights), features };
    })
    .sort((left, right) => right.score - left.score || left.n - right.n);
}

function weigh(features: FeatureVector, weights: Weights): number {
  let sum = 0;
  for (let i = 0; i < FEATURES.length; i++) sum += (features[i] as number) * (weights[FEATURES[i] as Feature] ?? 0);
  return sum;
}
