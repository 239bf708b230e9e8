import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textsIn } from '../../adapters/discord/render/components.ts';
import { digestComponents, markOf } from '../../adapters/discord/render/digest.ts';
import { differenceOf } from '../../src/corpus/difference.ts';
import { act, provision } from '../corpus/tiny-corpus.ts';
import { anyDifference } from '../presentation/any-difference.ts';
import { anyText } from './any-answer.ts';
import { lines } from './server/form.ts';
import { messageErrors } from './server/message-form.ts';

const CORPUS = '635d8b825f6997beeea6';
const V2 = 1 << 15;

describe('the message about changes of the law', () => {
  test('names each provision with its id, and the corpus', () => {
    const text = textsIn(digestComponents(differenceOf([], [act([provision('s 1')])]), CORPUS)).join('\n');
    expect(text).toContain('sg-computers-act-2020\\#s 1: Computers Act 2020, s 1 — Heading of s 1 (SG; in force, from 2020-02-01)');
    expect(text).toContain(markOf(CORPUS));
  });

  test('is one that Discord takes, and pings nobody, whatever stands in the corpus', () => {
    fc.assert(
      fc.property(anyDifference(anyText), (difference) => {
        const components = digestComponents(difference, CORPUS);
        const body = JSON.parse(JSON.stringify({ components, flags: V2, allowed_mentions: { parse: [] } }));
        expect(lines(messageErrors(body, { how: 'create', interaction: false, files: [] }))).toEqual([]);
        const text = textsIn(components).join('\n');
        expect(text).not.toMatch(/(?<!\\)<(@|#|:|a:|t:)/);
        expect(text).not.toMatch(/@(everyone|here)/);
        expect(text).toContain(markOf(CORPUS));
      }),
      { numRuns: 40 },
    );
  });
});
