/** A word may mean one thing in one language and another in the next: `hukuman` is a penalty in Indonesian and a court in Filipino. */
import type { CorpusIndex } from '../index/corpus-index.ts';
import { phraseKey } from '../index/phrases.ts';
import type { Mention } from './question.ts';

/** Languages that share their words of law, and the code under which the glossary keeps Filipino. */
const SPOKEN: Record<string, readonly string[]> = { id: ['id', 'ms'], ms: ['ms', 'id'], fil: ['tl'], tet: ['tet', 'pt'] };

/** Mentions of which a term of the glossary is left out if the language of the question has another one for the same word. */
export function inItsLanguage(index: CorpusIndex, mentions: readonly Mention[], language: string): Mention[] {
  const spoken = SPOKEN[language] ?? [language];
  return mentions.map((mention) => {
    if (mention.kind !== 'term' || mention.targets.length < 2) return mention;
    const key = phraseKey(mention.written);
    const own = mention.targets.filter((name) => {
      const translations = index.term(name)?.translations ?? {};
      return spoken.some((code) => translations[code as keyof typeof translations]?.some((word) => phraseKey(word) === key));
    });
    return own.length > 0 ? { ...mention, targets: own } : mention;
  });
}
