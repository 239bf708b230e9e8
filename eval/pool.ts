/**
 * Pools for a second reader: for each question the first three of LexSEA, of plain MiniSearch and of FTS5 that nobody has
 * judged, in alphabetical order, so that the reader does not know whose they are. What is found goes into judgements.yaml.
 *
 *   node eval/pool.ts held-back 1/4    the first of four parts of a half
 */
import { LexSea } from '../src/ask.ts';
import { corpusFolder } from '../src/corpus/folder.ts';
import { itemsOf } from '../src/corpus/items.ts';
import { loadCorpus } from '../src/corpus/load.ts';
import { isMemberState } from '../src/corpus/member-states.ts';
import { plainFts5, plainMiniSearch } from './baselines.ts';
import { accepts } from './judge.ts';
import { type EvalQuestion, halfOf, loadJudgements, loadQuestions } from './questions.ts';

const DEPTH = 3;

const [half = 'tuning', share = '1/1'] = process.argv.slice(2);
const [part = 1, parts = 1] = share.split('/').map(Number);
const lexsea = await LexSea.open();
const { corpus } = await loadCorpus(corpusFolder());
const items = new Map(itemsOf(corpus).map((item) => [item.id, item]));
const baselines = [plainMiniSearch(corpus), plainFts5(corpus)];
const judged = new Map(loadJudgements().map(({ id, right, wrong }) => [id, new Set([...right, ...wrong])]));

const pools = loadQuestions()
  .filter((question) => halfOf(question) === half && question.citations.length > 0 && !question.kind.includes('comparison'))
  .map((question) => ({ question, candidates: candidatesOf(question) }))
  .filter(({ candidates }) => candidates.length > 0);
for (const [n, { question, candidates }] of pools.entries()) {
  if (n % parts !== part - 1) continue;
  process.stdout.write(`\n=== ${question.id}\n`);
  for (const earlier of question.context) process.stdout.write(`(asked before: ${earlier})\n`);
  process.stdout.write(`QUESTION: ${question.question}\n`);
  for (const id of question.citations) show('named', id);
  for (const id of candidates) show('judge', id);
}
lexsea.close();

/** What is not judged yet. The law of a state that the question is not about cannot be right. */
function candidatesOf(question: EvalQuestion): string[] {
  const answer = lexsea.ask(question.question, { context: question.context });
  const first = [answer.citations.map(({ id }) => id), ...baselines.map((rank) => rank(question.question))].flatMap((ids) =>
    ids.slice(0, DEPTH),
  );
  const isAbout = (id: string): boolean => {
    const jurisdiction = items.get(id)?.jurisdiction ?? '';
    return !isMemberState(jurisdiction) || question.jurisdictions.length === 0 || question.jurisdictions.includes(jurisdiction);
  };
  const open = (id: string): boolean => !accepts(lexsea.index, question.citations, id) && !judged.get(question.id)?.has(id);
  return [...new Set(first)].filter((id) => items.has(id) && isAbout(id) && open(id)).sort();
}

function show(label: string, id: string): void {
  const item = items.get(id);
  process.stdout.write(`${label}: ${id}${item ? ` | ${item.heading} | ${item.text}` : ''}\n`);
}
