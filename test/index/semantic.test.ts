import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTo, DIMENSIONS, DocumentCounter, learn, NONE, type SemanticModel, toLengthOne } from '../../src/index/semantic.ts';
import { terms } from '../../src/text/analyse.ts';
import { index } from '../shipped.ts';

const WORDS = 11;
/** Texts of words that are numbers. */
const documents = fc.array(fc.array(fc.nat({ max: WORDS - 1 }), { maxLength: 12 }), { maxLength: 25 });
const counted = (texts: readonly (readonly number[])[], width = WORDS): DocumentCounter => {
  const counter = new DocumentCounter(width);
  for (const text of texts) {
    for (const term of text) counter.add(term);
    counter.end();
  }
  return counter;
};
/** The vector of a text: the sum over its words, of length 1. */
const vectorOf = (text: readonly number[], { rows, terms: vectors }: SemanticModel): Float32Array => {
  const sum = new Float32Array(DIMENSIONS);
  for (const term of new Set(text)) {
    const row = rows[term] ?? NONE;
    if (row !== NONE) addTo(sum, 1 + Math.log(text.filter((each) => each === term).length), vectors, row * DIMENSIONS);
  }
  toLengthOne(sum);
  return sum;
};
const lengthOf = (vector: Iterable<number>): number => Math.hypot(...vector);
const vectorsOf = (all: Float32Array): Float32Array[] =>
  Array.from({ length: all.length / DIMENSIONS }, (_, n) => all.subarray(n * DIMENSIONS, (n + 1) * DIMENSIONS));
const cosine = (left: Float32Array, right: Float32Array): number => left.reduce((sum, value, d) => sum + value * (right[d] as number), 0);

describe('documents as the terms that they hold and how often', () => {
  test.each<[string, number[][], Pick<DocumentCounter, 'starts' | 'terms' | 'counts'>]>([
    ['none', [], { starts: [0], terms: [], counts: [] }],
    ['an empty one', [[]], { starts: [0, 0], terms: [], counts: [] }],
    ['a word twice', [[3, 5, 3]], { starts: [0, 2], terms: [3, 5], counts: [2, 1] }],
    ['a word in two of them', [[3], [5, 3]], { starts: [0, 1, 3], terms: [3, 5, 3], counts: [1, 1, 1] }],
  ])('%s', (_, texts, { starts, terms: numbers, counts }) => {
    const counter = counted(texts);
    expect(counter.starts).toEqual(starts);
    expect(counter.terms).toEqual(numbers);
    expect(counter.counts).toEqual(counts);
  });

  test('a word counts as much as it is said to', () => {
    const counter = new DocumentCounter(1);
    counter.add(0, 2);
    counter.add(0);
    counter.end();
    expect(counter.counts).toEqual([3]);
  });
});

describe('the model of the shipped corpus', () => {
  const read = (text: string): Float32Array => {
    const sum = new Float32Array(DIMENSIONS);
    for (const term of terms(text)) addTo(sum, 1, index.termVector(term) ?? new Float32Array(DIMENSIONS), 0);
    toLengthOne(sum);
    return sum;
  };

  test.each([
    ['password', 'login', 'treaty'],
    ['hacking', 'unauthorised access', 'extradition'],
    ['extradition', 'surrender of a suspect', 'data protection officer'],
    ['leak', 'breach', 'warrant'],
    ['DDoS', 'interference with a system', 'consent'],
  ])('puts %j nearer to %j than to %j', (text, near, far) => {
    expect(cosine(read(text), read(near))).toBeGreaterThan(cosine(read(text), read(far)));
  });

  test('has a vector of length 1 for each item', () => {
    for (const [n, { id }] of index.items.entries()) {
      const unit = new Float32Array(DIMENSIONS);
      let squares = 0;
      for (let d = 0; d < DIMENSIONS; d++)
        squares +=
          index.similarity(
            unit.map((_, place) => Number(place === d)),
            n,
          ) ** 2;
      expect(squares, id).toBeCloseTo(1, 4);
    }
  });
});

describe('a model', () => {
  const corpus = [
    'hack server access password',
    'hack access account password',
    'hack server account',
    'breach notify regulator hour',
    'breach notify regulator individual',
    'notify breach hour individual',
    'extradite treaty suspect state',
    'extradite suspect state request',
    'treaty request state extradite',
  ].flatMap((text) => [text.split(' '), text.split(' ')]);
  const vocabulary = [...new Set(corpus.flat())];
  const numbered = corpus.map((text) => text.map((word) => vocabulary.indexOf(word)));
  const model = learn(counted(numbered, vocabulary.length), vocabulary.length);

  test('puts each document nearest to a text of its own words', () => {
    vectorsOf(model.documents).forEach((vector, n) => {
      expect(cosine(vector, vectorOf(numbered[n] ?? [], model))).toBeCloseTo(1, 5);
    });
  });

  test('has no vector for a word that stands in one document only', () => {
    const width = vocabulary.length + 1;
    const { rows } = learn(counted([...numbered, [vocabulary.length, 0]], width), width);
    expect(rows[vocabulary.length]).toBe(NONE);
    expect(rows[0]).not.toBe(NONE);
  });

  test.each<[string, number[][], number]>([
    ['no documents', [], 0],
    ['empty documents', [[], []], 2 * DIMENSIONS],
    ['documents without a common word', [[0], [1]], 2 * DIMENSIONS],
  ])('of %s has no terms, and zeros for vectors', (_, none, length) => {
    const { rows, terms: known, documents: vectors } = learn(counted(none), WORDS);
    expect(rows.every((row) => row === NONE)).toBe(true);
    expect(known).toHaveLength(0);
    expect(vectors).toHaveLength(length);
    expect(vectors.every((value) => value === 0)).toBe(true);
  });

  test('is the same, bit for bit, for the same documents', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const [one, other] = [learn(counted(all), WORDS), learn(counted(all), WORDS)];
        for (const part of ['rows', 'terms', 'documents'] as const)
          expect(Buffer.from(one[part].buffer).equals(Buffer.from(other[part].buffer))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('has one vector per document, of length 1 or 0, and no number that is none', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const { rows, terms: known, documents: vectors } = learn(counted(all), WORDS);
        expect(vectors).toHaveLength(all.length * DIMENSIONS);
        vectorsOf(vectors).forEach((vector, n) => {
          const length = lengthOf(vector);
          expect(length < 1e-12 || Math.abs(length - 1) < 1e-4).toBe(true);
          if (!all[n]?.some((term) => rows[term] !== NONE)) expect(length).toBe(0);
        });
        expect(known.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
