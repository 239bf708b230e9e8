/**
 * Whether a question is one that the corpus can answer, and if not, which kind of refusal fits. A logistic model over a
 * few signals, learned by scripts/train.ts on the asks of the corpus and of corpus/scope.yaml.
 */
import { isMemberState } from '../corpus/member-states.ts';
import type * as schema from '../corpus/schema.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import { scopeFeatures } from '../index/scope-model.ts';
import type { Question } from '../question/question.ts';
import learned from './answerable.json' with { type: 'json' };
import { FEATURES } from './features.ts';
import type { Ranked } from './rank.ts';
import type { Evidence } from './retrieve.ts';

export const SIGNALS = [
  'bias',
  'odds',
  'oddsSum',
  'scopeName',
  'outsideOnly',
  'outsideLaw',
  'meaning',
  'known',
  'covered',
  'rare',
  'rareHeading',
  'score',
  'place',
  'hintedPlace',
  'otherLanguage',
  'oddsOfOtherLanguage',
  'name',
  'namedTopic',
  'scopeNearer',
  'short',
  'agreement',
  'topicWeight',
] as const;
/** Signals that can only speak for an answer: training keeps their signs. */
export const SPEAK_FOR: readonly Signal[] = [
  'meaning',
  'known',
  'covered',
  'rare',
  'score',
  'place',
  'hintedPlace',
  'name',
  'namedTopic',
  'rareHeading',
  'agreement',
  'topicWeight',
];
export type Signal = (typeof SIGNALS)[number];

/** Below this probability the question is refused. */
export const REFUSE_BELOW = 0.45;
/** A refusal of a kind that only words show (an attack, a case of one's own) needs odds of at least this, as a mean over the words. */
const TELLING_ODDS = 0.4;
const RARE_HEADING = FEATURES.indexOf('rareInHeading');
const COVERED = SIGNALS.indexOf('covered');
const ODDS = SIGNALS.indexOf('odds');
const TOPIC_WEIGHT = SIGNALS.indexOf('topicWeight');
const MOSTLY = 0.6;

/** Mean log-odds of the question's words for each scope against the asks of the law, in the order of the scopes. */
export function scopeOdds(index: CorpusIndex, text: string): number[] {
  const sums = index.scopes.map(() => 0);
  let counted = 0;
  for (const feature of scopeFeatures(text)) {
    const odds = index.scopeOdds(feature);
    if (!odds) continue;
    counted++;
    for (let scope = 0; scope < sums.length; scope++) sums[scope] = (sums[scope] as number) + (odds[scope] as number);
  }
  return counted === 0 ? sums : sums.map((sum) => sum / counted);
}

/** Questions about other regions use the words of the field: only a place or a law outside tells them, so their odds count only beside one. */
function tellingOdds(index: CorpusIndex, question: Question): number[] {
  const outside = question.outside.length + question.outsideLaws.length > 0;
  return scopeOdds(index, question.scopeText).map((odds, n) => (index.scopes[n]?.id === 'other-region' && !outside ? LEAST_ODDS : odds));
}

const LEAST_ODDS = -3;

/** The signals of a question, in the order of SIGNALS. */
export function signalsOf(index: CorpusIndex, question: Question, evidence: Evidence, ranked: readonly Ranked[]): number[] {
  const best = Math.max(0, ...evidence.candidates.map((n) => evidence.meaning[n] as number));
  const odds = tellingOdds(index, question);
  const values: Record<Signal, number> = {
    bias: 1,
    odds: Math.max(-1, ...odds),
    oddsSum: Math.max(-2, Math.min(2, (Math.max(-9, ...odds) * question.terms.size) / 4)),
    scopeName: Number(question.mentions.some(({ kind }) => kind === 'scope')),
    outsideOnly: Number(isOutsideOnly(question)),
    outsideLaw: Number(question.outsideLaws.length > 0 && question.instruments.length === 0),
    meaning: best,
    known: evidence.known,
    covered: Math.max(0, ...ranked.slice(0, 3).map(({ n }) => evidence.covered.get(n) ?? 0)),
    rare: Math.max(0, ...ranked.slice(0, 3).map(({ n }) => evidence.rare.get(n) ?? 0)),
    rareHeading: Number((ranked[0]?.features[RARE_HEADING] ?? 0) > 0),
    score: (ranked[0]?.score ?? 0) / 10,
    place: Number(question.places.some(isMemberState)),
    hintedPlace: Number(question.hintedPlaces.length > 0),
    otherLanguage: Number(question.language !== 'en'),
    oddsOfOtherLanguage: question.language === 'en' ? 0 : Math.max(-1, ...odds),
    name: Number(question.instruments.length + question.institutions.length > 0),
    namedTopic: Number(question.namedTopics.length > 0),
    scopeNearer: Math.max(0, ...evidence.scopes) - best,
    short: Number(question.terms.size <= 2),
    agreement: agreement(index, ranked),
    topicWeight: evidence.topics[0]?.weight ?? 0,
  };
  return SIGNALS.map((signal) => values[signal]);
}

/** Of so many of the best items, the share that is about the topic of the first: what the corpus knows of stands together. */
const LOOKED_AT = 6;

function agreement(index: CorpusIndex, ranked: readonly Ranked[]): number {
  const topics = ranked.slice(0, LOOKED_AT).map(({ n }) => index.items[n]?.topics[0]);
  return topics.length === 0 ? 0 : topics.filter((topic) => topic === topics[0]).length / topics.length;
}

/** Probability that the corpus answers the question, from its signals alone. */
export function answerability(signals: readonly number[]): number {
  const weights = learned as Record<Signal, number>;
  let sum = 0;
  SIGNALS.forEach((signal, i) => {
    sum += (signals[i] as number) * (weights[signal] ?? 0);
  });
  return 1 / (1 + Math.exp(-sum));
}

/** A question that names something of the corpus is answerable at least this much, unless its words speak loudly against it. */
const NAMED_AT_LEAST = 0.5;
const LOUD_ODDS = 0.5;
/** A term of the glossary among so few words is what the question is about, and so it is where the classifier is this sure of a topic. */
const FEW_WORDS = 3;
const SURE_TOPIC = 0.6;
/** Words that speak against an answer at all. */
const QUIET_ODDS = 0;

/** Probability that the corpus answers the question; a name that the corpus knows is not refused for being short. */
export function answerableOf(index: CorpusIndex, question: Question, signals: readonly number[], ranked: readonly Ranked[]): number {
  const probability = answerability(signals);
  const named =
    question.instruments.length + question.institutions.length + question.labelledTopics.length > 0 ||
    (ranked[0]?.features[RARE_HEADING] ?? 0) > 0 ||
    (question.namedTopics.length > 0 &&
      (question.terms.size <= FEW_WORDS || ((signals[TOPIC_WEIGHT] as number) >= SURE_TOPIC && (signals[ODDS] as number) <= QUIET_ODDS)));
  const outside = question.outsideLaws.length > 0 || question.mentions.some(({ kind }) => kind === 'scope');
  // A rare name that most of the question is about (`iloveyou virus case`) is a name, whatever its other words are.
  const byName = (ranked[0]?.features[RARE_HEADING] ?? 0) > 0 && (signals[COVERED] as number) >= MOSTLY;
  if (byName && !outside) return Math.max(probability, NAMED_AT_LEAST);
  if (!named || outside || Math.max(...tellingOdds(index, question)) > LOUD_ODDS) return probability;
  return Math.max(probability, NAMED_AT_LEAST);
}

/** The refusal that fits, or null if the question is to be answered. */
export function scopeOf(index: CorpusIndex, question: Question, answerable: number): schema.Scope | null {
  if (answerable >= REFUSE_BELOW) return null;
  const named = question.mentions.find(({ kind }) => kind === 'scope')?.targets[0];
  const byId = (id: string): schema.Scope | undefined => index.scopes.find((scope) => scope.id === id);
  if (named) return byId(named) ?? null;
  if (isOutsideOnly(question) || question.outsideLaws.length > 0) return byId('other-region') ?? null;
  const odds = scopeOdds(index, question.scopeText);
  let best = -1;
  odds.forEach((value, n) => {
    if (index.scopes[n]?.id === 'other-region') return;
    if (value >= TELLING_ODDS && (best < 0 || value > (odds[best] as number))) best = n;
  });
  return index.scopes[best] ?? null;
}

/** Whether only places outside ASEAN are named, and no instrument or body of the corpus. */
function isOutsideOnly({ outside, places, instruments, institutions }: Question): boolean {
  return outside.length > 0 && places.length === 0 && instruments.length === 0 && institutions.length === 0;
}
