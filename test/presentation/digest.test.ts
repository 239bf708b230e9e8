import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../adapters/presentation/digest.ts';
import { differenceOf } from '../../src/corpus/difference.ts';
import { act, provision } from '../corpus/tiny-corpus.ts';
import { anyDifference } from './any-difference.ts';

const before = [act([provision('s 1'), provision('s 2'), provision('s 3')])];
const after = [act([provision('s 1', { text: 'Other words.' }), provision('s 2', { until: '2026-12-31' }), provision('s 4')])];

describe('changes of the law in one message', () => {
  test('are named with id, law, heading, status, days and what is other than it was', () => {
    expect(digestOf(differenceOf(before, after), 10)).toMatchObject({
      counts: 'Of what this channel follows: 1 new, 1 amended or put right, 1 repealed or ending, 1 no longer in the corpus.',
      groups: [
        {
          label: 'New',
          lines: [
            { id: 'sg-computers-act-2020#s 4', name: 'Computers Act 2020, s 4 — Heading of s 4', note: 'SG; in force, from 2020-02-01' },
          ],
        },
        { label: 'Amended or put right', lines: [{ note: 'SG; in force, from 2020-02-01; changed: its digest' }] },
        { label: 'Repealed or ending', lines: [{ note: 'SG; in force, from 2020-02-01, until 2026-12-31; changed: its last day' }] },
        { label: 'No longer in the corpus', lines: [{ note: 'SG; in force, from 2020-02-01' }] },
      ],
      more: 0,
    });
  });

  test('a bill is called one', () => {
    const bill = act([provision('s 1')], { status: 'draft', in_force: null });
    expect(digestOf(differenceOf([], [bill]), 10).groups[0]?.lines[0]?.note).toBe('SG; bill, not law');
  });

  test('are as many as there is room for, of every kind some, and the rest is counted', () => {
    fc.assert(
      fc.property(anyDifference(fc.constant('x')), fc.nat(50), (difference, most) => {
        const { groups, more } = digestOf(difference, most);
        const all = Object.values(difference).reduce((sum, changes) => sum + changes.length, 0);
        const named = groups.reduce((sum, { lines }) => sum + lines.length, 0);
        expect(named).toBe(Math.min(most, all));
        expect(named + more).toBe(all);
        if (most >= 4) expect(groups).toHaveLength(Object.values(difference).filter((changes) => changes.length > 0).length);
      }),
    );
  });
});
