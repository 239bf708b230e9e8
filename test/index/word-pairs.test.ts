import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featureName, isPair, numberedWordsAndPairs, wordsAndPairs } from '../../src/index/word-pairs.ts';

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

  test('are the same by number as by name', () => {
    const vocabulary = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 })), (terms) => {
        const numbered = numberedWordsAndPairs(terms, vocabulary.length);
        expect(numbered.map((feature) => featureName(feature, vocabulary))).toEqual(
          wordsAndPairs(terms.map((term) => vocabulary[term] as string)),
        );
        for (const feature of numbered) expect(isPair(feature, 5)).toBe(featureName(feature, vocabulary).includes(' '));
      }),
    );
  });
});
