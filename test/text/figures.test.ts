import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figureKinds, figuresOf } from '../../src/text/figures.ts';
import { anyString, longStrings } from '../strings.ts';

describe('the figures of a text', () => {
  test.each<[string, number[]]>([
    ['within 72 hours', [72]],
    ['five years', [5]],
    ['Ten years', [10]],
    ['nineteen', [19]],
    ['twenty', [20]],
    ['twenty-five years', [25]],
    ['twenty five years', [25]],
    ['ninety-nine', [99]],
    ['from twenty to thirty', [20, 30]],
    ['RM50,000', [50_000]],
    ['PHP500,000', [500_000]],
    ['S$1 million', [1_000_000]],
    ['IDR 5 billion', [5_000_000_000]],
    ['2 trillion dong', [2_000_000_000_000]],
    ['1.5 million', [1_500_000]],
    ['S$1m', [1_000_000]],
    ['5k', [5_000]],
    ['3bn', [3_000_000_000]],
    ['one hundred thousand baht', [100_000]],
    ['one hundred million kyats', [100_000_000]],
    ['ten thousand', [10_000]],
    ['THB 1,000,000.50', [1_000_000.5]],
    ['1,234,567', [1_234_567]],
    ['2%', [2]],
    ['2 per cent', [2]],
    ['0.5 %', [0.5]],
    ['10-15 years', [10, 15]],
    ['six-month', [6]],
    ['24/7', [24, 7]],
    ['B.E. 2562', [2562]],
    ['Act 2012', [2012]],
    ['s 26D', [26]],
    ['5 km', [5]],
    ['a fine of RM100,000 or ten years, or both', [100_000, 10]],
    ['none, someone, tenfold, often, weight', []],
    ['million', []],
    ['', []],
  ])('%j holds %j', (text, expected) => {
    expect(figuresOf(text).map(({ value }) => value)).toEqual(expected);
  });

  test('say where they stand and how they are written', () => {
    expect(figuresOf('Up to RM50,000 or five years')).toEqual([
      { value: 50_000, index: 8, written: '50,000' },
      { value: 5, index: 18, written: 'five' },
    ]);
  });
});

describe('the kinds of figure of a sentence', () => {
  test.each([
    ['Within 72 hours.', 'time'],
    ['Not later than three days after the breach.', 'time'],
    ['Without undue delay.', 'time'],
    ['Without delay.', 'time'],
    ['Forthwith.', 'time'],
    ['As soon as practicable.', 'time'],
    ['A fine of RM50,000.', 'money'],
    ['S$1 million or 10% of turnover.', 'money'],
    ['Two per cent of annual revenue.', 'money'],
    ['₱500,000', 'money'],
    ['100 million kyats', 'money'],
    ['Imprisonment of up to five years.', 'prison'],
    ['Life imprisonment.', 'prison'],
    ['The death penalty.', 'prison'],
    ['Six months in prison.', 'time prison'],
    ['Five years or RM100,000.', 'money prison'],
    ['Imprisonment.', ''],
    ['A fine.', ''],
    ['', ''],
  ])('%j: %s', (sentence, expected) => {
    const kinds = figureKinds(sentence);
    expect(
      Object.entries(kinds)
        .flatMap(([kind, held]) => (held ? [kind] : []))
        .join(' '),
    ).toBe(expected);
  });

  test('do not depend on the sentence asked before', () => {
    const sentence = 'Imprisonment of up to five years.';
    expect(figureKinds(sentence)).toEqual(figureKinds(sentence));
    figureKinds('ten twenty thirty and prison');
    expect(figureKinds('5 years').prison).toBe(true);
  });
});

describe('any string', () => {
  test('figures stand in the text as they are written, one after the other', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        let end = 0;
        for (const { index, written, value } of figuresOf(text)) {
          expect(text.slice(index, index + written.length)).toBe(written);
          expect(index).toBeGreaterThanOrEqual(end);
          expect(Number.isNaN(value)).toBe(false);
          expect(value).toBeGreaterThanOrEqual(0);
          end = index + written.length;
        }
      }),
    );
  });

  test('a number with commas is read as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (value) => {
        expect(figuresOf(`RM${value.toLocaleString('en')}`).map((figure) => figure.value)).toEqual([value]);
      }),
    );
  });

  test.each(longStrings)('100,000 units of %s are read', (_, text) => {
    expect(figuresOf(text).length).toBeLessThanOrEqual(text.length);
    expect(Object.keys(figureKinds(text))).toEqual(['time', 'money', 'prison']);
  });
});
