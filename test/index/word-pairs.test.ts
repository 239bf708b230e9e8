import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FeatureCounter, featureName, isPair, LEFT_OUT, numbered, wordsAndPairs } from '../../src/index/word-pairs.ts';

describe('the words and pairs of terms', () => {
  test.each<[string[], string[]]>([
    [[], []],
    [['breach'], ['breach']],
    [
      ['data', 'breach'],
      ['data', 'breach', 'data breach'],
    ],
    [
      ['a', 'a', 'a'],
      ['a', 'a a'],
    ],
  ])('%j -> %j', (words, features) => {
    expect(wordsAndPairs(words)).toEqual(features);
  });

  test('are the same by number as by name, text after text', () => {
    const vocabulary = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat({ max: 4 }))), (texts) => {
        const counter = new FeatureCounter(vocabulary.length);
        for (const terms of texts) {
          const features = counter.read(terms).map((place) => counter.features[place] as number);
          expect(features.map((feature) => featureName(feature, vocabulary))).toEqual(
            wordsAndPairs(terms.map((term) => vocabulary[term] as string)),
          );
          for (const feature of features) expect(isPair(feature, 5)).toBe(featureName(feature, vocabulary).includes(' '));
        }
        expect(new Set(counter.features).size).toBe(counter.features.length);
      }),
    );
  });

  test('without pairs are the words', () => {
    const counter = new FeatureCounter(5);
    expect(counter.read([3, 4, 3], false).map((place) => counter.features[place])).toEqual([3, 4]);
  });
});

test.each<[string, number[], number[], number[]]>([
  ['none', [], [], []],
  ['those that are kept, in order', [7, 8, 9], [0, LEFT_OUT, 1], [7, 9]],
])('rows of features: %s', (_, features, rows, kept) => {
  expect(numbered(features, (feature) => feature !== 8)).toEqual({ rows: Int32Array.from(rows), kept });
});
