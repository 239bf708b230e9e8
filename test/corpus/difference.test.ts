import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Difference, differenceOf, isNone, within } from '../../src/corpus/difference.ts';
import type { Instrument } from '../../src/corpus/schema.ts';
import { act, provision } from './tiny-corpus.ts';

/** Ids by kind of change, and for each what of it is other than it was. */
function shown(before: readonly Instrument[], after: readonly Instrument[]): Record<string, string[]> {
  const difference = differenceOf(before, after);
  return Object.fromEntries(
    Object.entries(difference).flatMap(([kind, changes]: [string, Difference['added']]) =>
      changes.length > 0 ? [[kind, changes.map(({ ref, fields }) => [ref, ...fields].join(' '))]] : [],
    ),
  );
}

const before = [act([provision('s 1'), provision('s 2')])];

describe('what changed between two corpora', () => {
  test('nothing, where nothing did', () => {
    expect(shown(before, structuredClone(before))).toEqual({});
    expect(isNone(differenceOf(before, before))).toBe(true);
  });

  test('a provision that is new', () => {
    expect(shown(before, [act([provision('s 1'), provision('s 2'), provision('s 3')])])).toEqual({ added: ['s 3'] });
  });

  test('other words, another heading, another first day', () => {
    const after = [act([provision('s 1', { text: 'Other words.' }), provision('s 2', { heading: 'Another', from: '2021-01-01' })])];
    expect(shown(before, after)).toEqual({ amended: ['s 1 text', 's 2 heading from'] });
  });

  test('what only helps to find a provision is no change of it', () => {
    const after = [act([provision('s 1', { topics: ['breach-notification'], checked: 'secondary' }), provision('s 2')])];
    expect(shown(before, after)).toEqual({});
  });

  test('a provision with a last day, and all provisions of a law that was repealed, are repealed', () => {
    expect(shown(before, [act([provision('s 1', { until: '2026-12-31' }), provision('s 2')])])).toEqual({ repealed: ['s 1 until'] });
    const repealed = act([provision('s 1'), provision('s 2')], { status: 'repealed', ended: '2026-06-30' });
    expect(shown(before, [repealed])).toEqual({ repealed: ['s 1 until status', 's 2 until status'] });
    expect(differenceOf(before, [repealed]).repealed[0]).toMatchObject({ status: 'repealed', from: '2020-02-01', until: '2026-06-30' });
  });

  test('what was repealed before and is put in other words is amended', () => {
    const repealed = (text: string): Instrument => act([provision('s 1', { text })], { status: 'repealed', ended: '2024' });
    expect(shown([repealed('One.')], [repealed('Two.')])).toEqual({ amended: ['s 1 text'] });
  });

  test('what was taken out of the corpus is not called repealed', () => {
    expect(shown(before, [act([provision('s 1')])])).toEqual({ withdrawn: ['s 2'] });
    expect(shown(before, [])).toEqual({ withdrawn: ['s 1', 's 2'] });
  });

  test('a provision with another number is the same one', () => {
    const after = [act([provision('s 1'), { ...provision('s 2'), ref: 's 2A', former_refs: ['s 2'] }])];
    expect(shown(before, after)).toEqual({ amended: ['s 2A ref'] });
  });

  test('of two that claim the same former number, one is new', () => {
    const renamed = (ref: string) => ({ ...provision('s 2'), ref, former_refs: ['s 2'] });
    expect(shown(before, [act([provision('s 1'), renamed('s 3'), renamed('s 4')])])).toEqual({ amended: ['s 3 ref'], added: ['s 4'] });
  });

  test('every provision of either corpus stands in at most one list, and in the one for it', () => {
    const refs = fc.uniqueArray(
      fc.integer({ min: 1, max: 9 }).map((n) => `s ${n}`),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(refs, refs, (then, now) => {
        const difference = differenceOf([act(then.map((ref) => provision(ref)))], [act(now.map((ref) => provision(ref)))]);
        expect(difference.added.map(({ ref }) => ref)).toEqual(now.filter((ref) => !then.includes(ref)));
        expect(difference.withdrawn.map(({ ref }) => ref)).toEqual(then.filter((ref) => !now.includes(ref)));
        expect([...difference.amended, ...difference.repealed]).toEqual([]);
      }),
    );
  });
});

describe('what of it somebody follows', () => {
  const difference = differenceOf(
    [],
    [
      act([provision('s 1'), provision('s 2', { topics: ['breach-notification'] })]),
      act([provision('s 1')], { id: 'th-act', jurisdiction: 'TH' }),
    ],
  );
  const ids = (countries: string[], topics: string[]): string[] => within(difference, countries, topics).added.map(({ id }) => id);

  test('all of it, where nothing is named', () => {
    expect(within(difference, [], [])).toEqual(difference);
  });

  test('by country, by topic, and by both', () => {
    expect(ids(['TH'], [])).toEqual(['th-act#s 1']);
    expect(ids([], ['breach-notification'])).toEqual(['sg-computers-act-2020#s 2']);
    expect(ids(['TH'], ['breach-notification'])).toEqual([]);
    expect(ids(['SG', 'TH'], ['illegal-access'])).toEqual(['sg-computers-act-2020#s 1', 'th-act#s 1']);
  });
});
