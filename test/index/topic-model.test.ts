import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/corpus/items.ts';
import type { Topic } from '../../src/corpus/schema.ts';
import { Analysis } from '../../src/index/analysis.ts';
import { type Lessons, lessonsOf } from '../../src/index/lessons.ts';
import { learnTopics, topicProbabilities } from '../../src/index/topic-model.ts';
import { featureName, wordsAndPairs } from '../../src/index/word-pairs.ts';
import { terms } from '../../src/text/analyse.ts';
import { index } from '../shipped.ts';

describe('a model of three topics', () => {
  const topics = ['access', 'breach', 'extradition'].map((id) => ({ id, label: id })) as Topic[];
  const item = (text: string, ...of: string[]): Item => ({ asks: [], heading: text, text, topics: of }) as unknown as Item;
  const items = [
    item('hacking a server without permission', 'access'),
    item('reading an account with a stolen password', 'access', 'breach'),
    item('notify the regulator of a data breach', 'breach'),
    item('how fast must a leak be notified', 'breach'),
    item('hand over a suspect to another state', 'extradition'),
    item('a treaty to surrender a suspect', 'extradition', 'no such topic'),
  ];
  const lessons = (): Lessons => lessonsOf(items, [], topics, new Analysis());
  const { vocabulary } = lessons();
  const model = learnTopics(lessons());
  const logs = new Map([...model.features].map(([feature, row]) => [featureName(feature, vocabulary), row]));
  const read = (text: string): Float64Array | null =>
    topicProbabilities(wordsAndPairs(terms(text)), (feature) => logs.get(feature), model.prior);
  const bestOf = (text: string): string => {
    const probabilities = read(text) ?? new Float64Array();
    return topics[probabilities.indexOf(Math.max(...probabilities))]?.id ?? '';
  };

  test.each([
    ['my password was stolen and my account hacked', 'access'],
    ['when do I notify a breach', 'breach'],
    ['can a suspect be handed over under a treaty', 'extradition'],
  ])('%j is about %s', (text, topic) => {
    expect(bestOf(text)).toBe(topic);
  });

  test('an ask of a topic teaches it as well', () => {
    const asked = lessonsOf(items, [], topics, new Analysis(), new Map([['breach', ['kebocoran data lapor']]]));
    const taught = learnTopics(asked);
    const row = new Map([...taught.features].map(([feature, logs]) => [featureName(feature, asked.vocabulary), logs])).get('kebocoran');
    expect(row?.indexOf(Math.max(...row))).toBe(topics.findIndex(({ id }) => id === 'breach'));
  });

  test.each(['', 'xyzzy', 'der die das'])('of %j it knows nothing', (text) => {
    expect(read(text)).toBeNull();
  });

  test('has a number for each topic and feature, and its prior is one of probabilities', () => {
    for (const row of model.features.values()) {
      expect(row).toHaveLength(topics.length);
      expect(row.every((log) => log <= 0 && Number.isFinite(log))).toBe(true);
    }
    expect(model.prior.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 5);
  });

  test('is the same for the same items', () => {
    const again = learnTopics(lessons());
    expect([...again.features]).toEqual([...model.features]);
    expect(again.prior).toEqual(model.prior);
  });

  test('its probabilities sum to 1, whatever was learned', () => {
    const row = fc
      .array(fc.double({ min: -60, max: 0, noNaN: true }), { minLength: 3, maxLength: 3 })
      .map((list) => Float32Array.from(list));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), row, (rows, prior) => {
        const probabilities = topicProbabilities(
          rows.map((_, n) => String(n)),
          (feature) => rows[Number(feature)],
          prior,
        );
        expect(probabilities).not.toBeNull();
        expect(probabilities?.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        expect(probabilities?.every((value) => value >= 0 && value <= 1)).toBe(true);
      }),
    );
  });
});

describe('the model of the shipped corpus', () => {
  const read = (text: string): Float64Array | null =>
    topicProbabilities(wordsAndPairs(terms(text)), (feature) => index.topicLogs(feature), index.topicPrior());

  test('gives each topic for its own label a better than even place among all', () => {
    for (const [n, { label }] of index.topics.entries()) {
      const probabilities = read(label) ?? new Float64Array(index.topics.length);
      expect([...probabilities].sort((left, right) => right - left).indexOf(probabilities[n] as number), label).toBeLessThan(
        index.topics.length / 2,
      );
    }
  });

  test('gives probabilities that sum to 1 for words of the corpus', () => {
    const labels = index.topics.flatMap(({ label }) => label.split(' '));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...labels), { minLength: 1 }), (words) => {
        const probabilities = read(words.join(' '));
        if (probabilities) expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});
