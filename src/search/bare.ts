/** Questions that name a matter and say nothing more of it. */
import type { Question } from '../question/question.ts';
import { isOwnWord } from '../question/term-weights.ts';
import { tokenise } from '../text/analyse.ts';

/** `Penalty for hacking in Singapore`: each word is a name of the matter, or asks. */
export function isBare({ terms, mentions, text }: Question): boolean {
  if (mentions.every(({ kind }) => kind !== 'term' && kind !== 'topic')) return false;
  const named = new Set<string>();
  const tokens = tokenise(text);
  for (const { kind, from, to } of mentions) {
    if (kind === 'term' || kind === 'topic' || kind === 'cue') for (const { term } of tokens.slice(from, to + 1)) named.add(term);
  }
  return [...terms].every(([term, weight]) => !isOwnWord(weight) || named.has(term));
}
