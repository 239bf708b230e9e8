import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Vote } from '../../src/store/feedback.ts';
import { onEachDatabase } from './places.ts';
import { temporaryFolder, temporaryStore } from './temporary-store.ts';

const PDPA = 'th-personal-data-protection-act-2019#s 37';
const CMA = 'sg-computer-misuse-act-1993#s 3';
const vote: Vote = { surface: 'slack', community: 'T1', citations: [PDPA, CMA], kind: 'answer', vote: 'wrong', voter: 'U1' };

onEachDatabase((here) => {
  describe('the report of votes', () => {
    test.each<[string, Vote[], [string, string, number, number][]]>([
      ['nothing', [], []],
      [
        'counts for each item that was cited',
        [vote],
        [
          [CMA, 'answer', 0, 1],
          [PDPA, 'answer', 0, 1],
        ],
      ],
      [
        'counts a voter once',
        [vote, vote],
        [
          [CMA, 'answer', 0, 1],
          [PDPA, 'answer', 0, 1],
        ],
      ],
      [
        'takes the same citations in another order as the same answer',
        [vote, { ...vote, citations: [CMA, PDPA, CMA] }],
        [
          [CMA, 'answer', 0, 1],
          [PDPA, 'answer', 0, 1],
        ],
      ],
      [
        'takes the later of two votes',
        [vote, { ...vote, vote: 'right' }],
        [
          [CMA, 'answer', 1, 0],
          [PDPA, 'answer', 1, 0],
        ],
      ],
      [
        'counts voters apart',
        [vote, { ...vote, voter: 'U2' }],
        [
          [CMA, 'answer', 0, 2],
          [PDPA, 'answer', 0, 2],
        ],
      ],
      [
        'counts the same id in another workspace apart',
        [vote, { ...vote, community: 'T2' }],
        [
          [CMA, 'answer', 0, 2],
          [PDPA, 'answer', 0, 2],
        ],
      ],
      [
        'keeps kinds apart, most wrong first',
        [vote, { ...vote, kind: 'comparison', citations: [PDPA] }, { ...vote, citations: [PDPA] }],
        [
          [PDPA, 'answer', 0, 2],
          [CMA, 'answer', 0, 1],
          [PDPA, 'comparison', 0, 1],
        ],
      ],
      ['has no line for an answer that cited nothing', [{ ...vote, citations: [] }], []],
    ])('%s', async (_, votes, lines) => {
      const { feedback } = await temporaryStore((await here()).options);
      for (const each of votes) await feedback.vote(each);
      expect((await feedback.report()).map(({ citation, kind, right, wrong }) => [citation, kind, right, wrong])).toEqual(lines);
    });
  });
});

test('who voted stands nowhere in the files', async () => {
  const folder = temporaryFolder();
  const { feedback } = await temporaryStore({ folder });
  await feedback.vote({ ...vote, voter: 'UVOTERONE' });
  for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file)).includes('UVOTERONE'), file).toBe(false);
});
