/** What of a conversation is kept between its questions: what was recognised, never a text. */
import * as z from 'zod';
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { Intent, Question } from './question.ts';

const MOST_TERMS = 60;
const names = z.array(z.string().max(200)).max(40);

/** JSON-safe. The terms are stems that the corpus uses; what it does not know, such as names of persons, is left out. */
export const ConversationContext = z.object({
  places: names,
  hintedPlaces: names,
  placesTogether: z.boolean(),
  instruments: names,
  institutions: names,
  topics: names,
  pinpoints: z
    .array(
      z.object({
        unit: z.string().max(20),
        number: z.string().max(20),
        subs: z.array(z.string().max(10)).max(8),
        written: z.string().max(60),
      }),
    )
    .max(8),
  intents: z.array(z.string().max(20)).max(20),
  terms: z.array(z.tuple([z.string().max(60), z.number()])).max(MOST_TERMS),
});
export type ConversationContext = z.infer<typeof ConversationContext>;

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
