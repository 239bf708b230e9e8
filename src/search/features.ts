/**
 * What speaks for or against a candidate, as numbers between 0 and 1. Their weights are learned (scripts/train.ts) and
 * add up, so that every place in a ranking can be explained.
 */

import { isMemberState } from '../corpus/member-states.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { ItemHead } from '../index/item-head.ts';
import type { Question } from '../question/question.ts';
import { isBare } from './bare.ts';
import { headingOverlap, rareInHeading } from './heading.ts';
import type { Evidence } from './retrieve.ts';

export const FEATURES = [
  'words',
  'wordsOfBest',
  'meaning',
  'meaningOfBest',
  'both',
  'topic',
  'topTopic',
  'namedTopic',
  'cellOfTopic',
  'headingCovered',
  'headingHit',
  'instrument',
  'otherInstrument',
  'pinpoint',
  'institution',
  'institutionForWho',
  'certForContact',
  'caseForCase',
  'caseElse',
  'institutionElse',
  'misconception',
  'saysFalse',
  'overview',
  'gap',
  'timeForTimeLimit',
  'moneyOrPrisonForPenalty',
  'penaltyHeading',
  'statusForStatus',
  'ended',
  'draft',
  'notYet',
  'unverified',
  'regionWithoutPlace',
  'hintedPlace',
  'definitionForDefine',
  'rare',
  'regionWithPlace',
  'otherPlace',
  'caseOfRegion',
  'rareInHeading',
  'covered',
  'reachForReach',
  'cooperationForCooperation',
  'reachableForContact',
  'institutionForFigure',
  'figureLess',
  'cellForFigure',
  'acting',
  'notActing',
  'cellForBare',
  'placeForRegion',
] as const;
/** Evidence that cannot speak against an item, and flaws that cannot speak for one: training keeps their signs. */
export const NEVER_NEGATIVE: readonly Feature[] = [
  'words',
  'wordsOfBest',
  'meaning',
  'meaningOfBest',
  'topic',
  'topTopic',
  'namedTopic',
  'cellOfTopic',
  'headingCovered',
  'headingHit',
  'instrument',
  'pinpoint',
  'institution',
  'certForContact',
  'caseForCase',
  'saysFalse',
  'gap',
  'timeForTimeLimit',
  'moneyOrPrisonForPenalty',
  'penaltyHeading',
  'rare',
  'rareInHeading',
  'covered',
  'reachForReach',
  'cooperationForCooperation',
  'reachableForContact',
  'hintedPlace',
  'acting',
  'cellForBare',
  'placeForRegion',
];
export const NEVER_POSITIVE: readonly Feature[] = [
  'ended',
  'draft',
  'notYet',
  'unverified',
  'otherInstrument',
  'otherPlace',
  'regionWithPlace',
  'figureLess',
  'institutionForFigure',
  'both',
  'notActing',
];
export type Feature = (typeof FEATURES)[number];
export type FeatureVector = Float64Array;

/** Topics in which one state asks another for help. */
const OF_HELP = new Set(['extradition', 'mutual-legal-assistance', 'police-cooperation']);

/** The state whose law decides a question between two: the one that is asked for help, or the one whose law must reach. */
export function actingState({ acting, intents }: Question, topTopic: string | undefined): string | null {
  if (intents.has('cooperation') || OF_HELP.has(topTopic ?? '')) return acting.asked;
  return intents.has('reach') || topTopic === 'extraterritorial-scope' ? acting.reaching : null;
}

const PLACE_OF = new Map(FEATURES.map((feature, place) => [feature, place]));

interface Shared {
  bestWords: number;
  bestMeaning: number;
  information: number;
  topics: Map<string, number>;
  topTopic: string | undefined;
  /** Whether the question names a matter and says nothing more of it. */
  bare: boolean;
}

/** One vector per candidate, in the order of `evidence.candidates`. */
export function featuresOf(index: CorpusIndex, evidence: Evidence): FeatureVector[] {
  const { words, meaning, candidates, topics, question } = evidence;
  let information = 0;
  for (const [term, weight] of question.terms) information += weight * index.idf(term);
  const shared: Shared = {
    bestWords: Math.max(1e-9, ...candidates.map((n) => words[n] as number)),
    bestMeaning: Math.max(1e-9, ...candidates.map((n) => meaning[n] as number)),
    information: information || 1,
    topics: new Map(topics.map(({ id, weight }) => [id, weight])),
    topTopic: topics[0]?.id,
    bare: isBare(question),
  };
  return candidates.map((n) => vector(index, evidence, n, shared));
}

function vector(index: CorpusIndex, evidence: Evidence, n: number, shared: Shared): FeatureVector {
  const { question } = evidence;
  const item = index.items[n] as ItemHead;
  const values = new Float64Array(FEATURES.length);
  const set = (feature: Feature, value: number | boolean): void => {
    values[PLACE_OF.get(feature) as number] = Number(value);
  };
  const words = evidence.words[n] as number;
  const meaning = evidence.meaning[n] as number;
  set('words', Math.min(1, words / (shared.information * 8)));
  set('wordsOfBest', words / shared.bestWords);
  set('meaning', meaning);
  set('meaningOfBest', meaning / shared.bestMeaning);
  set('both', (words / shared.bestWords) * (meaning / shared.bestMeaning));
  item.topics.forEach((topic, place) => {
    const weight = shared.topics.get(topic) ?? 0;
    values[PLACE_OF.get('topic') as number] = (values[PLACE_OF.get('topic') as number] as number) + weight * (place === 0 ? 1 : 0.5);
  });
  set('topTopic', item.topics[0] === shared.topTopic);
  set(
    'namedTopic',
    question.namedTopics.includes(item.topics[0] ?? '') ? 1 : item.topics.some((topic) => question.namedTopics.includes(topic)) ? 0.5 : 0,
  );
  set('cellOfTopic', Math.max(0, ...item.cells.map((topic) => shared.topics.get(topic) ?? 0)));
  const [covered, hit] = headingOverlap(index, item, question.terms, shared.information);
  set('headingCovered', covered);
  set('headingHit', hit);
  set('instrument', question.instruments.includes(item.parent));
  set('otherInstrument', question.instruments.length > 0 && item.kind === 'provision' && !question.instruments.includes(item.parent));
  set('pinpoint', pinpointMatch(index, item, evidence));
  kindFeatures(item, evidence, set);
  const has = (intent: Parameters<typeof question.intents.has>[0]): boolean => question.intents.has(intent);
  set('timeForTimeLimit', has('time-limit') && item.figures.time);
  set('moneyOrPrisonForPenalty', has('penalty') ? (Number(item.figures.money) + Number(item.figures.prison)) / 2 : 0);
  set('penaltyHeading', has('penalty') && /penalt|fine|punish|sanction|offence/i.test(item.heading));
  set('statusForStatus', (has('status') || has('change')) && /status|commence|force|transition|amend|repeal|entry/i.test(item.heading));
  const asksStatus = has('status') || has('change') || question.date !== null;
  set('ended', !asksStatus && ['repealed', 'superseded', 'expired'].includes(item.status));
  set('draft', !asksStatus && item.status === 'draft');
  set('notYet', !asksStatus && item.status === 'not-yet-in-force');
  set('unverified', item.checked === 'unverified');
  set(
    'regionWithoutPlace',
    question.places.length === 0 && question.hintedPlaces.length === 0 && ['ASEAN', 'UN', 'INTL'].includes(item.jurisdiction),
  );
  const states = question.places.filter(isMemberState);
  const regional = !isMemberState(item.jurisdiction);
  set('placeForRegion', states.length === 0 && regional && question.places.includes(item.jurisdiction));
  set('rare', evidence.rare.get(n) ?? 0);
  set('regionWithPlace', states.length > 0 && regional && !question.places.includes(item.jurisdiction) && item.kind !== 'case');
  set('caseOfRegion', states.length > 0 && regional && item.kind === 'case');
  set('otherPlace', states.length > 0 && !regional && !(states as string[]).includes(item.jurisdiction));
  set('rareInHeading', rareInHeading(index, item, question.terms));
  const about = (topics: string[]): number =>
    topics.includes(item.topics[0] ?? '') ? 1 : item.topics.some((topic) => topics.includes(topic)) ? 0.5 : 0;
  const asksFigure = has('time-limit') || has('penalty') || has('amount');
  set('covered', evidence.covered.get(n) ?? 0);
  set('reachForReach', has('reach') ? about(['extraterritorial-scope', 'data-protection-scope']) : 0);
  set('cooperationForCooperation', has('cooperation') ? about(['mutual-legal-assistance', 'extradition', 'police-cooperation']) : 0);
  set('reachableForContact', has('contact') && item.reachable);
  set('institutionForFigure', asksFigure && item.kind === 'institution');
  set('cellForFigure', asksFigure && item.cells.some((topic) => topic === shared.topTopic));
  set('figureLess', (has('time-limit') && !item.figures.time) || (has('penalty') && !item.figures.money && !item.figures.prison));
  const acting = actingState(question, shared.topTopic);
  set('cellForBare', shared.bare && item.cells.includes(shared.topTopic ?? ''));
  set('acting', acting !== null && item.jurisdiction === acting);
  set('notActing', acting !== null && !regional && item.jurisdiction !== acting);
  set('hintedPlace', question.hintedPlaces.includes(item.jurisdiction));
  set('definitionForDefine', has('define') && /defin|mean|interpret|what counts/i.test(item.heading));
  return values;
}

function kindFeatures(item: ItemHead, { question }: Evidence, set: (feature: Feature, value: number | boolean) => void): void {
  const has = (intent: Parameters<typeof question.intents.has>[0]): boolean => question.intents.has(intent);
  const named = question.institutions.includes(item.id);
  set('institution', named);
  if (item.kind === 'institution') {
    set('institutionForWho', !named && (has('who') || has('contact')));
    set('certForContact', has('contact') && ['cert', 'police', 'regulator'].includes(item.type));
    set('institutionElse', !named && !has('who') && !has('contact'));
  }
  if (item.kind === 'case') {
    set('caseForCase', has('case'));
    set('caseElse', !has('case'));
  }
  set('misconception', item.kind === 'misconception');
  set(
    'saysFalse',
    question.mentions.some(({ kind, targets }) => kind === 'misconception' && targets.some((id) => `misconception:${id}` === item.id)),
  );
  set('overview', item.kind === 'overview');
  set('gap', item.kind === 'gap');
}

/** 1 where a provision stands at a pinpoint of the question down to its subs, less where only the number agrees. */
function pinpointMatch(index: CorpusIndex, item: ItemHead, { question }: Evidence): number {
  if (item.kind !== 'provision' || question.pinpoints.length === 0) return 0;
  let best = 0;
  for (const { number, subs, unit } of question.pinpoints) {
    for (const row of index.pinpoints(item.parent, number)) {
      if (row.provision !== item.id) continue;
      const asked = subs.join('.');
      const agrees = row.subs === asked ? 1 : asked.startsWith(row.subs) || row.subs.startsWith(asked) ? 0.8 : 0.4;
      best = Math.max(best, agrees * (row.former ? 0.7 : 1) * (row.unit === unit ? 1 : 0.9));
    }
  }
  return best;
}
