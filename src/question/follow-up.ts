/** Questions within a conversation: what a follow-up leaves out is taken from what was asked before. */
import { isMemberState } from '../corpus/member-states.ts';
import type { Question } from './question.ts';

/** How much the words of the question before count, by how much the follow-up says itself. */
const INHERITED = { nothing: 1, little: 0.6, enough: 0.15 } as const;
/** A follow-up of more words of its own than this stands alone. */
const LITTLE = 3;

/**
 * A question as it is meant after an earlier one. `And in Thailand?` keeps the matter and changes the place; `what is
 * the penalty?` keeps the place and asks something new; a question with a place and a matter of its own stands alone.
 */
export function inContext(question: Question, earlier: Question): Question {
  const own = [...question.terms].filter(([, weight]) => weight >= 0.9).length;
  const named = question.instruments.length + question.institutions.length + question.misnomers.length > 0;
  const hasPlace = question.places.length > 0;
  if ((hasPlace && own > LITTLE) || (named && own > 1)) return question;
  const share =
    own === 0
      ? INHERITED.nothing
      : own <= LITTLE && (hasPlace || question.intents.has('follow-up') || !named)
        ? INHERITED.little
        : INHERITED.enough;
  const terms = new Map(question.terms);
  for (const [term, weight] of earlier.terms) if (!terms.has(term)) terms.set(term, weight * share);
  const movedPlace = hasPlace && earlier.places.length > 0;
  const keepsInstrument = !movedPlace && question.instruments.length === 0;
  const intents = new Set(question.intents);
  intents.delete('follow-up');
  const asks = [...intents].filter((intent) => intent !== 'yes-no');
  if (asks.length === 0 || (own === 0 && hasPlace)) for (const intent of earlier.intents) if (intent !== 'follow-up') intents.add(intent);
  const compares = !hasPlace && (question.intents.has('compare') || question.intents.has('list'));
  return {
    ...question,
    scopeText: share >= INHERITED.little ? `${earlier.scopeText} ${question.text}` : question.text,
    terms,
    intents,
    places: hasPlace ? joinRegion(question, earlier) : compares ? ['ASEAN'] : earlier.places,
    hintedPlaces:
      hasPlace || earlier.places.length > 0 ? [] : earlier.hintedPlaces.length > 0 ? earlier.hintedPlaces : question.hintedPlaces,
    instruments: keepsInstrument ? (compares ? [] : earlier.instruments) : question.instruments,
    institutions: question.institutions.length > 0 || own > 1 || movedPlace ? question.institutions : earlier.institutions,
    pinpoints: question.pinpoints,
    namedTopics:
      own === 0 || question.namedTopics.length === 0
        ? [...new Set([...question.namedTopics, ...earlier.namedTopics])]
        : question.namedTopics,
    ambiguous: question.ambiguous && earlier.places.some(isMemberState) ? null : question.ambiguous,
  };
}

/** `And compared with Singapore?` sets the new place beside the old one. */
function joinRegion(question: Question, earlier: Question): string[] {
  if (!question.intents.has('compare')) return question.places;
  return [...new Set([...earlier.places.filter(isMemberState), ...question.places])];
}
