/**
 * What each mechanism is worth: the ranking without it, on the questions of both halves that one provision answers. What
 * is taken away is taken away when a question is asked; the weights are not learned anew, so a row says how much the
 * ranking leans on a mechanism, and an upper bound of what it would lose without.
 */
import { markdownTable } from 'markdown-table';
import type { CorpusIndex } from '../src/index/corpus-index.ts';
import { type ConversationContext, contextOf, earlierOf } from '../src/question/context.ts';
import { inContext } from '../src/question/follow-up.ts';
import type { Question } from '../src/question/question.ts';
import { WEIGHT } from '../src/question/term-weights.ts';
import { understand } from '../src/question/understand.ts';
import type { Feature } from '../src/search/features.ts';
import { rank, WEIGHTS } from '../src/search/rank.ts';
import { type Evidence, retrieve } from '../src/search/retrieve.ts';
import { accepts } from './judge.ts';
import { type EvalQuestion, halfOf } from './questions.ts';

interface Mechanism {
  name: string;
  /** Features whose weight is taken for 0. */
  features?: readonly Feature[];
  /** What is left of the question without the mechanism. */
  question?: (question: Question) => Question;
  /** What is left of the evidence without it. */
  evidence?: (evidence: Evidence) => Evidence;
  /** Whether the earlier questions of a conversation are left out. */
  alone?: boolean;
}

const nothing = (evidence: Evidence, key: 'words' | 'meaning'): Evidence => ({
  ...evidence,
  [key]: new Float64Array(evidence[key].length),
});

const MECHANISMS: readonly Mechanism[] = [
  { name: '(all mechanisms)' },
  {
    name: 'words (MiniSearch)',
    features: ['words', 'wordsOfBest', 'both', 'covered', 'rare'],
    evidence: (evidence) => nothing(evidence, 'words'),
  },
  {
    name: 'meaning (vectors)',
    features: ['meaning', 'meaningOfBest', 'both'],
    evidence: (evidence) => nothing(evidence, 'meaning'),
  },
  { name: 'topics', features: ['topic', 'topTopic', 'namedTopic', 'cellOfTopic'] },
  { name: 'headings', features: ['headingCovered', 'headingHit', 'rareInHeading'] },
  {
    name: 'places',
    features: ['hintedPlace', 'regionWithPlace', 'otherPlace', 'regionWithoutPlace'],
    question: (question) => ({ ...question, places: [], hintedPlaces: [] }),
  },
  {
    name: 'names of laws and bodies',
    features: ['instrument', 'otherInstrument', 'institution'],
    question: (question) => ({ ...question, instruments: [], institutions: [] }),
  },
  { name: 'pinpoints', features: ['pinpoint'], question: (question) => ({ ...question, pinpoints: [] }) },
  {
    name: 'what is asked (intents)',
    features: [
      'timeForTimeLimit',
      'moneyOrPrisonForPenalty',
      'penaltyHeading',
      'statusForStatus',
      'definitionForDefine',
      'institutionForWho',
      'certForContact',
      'caseForCase',
      'reachForReach',
      'cooperationForCooperation',
      'reachableForContact',
      'institutionForFigure',
      'figureLess',
      'cellForFigure',
    ],
  },
  { name: 'direction between two states', features: ['acting', 'notActing'] },
  {
    name: 'glossary (translations)',
    question: (question) => ({ ...question, terms: new Map([...question.terms].filter(([, weight]) => weight !== WEIGHT.translated)) }),
  },
  { name: 'status and checks', features: ['ended', 'draft', 'notYet', 'unverified'] },
  { name: 'earlier questions', alone: true },
];

/** The table of mechanisms, each left out in turn, in percent of the questions of each half. */
export function ablation(index: CorpusIndex, questions: readonly EvalQuestion[]): string {
  const asked = questions.filter(
    ({ citations, kind }) => citations.length > 0 && kind.some((each) => each === 'answer' || each === 'correction'),
  );
  const rows = MECHANISMS.map((mechanism) => {
    const cells = (['tuning', 'held-back'] as const).flatMap((half) => {
      const ofHalf = asked.filter((question) => halfOf(question) === half);
      const places = ofHalf.map((question) => placeOfRight(index, question, mechanism));
      return [1, 3].map(
        (within) => `${((places.filter((place) => place >= 0 && place < within).length / places.length) * 100).toFixed(1)} %`,
      );
    });
    return [mechanism.name, ...cells];
  });
  return markdownTable([['without', 'tuning first', 'within 3', 'held-back first', 'within 3'], ...rows], {
    align: ['l', 'r', 'r', 'r', 'r'],
  });
}

function placeOfRight(index: CorpusIndex, { question: text, context, citations }: EvalQuestion, mechanism: Mechanism): number {
  let earlier: ConversationContext | null = null;
  const meant = (each: string): Question => {
    const question = understand(index, each);
    return earlier ? inContext(question, earlierOf(earlier)) : question;
  };
  for (const each of mechanism.alone ? [] : context) earlier = contextOf(index, meant(each));
  const question = mechanism.question?.(meant(text)) ?? meant(text);
  const found = retrieve(index, question);
  const weights = { ...WEIGHTS, ...Object.fromEntries((mechanism.features ?? []).map((feature) => [feature, 0])) };
  return rank(index, mechanism.evidence?.(found) ?? found, weights).findIndex(({ id }) => accepts(index, citations, id));
}
