/**
 * How good are we? Runs every question of eval/questions through the engine and the baselines and prints the figures of
 * both halves. Fails if a figure is below the floor of eval/floor.json, or an answer breaks a rule.
 *
 *   npm run eval                  both halves
 *   npm run eval -- --ablation    also prints what the ranking is worth without each mechanism
 *   npm run eval -- --misses      also names the questions of the tuning half that went wrong
 *   npm run eval -- --raise       raises the floor to what was measured
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LexSea } from '../src/ask.ts';
import { corpusFolder } from '../src/corpus/folder.ts';
import { loadCorpus } from '../src/corpus/load.ts';
import { ablation } from './ablation.ts';
import { plainFts5, plainMiniSearch } from './baselines.ts';
import { accepts, judge, type Verdict } from './judge.ts';
import { type EvalQuestion, type Half, halfOf, loadQuestions } from './questions.ts';
import { reliability } from './reliability.ts';
import { breaches } from './rules.ts';
import { Tally } from './tally.ts';

const FLOOR = join(import.meta.dirname, 'floor.json');
/** The floor stands this much below what was measured, so that a reworded digest does not fail the build. */
const SLACK = 1.5;

const lexsea = await LexSea.open({ warn: (message) => process.stderr.write(`${message}\n`) });
const { corpus } = await loadCorpus(corpusFolder());
const baselines = { MiniSearch: plainMiniSearch(corpus), FTS5: plainFts5(corpus) };
const questions = loadQuestions();
const halves: Record<Half, Tally> = { tuning: new Tally(), 'held-back': new Tally() };
const confidences: { half: Half; confidence: number; right: boolean }[] = [];
const broken: string[] = [];
const misses: string[] = [];

for (const question of questions) {
  const half = halfOf(question);
  const answer = lexsea.ask(question.question, { context: question.context });
  const verdict = judge(lexsea.index, question, answer);
  halves[half].add(question, verdict);
  for (const [name, baseline] of Object.entries(baselines))
    halves[half].addBaseline(name, verdict.first !== null, rankOf(question, baseline(question.question)));
  for (const breach of breaches(lexsea.index, answer)) broken.push(`${question.id}: ${breach}`);
  if (answer.kind !== 'clarification') confidences.push({ half, confidence: answer.confidence, right: isRight(verdict) });
  if (half === 'tuning' && (!isRight(verdict) || verdict.figures === false))
    misses.push(
      `${question.id} [${question.category}] ${question.question}\n    got ${answer.kind} ${answer.citations[0]?.id ?? ''}; wanted ${question.citations[0] ?? question.kind.join(' or ')}`,
    );
}

for (const half of ['tuning', 'held-back'] as const) {
  process.stdout.write(`\n${half} half, ${halves[half].size} questions\n${halves[half].table()}\n`);
}
process.stdout.write(`\nheld-back half by category\n${halves['held-back'].byCategory()}\n`);
process.stdout.write(
  `\nreliability (all questions): of the answers with a confidence in the range, how many were right\n${reliability(confidences)}\n`,
);
if (process.argv.includes('--ablation'))
  process.stdout.write(`\nthe ranking alone, without one mechanism at a time\n${ablation(lexsea.index, questions)}\n`);
if (process.argv.includes('--misses')) process.stdout.write(`\nmisses of the tuning half\n${misses.join('\n')}\n`);
if (broken.length > 0) process.stderr.write(`\nanswers that break a rule:\n${broken.join('\n')}\n`);

const measured = Object.fromEntries((['tuning', 'held-back'] as const).map((half) => [half, halves[half].figures()]));
const floor = JSON.parse(readFileSync(FLOOR, 'utf8')) as Record<string, Record<string, number>>;
const below = Object.entries(floor).flatMap(([half, figures]) =>
  Object.entries(figures)
    .filter(([name, least]) => (measured[half]?.[name] ?? 0) < least)
    .map(([name, least]) => `${half}: ${name} is ${measured[half]?.[name]}, the floor is ${least}`),
);
for (const line of below) process.stderr.write(`below the floor: ${line}\n`);
if (process.argv.includes('--raise')) {
  const raised = Object.fromEntries(
    Object.entries(measured).map(([half, figures]) => [
      half,
      Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [name, Math.max(floor[half]?.[name] ?? 0, Math.floor((value - SLACK) * 10) / 10)]),
      ),
    ]),
  );
  writeFileSync(FLOOR, `${JSON.stringify(raised, null, 2)}\n`);
}
lexsea.close();
process.exitCode = below.length > 0 || broken.length > 0 ? 1 : 0;

function rankOf({ citations }: EvalQuestion, ids: string[]): number {
  return ids.findIndex((id) => accepts(lexsea.index, citations, id));
}

/** An answer counts as right if it is refused where it must be, or its first citation is right. */
function isRight({ first, kind, wronglyAnswered, wronglyRefused }: Verdict): boolean {
  return first ?? (wronglyAnswered === null ? wronglyRefused === false || kind : !wronglyAnswered);
}
