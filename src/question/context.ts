/** What of a conversation is kept between its questions: what was recognised, never a text. */
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { Intent, Question } from './question.ts';

/** A context keeps so many terms, those that weigh most. */
export const MOST_TERMS = 60;

/** JSON-safe. The terms are stems that the corpus uses; what it does not know, such as names of persons, is left out. */
export interface ConversationContext {
  places: string[];
  hintedPlaces: string[];
  placesTogether: boolean;
  instruments: string[];
  institutions: string[];
  topics: string[];
  pinpoints: { unit: string; number: string; subs: string[]; written: string }[];
  intents: string[];
  terms: [string, number][];
}

/** The part of an earlier question that a follow-up may lean on. */
export type EarlierQuestion = Pick<
  Question,
  | 'places'
  | 'hintedPlaces'
  | 'placesTogether'
  | 'instruments'
  | 'institutions'
  | 'namedTopics'
  | 'pinpoints'
  | 'intents'
  | 'terms'
  | 'scopeText'
>;

/** What is kept of a question. */
export function contextOf(index: CorpusIndex, question: Question): ConversationContext {
  const terms = [...question.terms].filter(([term]) => index.frequency(term) > 0 || index.inPhrase(term));
  return {
    places: question.places,
    hintedPlaces: question.hintedPlaces,
    placesTogether: question.placesTogether,
    instruments: question.instruments.slice(0, 40),
    institutions: question.institutions.slice(0, 40),
    topics: question.namedTopics.slice(0, 40),
    pinpoints: question.pinpoints
      .filter(({ written, number }) => written.length <= 60 && number.length <= 20)
      .slice(0, 8)
      .map(({ unit, number, subs, written }) => ({ unit, number, subs: subs.slice(0, 8), written })),
    intents: [...question.intents],
    terms: terms.sort((left, right) => right[1] - left[1]).slice(0, MOST_TERMS),
  };
}

/** An earlier question as a follow-up sees it. */
export function earlierOf({ topics, intents, terms, pinpoints, ...kept }: ConversationContext): EarlierQuestion {
  return {
    ...kept,
    namedTopics: topics,
    intents: new Set(intents as Intent[]),
    terms: new Map(terms),
    pinpoints: pinpoints as Question['pinpoints'],
    scopeText: terms.map(([term]) => term).join(' '),
  };
}
