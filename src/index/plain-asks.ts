/** Plain questions on a topic are asks of the items that hold a state's rule on it, in the languages of that state. */
import { asksOfTopics, type Item } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import type { Asks } from '../corpus/schema.ts';
import type { Analysis } from './analysis.ts';

/** Every state is asked about in these languages too. */
const EVERYWHERE = ['en', 'zh'];
/** The analyser and the corpus call Filipino by different codes. */
const CODES: Record<string, string> = { fil: 'tl' };

/** Item -> the asks of the topics of its cells, in English and in the languages of its state. */
export function plainAsks(
  items: readonly Item[],
  corpus: Pick<Corpus, 'profiles'>,
  asks: readonly Asks[],
  analysis: Analysis,
): (item: Item) => string[] {
  const languages = new Map(
    corpus.profiles.map((profile) => [profile.jurisdiction as string, new Set([...EVERYWHERE, ...profile.languages])]),
  );
  const topics = new Map(
    [...asksOfTopics(asks)].map(([topic, texts]) => [topic, Map.groupBy(texts, (text) => codeOf(analysis.language(text)))] as const),
  );
  const made = new Map<Item, string[]>();
  for (const item of items) {
    const spoken = languages.get(item.jurisdiction);
    if (!spoken) continue;
    const plain = Object.keys(item.cells).flatMap((topic) => [...spoken].flatMap((language) => topics.get(topic)?.get(language) ?? []));
    if (plain.length > 0) made.set(item, plain);
  }
  return (item) => made.get(item) ?? [];
}

function codeOf(language: string): string {
  return CODES[language] ?? language;
}
