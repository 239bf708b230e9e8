import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NoAnswer, Vote } from '../../src/store/feedback.ts';
import { onEachDatabase } from './places.ts';
import { SECRET, temporaryFolder, temporaryStore } from './temporary-store.ts';

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

  test('a vote under another secret replaces the one under the former, where both are given', async () => {
    const { options } = await here();
    await (await temporaryStore(options)).feedback.vote(vote);
    const secrets = { secret: 'another secret of tests', previousSecret: SECRET };
    const { feedback } = await temporaryStore({ ...options, ...secrets });
    await feedback.vote({ ...vote, citations: [PDPA, CMA], vote: 'right' });
    expect((await feedback.report()).map(({ right, wrong }) => [right, wrong])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  describe('questions without an answer', () => {
    const empty: NoAnswer = { surface: 'slack', reason: 'empty', topics: ['cii'], jurisdictions: ['LA'] };
    test.each<[string, NoAnswer[], [string | null, string | null, string, number][]]>([
      ['none', [], []],
      ['are counted, whoever asks', [empty, { ...empty, surface: 'discord' }, empty], [['cii', 'LA', 'empty', 3]]],
      [
        'are counted under each topic in each jurisdiction, once',
        [
          { ...empty, topics: ['cii', 'ddos', 'cii'], jurisdictions: ['LA', 'KH'] },
          { ...empty, topics: ['ddos'] },
        ],
        [
          ['ddos', 'LA', 'empty', 2],
          ['cii', 'KH', 'empty', 1],
          ['cii', 'LA', 'empty', 1],
          ['ddos', 'KH', 'empty', 1],
        ],
      ],
      [
        'have no topic or no jurisdiction where they name none',
        [
          { ...empty, topics: [], jurisdictions: [] },
          { ...empty, topics: [] },
        ],
        [
          [null, null, 'empty', 1],
          [null, 'LA', 'empty', 1],
        ],
      ],
      [
        'are told apart by reason',
        [empty, { ...empty, reason: 'not-covered' }],
        [
          ['cii', 'LA', 'empty', 1],
          ['cii', 'LA', 'not-covered', 1],
        ],
      ],
    ])('%s', async (_, asked, lines) => {
      const { feedback } = await temporaryStore((await here()).options);
      for (const each of asked) await feedback.noAnswer(each);
      expect((await feedback.unanswered()).map((line) => [line.topic, line.jurisdiction, line.reason, line.asked])).toEqual(lines);
    });

    test('that come at once are all counted', async () => {
      const { options } = await here();
      const stores = [await temporaryStore(options), await temporaryStore(options)];
      const asked = [
        { ...empty, topics: ['cii', 'ddos'] },
        { ...empty, topics: ['ddos', 'cii'] },
      ];
      await Promise.all(Array.from({ length: 40 }, (_, n) => stores[n % 2]?.feedback.noAnswer(asked[(n >> 1) % 2] ?? empty)));
      expect((await stores[0]?.feedback.unanswered())?.map(({ asked: times }) => times)).toEqual([40, 40]);
    });
  });
});

test('who voted stands nowhere in the files', async () => {
  const folder = temporaryFolder();
  const { feedback } = await temporaryStore({ folder });
  await feedback.vote({ ...vote, voter: 'UVOTERONE' });
  for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file)).includes('UVOTERONE'), file).toBe(false);
});
