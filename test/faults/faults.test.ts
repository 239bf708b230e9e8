/**
 * Nothing is lost and nothing is doubled, whatever fails: real processes, a real PostgreSQL, the loopback Slack.
 * `npm run faults` asks more questions and prints the table of docs/faults.md.
 */
import { markdownTable } from 'markdown-table';
import { afterAll, describe, expect, test } from 'vitest';
import type { Tally } from './load.ts';
import { SCENARIOS } from './scenarios.ts';

const QUESTIONS = Number(process.env.LEXSEA_FAULTS_QUESTIONS ?? 60);
const LONGEST_MS = 300_000;

describe('while people ask, and one thing goes wrong', () => {
  const tallies: [string, Tally][] = [];
  for (const { name, onPostgres, slow, lacks, run } of SCENARIOS) {
    if (slow && !process.env.LEXSEA_FAULTS_QUESTIONS) continue;
    const missing = onPostgres && !process.env.LEXSEA_TEST_POSTGRES ? 'LEXSEA_TEST_POSTGRES is not set' : (lacks?.() ?? null);
    test.skipIf(missing !== null)(missing === null ? name : `${name} (skipped: ${missing})`, { timeout: LONGEST_MS }, async () => {
      const tally = await run(QUESTIONS);
      tallies.push([name, tally]);
      expect(tally).toMatchObject({ asked: QUESTIONS, answered: QUESTIONS, lost: 0, doubled: 0 });
    });
  }
  afterAll(() => {
    if (!process.env.LEXSEA_FAULTS_QUESTIONS) return;
    const head = ['what goes wrong', 'asked', 'answered', 'lost', 'doubled', 'later than 10 s', 'p50', 'p99'];
    const rows = tallies.map(([name, { asked, answered, lost, doubled, late, p50, p99 }]) =>
      [name, asked, answered, lost, doubled, late, `${p50} ms`, `${p99} ms`].map(String),
    );
    process.stdout.write(`\n${markdownTable([head, ...rows], { align: ['l', 'r', 'r', 'r', 'r', 'r', 'r', 'r'] })}\n`);
  });
});
