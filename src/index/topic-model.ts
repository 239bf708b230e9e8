/**
 * A naive Bayes classifier of topics (Manning and others 2008, ch. 13) over the asks, headings and digests of all
 * jurisdictions: what people ask about Thai law teaches what a question about Lao law means.
 */
import { wordsWorth } from './analysis.ts';
import type { Lessons } from './lessons.ts';
import { FeatureCounter, isPair, LEFT_OUT, numbered } from './word-pairs.ts';

const SMOOTHING = 0.1;
/** How much an item teaches its topics, by their place in its list. */
const BY_PLACE = [1, 0.4, 0.2, 0];
/** A pair of words is kept if it was seen this often. */
const LEAST_OFTEN = 3;
/** Words of one question are not independent, as the model takes them to be; this much of the evidence is believed. */
const BELIEVED = 0.6;
const PRIOR_SHARE = 0.5;

export interface TopicModel {
  /** Numbered feature (word-pairs.ts) -> log-probability under each topic, in the order of the topics. */
  features: Map<number, Float32Array>;
  /** Log-probability of each topic itself. */
  prior: Float32Array;
}

/** Learns the model. */
export function learnTopics({
  vocabulary: { length: words },
  items,
  topics,
}: Pick<Lessons, 'vocabulary' | 'items' | 'topics'>): TopicModel {
  const place = new Map(topics.map((id, n) => [id, n]));
  const counter = new FeatureCounter(words);
  const lessons = items.flatMap(({ asks, heading, text, topics: of }) => {
    const taught = of.flatMap((topic, n) => {
      const column = place.get(topic);
      const weight = BY_PLACE[n] ?? 0;
      return column === undefined || weight === 0 ? [] : [{ column, weight }];
    });
    const lessonsOf = [...asks, heading].map((each) => ({ features: counter.read(wordsWorth(each)), taught }));
    lessonsOf.push({ features: counter.read(wordsWorth(text), false), taught });
    return lessonsOf;
  });
  const often = new Uint32Array(counter.features.length);
  for (const { features } of lessons) for (const feature of features) often[feature] = (often[feature] as number) + 1;
  const { rows, kept } = numbered(counter.features, (feature, place) => (often[place] as number) >= LEAST_OFTEN || !isPair(feature, words));
  const width = topics.length;
  const counts = new Float32Array(kept.length * width);
  const totals = new Float64Array(width);
  const priors = new Float64Array(width);
  for (const { features, taught } of lessons) {
    for (const { column, weight } of taught) {
      priors[column] = (priors[column] as number) + weight;
      for (const feature of features) {
        totals[column] = (totals[column] as number) + weight;
        const row = rows[feature] as number;
        if (row !== LEFT_OUT) counts[row * width + column] = (counts[row * width + column] as number) + weight;
      }
    }
  }
  const features = new Map<number, Float32Array>();
  const vocabulary = counter.features.length;
  kept.forEach((feature, row) => {
    const logs = counts.subarray(row * width, (row + 1) * width);
    features.set(
      feature,
      logs.map((count, column) => Math.log((count + SMOOTHING) / ((totals[column] as number) + SMOOTHING * vocabulary))),
    );
  });
  const all = priors.reduce((sum, count) => sum + count, 0);
  return { features, prior: Float32Array.from(priors, (count) => Math.log((count + 1) / (all + width))) };
}

/** Probabilities of the topics for features of a question; null if none of them was ever seen. */
export function topicProbabilities(
  features: readonly string[],
  lookup: (feature: string) => Float32Array | undefined,
  prior: Float32Array,
): Float64Array | null {
  const sums = Float64Array.from(prior, (value) => PRIOR_SHARE * value);
  let known = 0;
  for (const feature of features) {
    const row = lookup(feature);
    if (!row) continue;
    known++;
    for (let n = 0; n < sums.length; n++) sums[n] = (sums[n] as number) + (row[n] as number);
  }
  if (known === 0) return null;
  const most = Math.max(...sums);
  const powers = sums.map((value) => Math.exp(BELIEVED * (value - most)));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}
