/** How much a word of a question weighs in the search, by what it was recognised as. */
import type { Question } from './question.ts';

export const WEIGHT = { plain: 1, cue: 0.6, instrument: 0.35, institution: 0.6, translated: 0.8, place: 0 } as const;

/** A word that is no cue, no name and no translation weighs at least this. */
const OWN = 0.9;

/** Whether a word of this weight is one of the question's own: it says what is asked about. */
export function isOwnWord(weight: number): boolean {
  return weight >= OWN;
}

/** How many words of its own a question has. */
export function ownWords({ terms }: Pick<Question, 'terms'>): number {
  let own = 0;
  for (const weight of terms.values()) if (isOwnWord(weight)) own++;
  return own;
}
