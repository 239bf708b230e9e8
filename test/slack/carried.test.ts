import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Carried, CarriedSources, CarriedVote, packed, packedIds, packedQuestion, unpacked } from '../../adapters/slack/render/carried.ts';
import { index, lexsea } from '../shipped.ts';
import { anyString, longStrings } from '../strings.ts';

const { context } = lexsea.converse('penalty for hacking in Malaysia', null);

describe('what a button carries', () => {
  test('a question comes back as it was asked, with what went before', () => {
    const value = packedQuestion('and in Viet Nam?', context, 1_000);
    const carried = unpacked(Carried, value ?? '');
    expect(carried).toMatchObject({ q: 'and in Viet Nam?', c: { places: ['MY'] } });
    const again = 'q' in (carried ?? {}) ? lexsea.converse('and in Viet Nam?', (carried as { c: typeof context }).c).answer : null;
    expect(again?.jurisdictions).toEqual(lexsea.converse('and in Viet Nam?', context).answer.jurisdictions);
    expect(again?.headline).toBe(lexsea.converse('and in Viet Nam?', context).answer.headline);
  });

  test('any question fits with 1,000 characters, or carries nothing', () => {
    fc.assert(
      fc.property(
        anyString.filter((text) => text !== ''),
        (q) => {
          const value = packedQuestion(q, context, 1_000);
          if (value === null) return;
          expect(value.length).toBeLessThanOrEqual(1_000);
          expect(unpacked(Carried, value)).toMatchObject({ q: q.toWellFormed() === q ? q : expect.any(String) });
        },
      ),
    );
  });

  test('ids are as many as fit, the first ones', () => {
    const ids = index.items.slice(0, 300).map(({ id }) => id);
    const value = packedIds(ids, (some) => ({ ids: some, day: '2026-11-25' }), 600);
    const carried = unpacked(CarriedSources, value);
    expect(value.length).toBeLessThanOrEqual(600);
    expect(carried?.ids.length).toBeGreaterThan(10);
    expect(carried?.ids).toEqual(ids.slice(0, carried?.ids.length));
  });
});

describe('what is no value of ours is nothing', () => {
  test.each([
    ['no value', undefined],
    ['an empty one', ''],
    ['JSON that is not packed', '{"q":"x","c":null}'],
    ['another shape', packed({ question: 'x' }, 2000) ?? ''],
    ['an empty question', packed({ q: '', c: null }, 2000) ?? ''],
    ['a question that is too long', packed({ q: 'x'.repeat(2001), c: null }, 2000) ?? ''],
    ['what unpacks to a hundred megabytes', deflateRawSync(Buffer.alloc(100_000_000, 'a')).toString('base64url')],
  ])('%s', (_, value) => expect(unpacked(Carried, value)).toBeNull());

  test('a vote that is neither right nor wrong', () => {
    expect(unpacked(CarriedVote, packed({ kind: 'answer', ids: [], vote: 'maybe' }, 2000) ?? '')).toBeNull();
  });
  test('any text', () => {
    fc.assert(
      fc.property(anyString, (value) => {
        expect(unpacked(Carried, value)).toBeNull();
      }),
    );
  });
  test.each(longStrings)('%s a hundred thousand times', (_, value) => expect(unpacked(Carried, value)).toBeNull());
});
