/** Questions within a conversation: what a follow-up leaves out is taken from what was asked before. */
import { isMemberState } from '../corpus/member-states.ts';
import type { EarlierQuestion } from './context.ts';
import type { Question } from './question.ts';
import { ownWords } from './term-weights.ts';

/** How much the words of the question before count, by how much the follow-up says itself. */
const INHERITED = { nothing: 1, little: 0.6, enough: 0.15 } as const;
/** A follow-up of more words of its own than this stands alone. */
const LITTLE = 3;

/**
 * A question as it is meant after an earlier one. `And in Thailand?` keeps the matter and changes the place; `what is
 * the penalty?` keeps the place and asks something new; a question with a place and a matter of its own stands alone.
 */
export function inContext(question: Question, earlier: EarlierQuestion): Question {
  const own = ownWords(question);
  const named = question.instruments.length + question.institutions.length + question.misnomers.length > 0;
  const hasPlace = question.places.length > 0;
  const pinpoints = question.pinpoints.length > 0 ? question.pinpoints : bareNumber(question, earlier, own);
  const asksNothing =
    own === 0 && !hasPlace && !named && question.intents.size === 0 && pinpoints.length === 0 && question.glossary.length === 0;
  if (asksNothing || (hasPlace && own > LITTLE) || (named && own > 1)) return question;
  const leans = own <= LITTLE && (hasPlace || question.intents.has('follow-up') || !named);
  const share = own === 0 ? INHERITED.nothing : leans ? INHERITED.little : INHERITED.enough;
  const terms = new Map(question.terms);
  for (const [term, weight] of earlier.terms) if (!terms.has(term)) terms.set(term, weight * share);
  const movedPlace = hasPlace && earlier.places.length > 0;
  const all = !hasPlace && (question.intents.has('compare') || question.intents.has('list'));
  const pointsBack = question.intents.has('party') || POINTS_BACK.test(question.text) || pinpoints.length > 0;
  const keepsInstrument = question.instruments.length === 0 && !movedPlace && (!all || pointsBack);
  return {
    ...question,
    scopeText: share >= INHERITED.little ? `${earlier.scopeText} ${question.text}` : question.text,
    terms,
    pinpoints,

    intents: joinedIntents(question, earlier, own === 0 && hasPlace),
    places: joinedPlaces(question, earlier, own, all),
    placesTogether: question.placesTogether || (ADDS.test(question.text) && hasPlace) || earlier.placesTogether,
    hintedPlaces:
      hasPlace || earlier.places.length > 0 ? [] : earlier.hintedPlaces.length > 0 ? earlier.hintedPlaces : question.hintedPlaces,
    instruments: keepsInstrument ? earlier.instruments : question.instruments,
    institutions: question.institutions.length > 0 || own > 1 || movedPlace ? question.institutions : earlier.institutions,
    namedTopics:
      own === 0 || question.namedTopics.length === 0
        ? [...new Set([...question.namedTopics, ...earlier.namedTopics])]
        : question.namedTopics,
    ambiguous: question.ambiguous && earlier.places.some(isMemberState) ? null : question.ambiguous,
  };
}

/** Words that point at what was named before. */
const POINTS_BACK = /\b(it|its|that|this|they|them|there|itu|ito|nó|đó)\b/iu;
/** Words that set a place beside those of before. */
const ADDS = /\b(add|also|plus|too|as well|include|tambah|juga|thêm|pati)\b/iu;

/** `And 26C?` after `PDPA s 26D` points at section 26C. */
function bareNumber(question: Question, earlier: EarlierQuestion, own: number): Question['pinpoints'] {
  const before = earlier.pinpoints[0];
  const number = /(?<![\p{L}\p{N}])(\d{1,4}[a-z]{0,2})((?:\([0-9a-z]{1,3}\))*)(?![\p{L}\p{N}])/iu.exec(question.text);
  if (!before || !number || own > 1 || question.date !== null) return [];
  const subs = [...(number[2] as string).matchAll(/\(([0-9a-z]+)\)/gi)].map((sub) => (sub[1] as string).toLowerCase());
  return [{ unit: before.unit, number: (number[1] as string).toLowerCase(), subs, written: number[0] }];
}

function joinedIntents(question: Question, earlier: EarlierQuestion, onlyPlace: boolean): Question['intents'] {
  const intents = new Set(question.intents);
  intents.delete('follow-up');
  const asks = [...intents].filter((intent) => intent !== 'yes-no');
  if (asks.length === 0 || onlyPlace) for (const intent of earlier.intents) if (intent !== 'follow-up') intents.add(intent);
  return intents;
}

/** The places of a follow-up: its own; beside those of before if it adds or compares; those of before if it has none. */
function joinedPlaces(question: Question, earlier: EarlierQuestion, own: number, all: boolean): string[] {
  const before = earlier.places.filter(isMemberState);
  if (question.places.length === 0) {
    if (!all) return earlier.places;
    return before.length >= 2 && !question.places.includes('ASEAN') ? before : ['ASEAN'];
  }
  const adds = question.intents.has('compare') || ADDS.test(question.text) || (own === 0 && before.length >= 2);
  return adds ? [...new Set([...before, ...question.places])] : question.places;
}
