/**
 * Learns the weights of the ranking (src/search/weights.json). A conditional logit over the candidates of each question
 * (the listwise loss of ListNet, Cao and others 2007, with one right answer): on asks that were left out of the index,
 * and on the tuning half of eval/. The held-back half is never read.
 *
 *   node scripts/train.ts            prints how the ranking does before and after, writes the weights
 *   node scripts/train.ts --dry-run  only prints
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { accepts } from '../eval/judge.ts';
import { halfOf, loadQuestions } from '../eval/questions.ts';
import { CONFIDENCE_SIGNALS, confidenceSignals } from '../src/answer/confidence.ts';
import { PREMISE_SIGNALS, weighedPremises } from '../src/answer/premise.ts';
import { corpusFolder } from '../src/corpus/folder.ts';
import { loadCorpus } from '../src/corpus/load.ts';
import { isMemberState, MEMBER_STATES } from '../src/corpus/member-states.ts';
import { compile } from '../src/index/compile.ts';
import { CorpusIndex } from '../src/index/corpus-index.ts';
import { LearningThread } from '../src/index/learn-aside.ts';
import { inContext } from '../src/question/follow-up.ts';
import type { Question } from '../src/question/question.ts';
import { understand } from '../src/question/understand.ts';
import { FEATURES, type FeatureVector, featuresOf, NEVER_NEGATIVE, NEVER_POSITIVE } from '../src/search/features.ts';
import { rank, WEIGHTS, type Weights } from '../src/search/rank.ts';
import { retrieve } from '../src/search/retrieve.ts';
import { answerability, SIGNALS, SPEAK_FOR, signalsOf } from '../src/search/scope.ts';
import { fitLogistic, type Labelled } from './training/logistic.ts';

interface Example {
  weight: number;
  candidates: FeatureVector[];
  right: boolean[];
}

const LEFT_OUT = 0.12;
/** An ask that was left out is harder than a question of a user, who says more; it counts this much of one. */
const ASK_SHARE = 0.02;
const LEFT_OUT_OF_SCOPE = 0.3;
const TUNING_WEIGHT = 8;
const EPOCHS = 300;
const STEP = 0.5;
const RIDGE = 2e-4;

/** Fixed pseudo-random numbers in [0, 1), so that training can be repeated. */
let state = 7;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

const { corpus } = await loadCorpus(corpusFolder());
const leftOut: { of: string; ask: string }[] = [];
for (const entry of corpus.asks) {
  const kept: string[] = [];
  for (const ask of entry.asks) {
    if (entry.asks.length > 3 && random() < LEFT_OUT) leftOut.push({ of: entry.of, ask });
    else kept.push(ask);
  }
  entry.asks = kept;
}
const leftOutScope: string[] = [];
for (const scope of corpus.scopes) {
  const kept: string[] = [];
  for (const ask of scope.asks) (random() < LEFT_OUT_OF_SCOPE ? leftOutScope : kept).push(ask);
  scope.asks = kept;
}
const database = new Database(':memory:');
const thread = new LearningThread();
await compile(corpus, database, thread);
await thread.end();
const index = new CorpusIndex(database);

function example(text: string, places: string[] | undefined, isRight: (id: string) => boolean, weight: number): Example | null {
  const alone = understand(index, text);
  const question = places && alone.places.length === 0 ? understand(index, text, { in: places }) : alone;
  const evidence = retrieve(index, question);
  const right = evidence.candidates.map((n) => isRight(index.items[n]?.id ?? ''));
  return right.includes(true) ? { weight, candidates: featuresOf(index, evidence), right } : null;
}

const fromAsks = leftOut.map(({ of, ask }) => {
  const n = index.numberOf(of);
  const item = n === undefined ? undefined : index.items[n];
  if (!item) return null;
  const places = isMemberState(item.jurisdiction) && random() < 0.8 ? [item.jurisdiction] : undefined;
  return example(ask, places, (id) => id === item.id, 1);
});
const fromTuning = loadQuestions()
  .filter(
    (question) =>
      halfOf(question) === 'tuning' &&
      question.citations.length > 0 &&
      question.context.length === 0 &&
      question.kind.some((kind) => kind === 'answer' || kind === 'correction'),
  )
  .map(({ question, citations }) => {
    const isRight = (id: string): boolean =>
      citations.some(
        (cited) =>
          id === cited || id === index.items[index.numberOf(cited) ?? -1]?.id || (!cited.includes('#') && id.startsWith(`${cited}#`)),
      );
    return example(question, undefined, isRight, TUNING_WEIGHT);
  });
/**
 * What a comparison topic asks, of one state: by its label alone, and by the question that it answers. The provision that
 * stands for the state in the table is the answer, or the body that the topic is about.
 */
const CANONICAL_WEIGHT = 2;
const NOT_THE_LAW = ['draft', 'repealed', 'superseded', 'not-yet-in-force'];
const fromTopics = index.topics.flatMap(({ id, label, question }) =>
  MEMBER_STATES.flatMap((state) => {
    const place = index.profile(state)?.name ?? '';
    const stands = (each: string): boolean => {
      const item = index.items[index.numberOf(each) ?? -1];
      if (item?.jurisdiction !== state || NOT_THE_LAW.includes(item.status)) return false;
      return item.cells.includes(id) || (item.kind === 'institution' && item.topics[0] === id);
    };
    const written = [`${label} in ${place}`, ...(question ? [`${question.replace(/\?$/, '')} in ${place}?`] : [])];
    return written.map((text) => example(text, undefined, stands, CANONICAL_WEIGHT));
  }),
);
const asks = fromAsks.filter((one) => one !== null);
const tuning = fromTuning.filter((one) => one !== null);
console.log(
  `asks left out ${leftOut.length}, of which a candidate ${asks.length}; tuning ${fromTuning.length}, of which a candidate ${tuning.length}`,
);

function weightsToVector(weights: Weights): Float64Array {
  return Float64Array.from(FEATURES, (feature) => weights[feature] ?? 0);
}
function scoreOf(weights: Float64Array, features: FeatureVector): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (features[i] as number);
  return sum;
}
function firstRight(examples: Example[], weights: Float64Array, within: number): string {
  const hits = examples.filter(({ candidates, right }) => {
    const order = candidates
      .map((features, i) => [scoreOf(weights, features), right[i]] as const)
      .sort((left, other) => other[0] - left[0]);
    return order.slice(0, within).some(([, isRight]) => isRight);
  });
  return `${((hits.length / examples.length) * 100).toFixed(1)} %`;
}
function report(name: string, weights: Float64Array): void {
  console.log(
    `${name.padEnd(8)} asks first ${firstRight(asks, weights, 1)} within 3 ${firstRight(asks, weights, 3)}; tuning first ${firstRight(tuning, weights, 1)} within 3 ${firstRight(tuning, weights, 3)}`,
  );
}

const atLeastZero = new Set(NEVER_NEGATIVE.map((feature) => FEATURES.indexOf(feature)));
const atMostZero = new Set(NEVER_POSITIVE.map((feature) => FEATURES.indexOf(feature)));
function signed(f: number, weight: number): number {
  if (atLeastZero.has(f)) return Math.max(0, weight);
  return atMostZero.has(f) ? Math.min(0, weight) : weight;
}

const weights = weightsToVector(WEIGHTS);
report('before', weights);
const topics = fromTopics.filter((one) => one !== null);
const examples = [...asks, ...tuning, ...topics];
const total = examples.reduce((sum, { weight }) => sum + weight, 0);
const moment = new Float64Array(FEATURES.length);
const square = new Float64Array(FEATURES.length);
for (let epoch = 1; epoch <= EPOCHS; epoch++) {
  const gradient = new Float64Array(FEATURES.length);
  for (const { weight, candidates, right } of examples) {
    const scores = candidates.map((features) => scoreOf(weights, features));
    const most = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - most));
    const all = powers.reduce((left, value) => left + value, 0);
    const good = powers.reduce((left, value, i) => left + (right[i] ? value : 0), 0) || 1e-12;
    candidates.forEach((features, i) => {
      const pull = ((right[i] ? (powers[i] as number) / good : 0) - (powers[i] as number) / all) * weight;
      if (Math.abs(pull) < 1e-7) return;
      for (let f = 0; f < gradient.length; f++) gradient[f] = (gradient[f] as number) + pull * (features[f] as number);
    });
  }
  for (let f = 0; f < weights.length; f++) {
    const slope = (gradient[f] as number) / total - RIDGE * (weights[f] as number);
    moment[f] = 0.9 * (moment[f] as number) + 0.1 * slope;
    square[f] = 0.99 * (square[f] as number) + 0.01 * slope * slope;
    const m = (moment[f] as number) / (1 - 0.9 ** epoch);
    const s = (square[f] as number) / (1 - 0.99 ** epoch);
    weights[f] = signed(f, (weights[f] as number) + ((STEP / 10) * m) / (Math.sqrt(s) + 1e-6));
  }
}
report('after', weights);
const rounded = Object.fromEntries(FEATURES.map((feature, i) => [feature, Math.round((weights[i] as number) * 1000) / 1000]));
console.log(JSON.stringify(rounded));
const write = (path: string, content: object): void => {
  if (!process.argv.includes('--dry-run')) writeFileSync(join(import.meta.dirname, '..', path), `${JSON.stringify(content, null, 2)}\n`);
};
write('src/search/weights.json', rounded);

/** What tells a question that the corpus answers from one that it does not. */
function answerableExample(text: string, places: string[] | undefined, label: boolean, weight: number): Labelled {
  const alone = understand(index, text);
  const question = places && alone.places.length === 0 ? understand(index, text, { in: places }) : alone;
  const evidence = retrieve(index, question);
  return { signals: signalsOf(index, question, evidence, rank(index, evidence, rounded)), label, weight };
}
const tuningAll = loadQuestions().filter((question) => halfOf(question) === 'tuning' && question.context.length === 0);
const labelled: Labelled[] = [
  ...leftOut.map(({ of, ask }) => {
    const jurisdiction = index.items[index.numberOf(of) ?? -1]?.jurisdiction ?? 'ASEAN';
    return answerableExample(ask, isMemberState(jurisdiction) && random() < 0.7 ? [jurisdiction] : undefined, true, 1);
  }),
  ...leftOutScope.map((ask) => answerableExample(ask, undefined, false, 3)),
  ...tuningAll
    .filter(({ kind }) => !kind.includes('clarification'))
    .map(({ question, kind }) => answerableExample(question, undefined, !kind.every((each) => each === 'no-answer'), 8)),
];
const answerable = fitLogistic(labelled, SIGNALS.length, new Set(SPEAK_FOR.map((signal) => SIGNALS.indexOf(signal))));
write(
  'src/search/answerable.json',
  Object.fromEntries(SIGNALS.map((signal, i) => [signal, Math.round((answerable[i] as number) * 1000) / 1000])),
);
const probability = ({ signals }: Labelled): number =>
  1 / (1 + Math.exp(-signals.reduce((sum, signal, i) => sum + signal * (answerable[i] as number), 0)));
for (const threshold of [0.3, 0.4, 0.5, 0.6]) {
  const refusedWrongly =
    labelled.filter((one) => one.label && probability(one) < threshold).length / labelled.filter(({ label }) => label).length;
  const refusedRightly =
    labelled.filter((one) => !one.label && probability(one) < threshold).length / labelled.filter(({ label }) => !label).length;
  console.log(
    `answerable < ${threshold}: of what the corpus answers ${(refusedWrongly * 100).toFixed(1)} % refused, of what it does not ${(refusedRightly * 100).toFixed(1)} %`,
  );
}
console.log(JSON.stringify(Object.fromEntries(SIGNALS.map((signal, i) => [signal, Math.round((answerable[i] as number) * 100) / 100]))));

/** What tells a question that rests on a misconception from one that only comes near it. */
const premises: Labelled[] = [];
function premiseExamples(question: Question, said: string | null, weight: number): void {
  const evidence = retrieve(index, question);
  for (const { id, signals } of weighedPremises(index, question, evidence, rank(index, evidence, rounded)))
    premises.push({ signals, label: id === said, weight });
}
for (const { of, ask } of leftOut) {
  const item = index.items[index.numberOf(of) ?? -1];
  const misconception = item?.kind === 'misconception' ? item.id.replace('misconception:', '') : null;
  if (!item || (misconception === null && random() < 0.7)) continue;
  premiseExamples(understand(index, ask, isMemberState(item.jurisdiction) ? { in: [item.jurisdiction] } : {}), misconception, 1);
}
for (const { question, kind, correction, citations } of tuningAll) {
  // Where both an answer and a correction are right, the question teaches nothing.
  const said = correction ?? null;
  if (said === null && (kind.includes('correction') || citations.some((id) => id.startsWith('misconception:')))) continue;
  premiseExamples(understand(index, question), said, TUNING_WEIGHT);
}
const premise = fitLogistic(premises, PREMISE_SIGNALS.length);
write(
  'src/answer/premise.json',
  Object.fromEntries(PREMISE_SIGNALS.map((signal, i) => [signal, Math.round((premise[i] as number) * 1000) / 1000])),
);
const sure = premises.filter(({ signals }) => signals.reduce((sum, signal, i) => sum + signal * (premise[i] as number), 0) >= 0);
console.log(
  `premises ${premises.filter(({ label }) => label).length}, put right ${sure.filter(({ label }) => label).length}, wrongly ${sure.filter(({ label }) => !label).length}`,
);

/**
 * Confidence is calibrated on whole answers to the tuning half, over the index that is shipped: is the first citation right?
 * The weights of the ranking were fitted to the same questions, so the asks that were left out stand beside them.
 */
const ranking: Labelled[] = [];
for (const { of, ask } of leftOut) {
  const jurisdiction = index.items[index.numberOf(of) ?? -1]?.jurisdiction ?? 'ASEAN';
  if (random() < 0.6) continue;
  const question = understand(index, ask, isMemberState(jurisdiction) ? { in: [jurisdiction] } : {});
  ranking.push(confidenceExample(question, (id) => id === index.items[index.numberOf(of) ?? -1]?.id, ASK_SHARE));
}
for (const entry of loadQuestions().filter(
  (each) => halfOf(each) === 'tuning' && each.citations.length > 0 && each.kind.includes('answer'),
)) {
  let question = understand(index, entry.question);
  if (entry.context.length > 0)
    question = inContext(
      question,
      entry.context.map((each) => understand(index, each)).reduce((left, right) => inContext(right, left)),
    );
  ranking.push(confidenceExample(question, (id) => accepts(index, entry.citations, id), 1));
}
function confidenceExample(question: Question, isRight: (id: string) => boolean, weight: number): Labelled {
  const evidence = retrieve(index, question);
  const ranked = rank(index, evidence, rounded);
  const answerable = answerability(signalsOf(index, question, evidence, ranked));
  return { signals: confidenceSignals({ evidence, ranked, question, answerable }), label: isRight(ranked[0]?.id ?? ''), weight };
}
const confidence = fitLogistic(ranking, CONFIDENCE_SIGNALS.length);
write(
  'src/answer/confidence.json',
  Object.fromEntries(CONFIDENCE_SIGNALS.map((signal, i) => [signal, Math.round((confidence[i] as number) * 1000) / 1000])),
);
console.log(
  JSON.stringify(Object.fromEntries(CONFIDENCE_SIGNALS.map((signal, i) => [signal, Math.round((confidence[i] as number) * 100) / 100]))),
);
