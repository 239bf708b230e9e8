import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestMessage } from '../../adapters/slack/render/digest.ts';
import { differenceOf } from '../../src/corpus/difference.ts';
import { act, provision } from '../corpus/tiny-corpus.ts';
import { anyDifference } from '../presentation/any-difference.ts';
import { anyText } from './any-answer.ts';
import { refuseMessage } from './server/validate.ts';

describe('the message about changes of the law', () => {
  test('names each provision with its id, and how to see it whole', () => {
    const { text } = digestMessage(differenceOf([], [act([provision('s 1'), provision('s 2')])]));
    expect(text).toContain('sg-computers-act-2020#s 1 Computers Act 2020, s 1 — Heading of s 1 (SG; in force, from 2020-02-01)');
    expect(text).toContain('/lexsea show and an id');
    expect(text).toContain('not legal advice');
  });

  test('of a hundred provisions names some and counts the rest', () => {
    const refs = Array.from({ length: 100 }, (_, n) => provision(`s ${n}`));
    const { text } = digestMessage(differenceOf([], [act(refs)]));
    const named = text.match(/sg-computers-act-2020#/g)?.length ?? 0;
    expect(named).toBeGreaterThan(5);
    expect(text).toContain(`and ${100 - named} more.`);
  });

  test('is one that Slack takes, and pings nobody, whatever stands in the corpus', () => {
    fc.assert(
      fc.property(anyDifference(anyText), (difference) => {
        const message = digestMessage(difference);
        expect(refuseMessage({ channel: 'C1', ...message })).toBeNull();
        expect(message.text).not.toMatch(/<[!@#]/);
        expect(message.text.length).toBeLessThanOrEqual(4_000);
      }),
      { numRuns: 40 },
    );
  });
});
