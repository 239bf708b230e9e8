/**
 * A naive Bayes classifier of topics (Manning and others 2008, ch. 13) over the asks, headings and digests of all
 * jurisdictions: what people ask about Thai law teaches what a question about Lao law means.
 */
import type { Item } from '../corpus/items.ts';
import type { Topic } from '../corpus/schema.ts';
import { tokenise } from '../text/analyse.ts';

const SMOOTHING = 0.1;
/** How much an item teaches its topics, by their place in its list. */
const BY_PLACE = [1, 0.4, 0.2, 0];
/** A pair of words is kept if it was seen this often. */
const LEAST_OFTEN = 2;
/** Words of one question are not independent, as the model takes them to be; this much of the evidence is believed. */
const BELIEVED = 0.6;
const PRIOR_SHARE = 0.5;

/** Words and pairs of neighbouring words of a text that say what it is about. */
export function topicFeatures(text: string): string[] {
  const terms = tokenise(text)
    .filter(({ stop }) => !stop)
    .map(({ term }) => term);
  return featuresOfTerms(terms);
}

/** The same over terms that were recognised already, in the order of the text. */
export function featuresOfTerms(terms: readonly string[]): string[] {
  const features = new Set(terms);
  for (let n = 1; n < terms.length; n++) features.add(`${terms[n - 1]} ${terms[n]}`);
  return [...features];
}

export interface TopicModel {
  /** Feature -> log-probability under each topic, in the order of the topics. */
  features: Map<string, Float32Array>;
  /** Log-probability of each topic itself. */
  prior: Float32Array;
}

/** Learns the model from items. */
export function learnTopics(items: readonly Item[], topics: readonly Topic[]): TopicModel {
  const place = new Map(topics.map(({ id }, n) => [id, n]));
  const counts = new Map<string, Float64Array>();
  const seen = new Map<string, number>();
  const totals = new Float64Array(topics.length);
  const priors = new Float64Array(topics.length);
  const teach = (text: string, of: readonly string[]): void => {
    const features = topicFeatures(text);
    of.forEach((topic, n) => {
      const column = place.get(topic);
      const weight = BY_PLACE[n] ?? 0;
      if (column === undefined || weight === 0) return;
      priors[column] = (priors[column] as number) + weight;
      for (const feature of features) {
        let row = counts.get(feature);
        if (!row) {
          row = new Float64Array(topics.length);
          counts.set(feature, row);
        }
        row[column] = (row[column] as number) + weight;
        totals[column] = (totals[column] as number) + weight;
      }
    });
    for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  };
  for (const item of items) {
    for (const ask of item.asks) teach(ask, item.topics);
    teach(item.heading, item.topics);
    teach(item.text, item.topics);
  }
  const logarithm = (count: number, column: number): number => Math.log((count + SMOOTHING) / ((totals[column] as number) + SMOOTHING * counts.size));
  const features = new Map<string, Float32Array>();
  for (const [feature, row] of counts) {
    if (feature.includes(' ') && (seen.get(feature) ?? 0) < LEAST_OFTEN) continue;
    features.set(feature, Float32Array.from(row, logarithm));
  }
  const all = priors.reduce((sum, count) => sum + count, 0);
  return {
    features,
    prior: Float32Array.from(priors, (count) => Math.log((count + 1) / (all + topics.length))),
  };
}

/** Probabilities of the topics for features of a question; null if none of them was ever seen. */
export function topicProbabilities(features: readonly string[], lookup: (feature: string) => Float32Array | undefined, prior: Float32Array): Float64Array | null {
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
