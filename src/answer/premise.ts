/**
 * Whether a question rests on a misconception: a logistic model over how near the misconception ranks and how much of
 * its false saying the question holds, learned by scripts/train.ts on asks left out of the index and the tuning half.
 */
import { isMemberState } from '../corpus/member-states.ts';
import type { Misconception } from '../corpus/schema.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { Question } from '../question/question.ts';
import { FEATURES } from '../search/features.ts';
import type { Ranked } from '../search/rank.ts';
import type { Evidence } from '../search/retrieve.ts';
import { type Token, tokenise } from '../text/analyse.ts';
import learned from './premise.json' with { type: 'json' };

export const PREMISE_SIGNALS = [
  'bias',
  'literal',
  'first',
  'second',
  'ahead',
  'behind',
  'covered',
  'heldTogether',
  'otherNumbers',
  'denial',
  'meaning',
  'words',
  'pinpoint',
  'named',
  'yesNo',
  'overStates',
  'openQuestion',
  'otherPlace',
] as const;
type PremiseSignal = (typeof PREMISE_SIGNALS)[number];

/** From this probability on a misconception is put right. */
export const PUT_RIGHT = 0.35;

/** A misconception among the candidates, with what of its saying stands in the question. */
export interface Premise {
  /** Id in the corpus, without `misconception:`. */
  id: string;
  /** The false saying as the question or the corpus words it. */
  saying: string;
  probability: number;
}

/** As many of the best candidates are looked at. */
const LOOKED_AT = 12;
/** A question that holds so much of a false saying says it, whichever law it names. */
const MOSTLY_SAID = 0.6;
/** Scores that differ by more than this are all the same to the model. */
const FARTHEST = 4;

interface Found {
  id: string;
  saying: string;
  signals: number[];
}

/** The misconceptions near enough to be weighed, in the order of the ranking, with their signals in the order of PREMISE_SIGNALS. */
export function weighedPremises(index: CorpusIndex, question: Question, evidence: Evidence, ranked: readonly Ranked[]): Found[] {
  const words = tokenise(question.text.replace(TAG, ''));
  return ranked.slice(0, LOOKED_AT).flatMap(({ n, id, score, features }, place) => {
    const record = index.items[n]?.kind === 'misconception' ? index.misconception(id.replace('misconception:', '')) : undefined;
    if (!record) return [];
    const literal = question.mentions.find(({ kind, targets }) => kind === 'misconception' && targets.includes(record.id));
    const held = record.says.map((saying) => ({ saying, ...overlap(index, saying, words) }));
    const best = held.reduce((left, right) => (right.covered > left.covered ? right : left), held[0] ?? { saying: '', ...NOTHING });
    if (best.covered < MOSTLY_SAID && isAboutAnother(index, question, record)) return [];
    const rival = ranked.find((other) => other.n !== n)?.score ?? score;
    const values: Record<PremiseSignal, number> = {
      bias: 1,
      literal: Number(literal !== undefined),
      first: Number(place === 0),
      second: Number(place === 1),
      ahead: Math.min(FARTHEST, Math.max(0, score - rival)) / FARTHEST,
      behind: Math.min(FARTHEST, Math.max(0, rival - score)) / FARTHEST,
      covered: best.covered,
      heldTogether: best.covered * Number(best.together),
      otherNumbers: Number(best.otherNumbers),
      denial: Number(best.denies),
      meaning: evidence.meaning[n] as number,
      words: features[WORDS_OF_BEST] ?? 0,
      pinpoint: Number(question.pinpoints.length > 0),
      named: Number(question.instruments.length > 0),
      yesNo: Number(question.intents.has('yes-no')),
      overStates: Number(question.intents.has('compare') || question.intents.has('list') || question.placesTogether),
      openQuestion: Number(OPEN.test(question.text)),
      otherPlace: Number(placesIn(index, best.saying).some((place) => !question.places.includes(place))),
    };
    return [{ id: record.id, saying: literal?.written ?? best.saying, signals: PREMISE_SIGNALS.map((signal) => values[signal]) }];
  });
}

/** A question that names a law says nothing false of others. */
function isAboutAnother(index: CorpusIndex, { instruments, mentions }: Question, { id, cites }: Misconception): boolean {
  if (instruments.length === 0 || mentions.some(({ kind, targets }) => kind === 'misconception' && targets.includes(id))) return false;
  const laws = cites.map((cite) => cite.split('#')[0] as string).filter((parent) => index.instrument(parent));
  return laws.length > 0 && !laws.some((law) => instruments.includes(law));
}

const OTHER_NUMBERS = PREMISE_SIGNALS.indexOf('otherNumbers');
const LITERAL = PREMISE_SIGNALS.indexOf('literal');
const WORDS_OF_BEST = FEATURES.indexOf('wordsOfBest');
/** `…, no?` and `…, right?` ask for assent and deny nothing. */
const TAG = /[,;–-]?\s*\b(no|right|correct|or not|kan|ya|ba|phai khong|phải không|dung khong|đúng không|nao e|não é)\s*\?*\s*$/iu;
const OPEN =
  /^(what|how|when|who|whom|where|apa|bagaimana|kapan|berapa|siapa|khi nao|ai|bao nhieu|ano|paano|kailan|magkano|o que|quem|quando)\b/i;

/** Misconceptions on which the question rests, the surest first. */
export function premisesOf(index: CorpusIndex, question: Question, evidence: Evidence, ranked: readonly Ranked[]): Premise[] {
  const weights = learned as Record<PremiseSignal, number>;
  return weighedPremises(index, question, evidence, ranked)
    .map(({ id, saying, signals }) => {
      const sum = signals.reduce((total, signal, i) => total + signal * (weights[PREMISE_SIGNALS[i] as PremiseSignal] ?? 0), 0);
      // Who names no figure holds no wrong one (`breach notification deadline` says nothing of 72 hours).
      const otherNumbers = signals[OTHER_NUMBERS] === 1 && signals[LITERAL] === 0;
      return { id, saying, probability: 1 / (1 + Math.exp(-sum)), otherNumbers };
    })
    .filter(({ probability, otherNumbers }) => probability >= PUT_RIGHT && !otherNumbers)
    .sort((left, right) => right.probability - left.probability);
}

interface Overlap {
  /** Share of the saying's information that the question holds. */
  covered: number;
  /** Whether its words stand about as close together as in the saying. */
  together: boolean;
  /** Whether the saying has a number that the question has not. */
  otherNumbers: boolean;
  /** Whether one denies and the other affirms. */
  denies: boolean;
}
const NOTHING: Overlap = { covered: 0, together: false, otherNumbers: false, denies: false };
/** Words that may stand between those of a saying. */
const SLACK = 5;

function overlap(index: CorpusIndex, saying: string, words: readonly Token[]): Overlap {
  const wanted = tokenise(saying);
  const content = [...new Set(wanted.filter(({ stop }) => !stop).map(({ term }) => term))];
  const places = new Map(words.map(({ term }, place) => [term, place]));
  const found = content.filter((term) => places.has(term));
  const information = (terms: readonly string[]): number => terms.reduce((sum, term) => sum + index.idf(term), 0);
  const at = found.map((term) => places.get(term) as number);
  return {
    covered: content.length === 0 ? 0 : information(found) / information(content),
    together: at.length > 1 && Math.max(...at) - Math.min(...at) <= wanted.length + SLACK,
    otherNumbers: content.some((term) => /\d/.test(term) && !places.has(term)),
    denies: denies(wanted) !== denies(words),
  };
}

/** States that a saying names by one word. */
function placesIn(index: CorpusIndex, saying: string): string[] {
  return tokenise(saying).flatMap(({ term }) => index.targets(term, 'place').filter(isMemberState));
}

const DENIALS = new Set(['no', 'not', 'never', 'without', 'nobody', 'none', 'tidak', 'bukan', 'khong', 'hindi', 'nao', 'la', '没有', 'ไม่']);

function denies(tokens: readonly Token[]): boolean {
  return tokens.some(({ word }) => DENIALS.has(word));
}
