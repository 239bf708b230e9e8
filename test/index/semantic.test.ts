import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bag, bagOf, DIMENSIONS, learn, vectorOf } from '../../src/index/semantic.ts';
import { terms } from '../../src/text/analyse.ts';
import { index } from '../shipped.ts';

const words = fc.constantFrom<string>(
  'access',
  'breach',
  'court',
  'data',
  'evidence',
  'fine',
  'hack',
  'notify',
  'police',
  'server',
  'warrant',
);
const documents = fc.array(fc.array(words, { maxLength: 12 }).map(bagOf), { maxLength: 25 });
const lengthOf = (vector: Iterable<number>): number => Math.hypot(...vector);
const vectorsOf = (all: Float32Array): Float32Array[] =>
  Array.from({ length: all.length / DIMENSIONS }, (_, n) => all.subarray(n * DIMENSIONS, (n + 1) * DIMENSIONS));
const cosine = (left: Float32Array, right: Float32Array): number => left.reduce((sum, value, d) => sum + value * (right[d] as number), 0);

describe('terms and how often each occurs', () => {
  test.each<[string[], [string, number][]]>([
    [[], []],
    [['a'], [['a', 1]]],
    [
      ['a', 'b', 'a'],
      [
        ['a', 2],
        ['b', 1],
      ],
    ],
    [['__proto__'], [['__proto__', 1]]],
  ])('%j -> %j', (written, expected) => {
    expect([...bagOf(written)]).toEqual(expected);
  });
});

describe('the model of the shipped corpus', () => {
  const read = (text: string): Float32Array => vectorOf(bagOf(terms(text)), (term) => index.termVector(term));

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
  ].flatMap((text) => [bagOf(text.split(' ')), bagOf(text.split(' '))]);
  const model = learn(corpus);
  test('puts each document nearest to a text of its own words', () => {
    vectorsOf(model.documents).forEach((vector, n) => {
      expect(
        cosine(
          vector,
          vectorOf(corpus[n] as Bag, (term) => model.terms.get(term)),
        ),
      ).toBeCloseTo(1, 5);
    });
  });

  test('knows no word that stands in one document only', () => {
    const learned = learn([...corpus, bagOf(['lonely', 'hack'])]);
    expect(learned.terms.has('lonely')).toBe(false);
    expect(learned.terms.has('hack')).toBe(true);
  });

  test.each([
    ['no documents', [], 0],
    ['empty documents', [new Map(), new Map()], 2 * DIMENSIONS],
    ['documents without a common word', [bagOf(['a']), bagOf(['b'])], 2 * DIMENSIONS],
  ])('of %s has no terms, and zeros for vectors', (_, none, length) => {
    const { terms: known, documents: vectors } = learn(none);
    expect(known.size).toBe(0);
    expect(vectors).toHaveLength(length);
    expect(vectors.every((value) => value === 0)).toBe(true);
  });

  test('is the same, bit for bit, for the same documents', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const [one, other] = [learn(all), learn(all.map((bag) => new Map(bag)))];
        expect(Buffer.from(one.documents.buffer).equals(Buffer.from(other.documents.buffer))).toBe(true);
        expect([...one.terms]).toEqual([...other.terms]);
      }),
      { numRuns: 40 },
    );
  });

  test('has one vector per document, of length 1 or 0, and no number that is none', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const { terms: known, documents: vectors } = learn(all);
        expect(vectors).toHaveLength(all.length * DIMENSIONS);
        vectorsOf(vectors).forEach((vector, n) => {
          const length = lengthOf(vector);
          expect(length < 1e-12 || Math.abs(length - 1) < 1e-4).toBe(true);
          if (![...(all[n] as Bag).keys()].some((term) => known.has(term))) expect(length).toBe(0);
        });
        for (const vector of known.values()) expect(vector.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('a text has a vector of length 1, or 0 where no word is known, whatever the order of its words', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...model.terms.keys()), fc.string())), (text) => {
        const lookup = (term: string): Float32Array | undefined => model.terms.get(term);
        const vector = vectorOf(bagOf(text), lookup);
        expect(lengthOf(vector)).toBeCloseTo(text.some((term) => model.terms.has(term)) ? 1 : 0, 4);
        const turned = vectorOf(bagOf([...text].reverse()), lookup);
        vector.forEach((value, d) => expect(turned[d]).toBeCloseTo(value, 4));
      }),
    );
  });
});
