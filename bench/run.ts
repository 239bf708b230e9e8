/**
 * How fast are we? Answers in this process beside plain MiniSearch and SQLite FTS5 over the same passages, whole `ask`
 * processes beside `node -e 0`, and the build of the corpus. Prints figures, judges nothing.
 *
 *   npm run bench
 *   npm run bench -- --soak [minutes]    the whole path for so long (soak.ts)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';
import { plainFts5, plainMiniSearch } from '../eval/baselines.ts';
import { loadQuestions } from '../eval/questions.ts';
import { LexSea } from '../src/ask.ts';
import { corpusFolder } from '../src/corpus/folder.ts';
import { loadCorpus } from '../src/corpus/load.ts';

const soaking = process.argv.indexOf('--soak');
if (soaking >= 0) process.exit(await (await import('./soak.ts')).soak(process.argv[soaking + 1]));

const ROUNDS = 5;
const PROCESSES = 9;
const MAIN = join(import.meta.dirname, '../adapters/terminal/main.js');
const QUESTION = 'How fast must a data breach be notified in Thailand?';

const questions = loadQuestions();
const lexsea = await LexSea.open();
const { corpus } = await loadCorpus(corpusFolder());
const miniSearch = plainMiniSearch(corpus);
const fts5 = plainFts5(corpus);

const runs = {
  LexSEA: (n: number) => lexsea.ask(questions[n]?.question ?? '', { context: questions[n]?.context ?? [] }),
  'plain MiniSearch': (n: number) => miniSearch(questions[n]?.question ?? ''),
  'SQLite FTS5': (n: number) => fts5(questions[n]?.question ?? ''),
};
const times = Object.fromEntries(Object.keys(runs).map((name) => [name, [] as number[]]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(runs)) {
    for (let n = 0; n < questions.length; n++) {
      const started = performance.now();
      run(n);
      if (round > 0) times[name]?.push(performance.now() - started);
    }
  }
}
const ours = quantile(times.LexSEA ?? [], 0.5);
const rows = Object.entries(times).map(([name, list]) => {
  const median = quantile(list, 0.5);
  const sum = list.reduce((total, value) => total + value, 0);
  return [name, ms(median), ms(quantile(list, 0.99)), `${Math.round((list.length / sum) * 1000)}`, (ours / median).toFixed(2)];
});
process.stdout.write(`${questions.length} questions, ${ROUNDS} rounds after one that is not counted, one process\n\n`);
process.stdout.write(
  `${markdownTable([['', 'p50', 'p99', 'questions/s', 'LexSEA takes, times'], ...rows], { align: ['l', 'r', 'r', 'r', 'r'] })}\n\n`,
);
lexsea.close();

const folder = mkdtempSync(join(tmpdir(), 'lexsea-bench-'));
const env = { ...process.env, LEXSEA_DATA: folder, NO_COLOR: '1' };
const builds = Array.from({ length: 3 }, () => wholeProcess([MAIN, 'corpus', 'build'], env));
const asks = Array.from({ length: PROCESSES }, () => wholeProcess([MAIN, 'ask', QUESTION], env)).slice(1);
const nothing = Array.from({ length: PROCESSES }, () => wholeProcess(['-e', '0'], env)).slice(1);
rmSync(folder, { recursive: true, force: true });
const median = (list: { seconds: number }[]): number =>
  quantile(
    list.map(({ seconds }) => seconds * 1000),
    0.5,
  );
process.stdout.write(
  `${markdownTable(
    [
      ['whole process', 'median', 'memory at its peak', 'times `node -e 0`'],
      ['node -e 0', ms(median(nothing)), mb(nothing), '1'],
      ['lexsea ask', ms(median(asks)), mb(asks), (median(asks) / median(nothing)).toFixed(1)],
      ['lexsea corpus build', ms(median(builds)), mb(builds), ''],
    ],
    { align: ['l', 'r', 'r', 'r'] },
  )}\n`,
);

function wholeProcess(args: string[], env: NodeJS.ProcessEnv): { seconds: number; kilobytes: number } {
  const file = join(tmpdir(), `lexsea-time-${process.pid}`);
  const time = '/usr/bin/time';
  const started = performance.now();
  const timed = spawnSync(time, ['-f', '%M', '-o', file, process.execPath, ...args], { env, stdio: 'ignore' });
  const seconds = (performance.now() - started) / 1000;
  if (timed.error) {
    spawnSync(process.execPath, args, { env, stdio: 'ignore' });
    return { seconds: (performance.now() - started) / 1000, kilobytes: Number.NaN };
  }
  const kilobytes = Number(readFileSync(file, 'utf8').trim().split('\n').at(-1));
  rmSync(file, { force: true });
  return { seconds, kilobytes };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

function mb(list: { kilobytes: number }[]): string {
  const middle = quantile(
    list.map(({ kilobytes }) => kilobytes / 1024),
    0.5,
  );
  return Number.isNaN(middle) ? 'not measured' : `${Math.round(middle)} MB`;
}
