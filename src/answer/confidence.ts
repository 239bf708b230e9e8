/** How sure an answer is: a logistic model over what the ranking saw, calibrated by scripts/train.ts on the tuning half of eval/. */

import { FEATURES } from '../search/features.ts';
import learned from './confidence.json' with { type: 'json' };
import type { Composed, Context } from './context.ts';

export const CONFIDENCE_SIGNALS = [
  'bias',
  'margin',
  'score',
  'meaning',
  'answerable',
  'place',
  'pinpoint',
  'name',
  'topicWeight',
  'otherLanguage',
  'covered',
  'figureFits',
] as const;
export type ConfidenceSignal = (typeof CONFIDENCE_SIGNALS)[number];

const FIGURE_LESS = FEATURES.indexOf('figureLess');

/** The signals of a ranking, in the order of CONFIDENCE_SIGNALS. */
export function confidenceSignals({
  evidence,
  ranked,
  question,
  answerable,
}: Pick<Context, 'evidence' | 'ranked' | 'question' | 'answerable'>): number[] {
  const [best, second] = ranked;
  const values: Record<ConfidenceSignal, number> = {
    bias: 1,
    margin: best ? Math.min(3, best.score - (second?.score ?? 0)) : 0,
    score: (best?.score ?? 0) / 10,
    meaning: best ? (evidence.meaning[best.n] as number) : 0,
    answerable,
    place: Number(question.places.length > 0),
    pinpoint: Number(question.pinpoints.length > 0),
    name: Number(question.instruments.length + question.institutions.length > 0),
    topicWeight: evidence.topics[0]?.weight ?? 0,
    otherLanguage: Number(question.language !== 'en'),
    covered: best ? (evidence.covered.get(best.n) ?? 0) : 0,
    figureFits: Number(best !== undefined && (best.features[FIGURE_LESS] ?? 0) === 0),
  };
  return CONFIDENCE_SIGNALS.map((signal) => values[signal]);
}

/** Confidence of an answer, 0..1, to two digits. Kinds that do not rest on the ranking bring their own. */
export function confidenceOf(context: Context, { certainty }: Composed): number {
  if (certainty !== undefined) return Math.round(certainty * 100) / 100;
  const weights = learned as Record<ConfidenceSignal, number>;
  const signals = confidenceSignals(context);
  let sum = 0;
  CONFIDENCE_SIGNALS.forEach((signal, i) => {
    sum += (signals[i] as number) * weights[signal];
  });
  return Math.round(100 / (1 + Math.exp(-sum))) / 100;
}
