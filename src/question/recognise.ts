/** Finds the names of the corpus in a text: longest match on stems, each kind on its own. */
import type { CorpusIndex, FoundPhrase } from '../index/corpus-index.ts';
import { isShortForm } from '../index/phrases.ts';
import type { Token } from '../text/analyse.ts';
import { fold } from '../text/normalise.ts';
import type { Mention } from './question.ts';

/** No name of the corpus that people use in full is longer, in words. */
const LONGEST_PHRASE = 25;

/** Kinds that share words with no other mention of the same group. */
const GROUP: Record<Mention['kind'], string> = {
  place: 'place',
  outside: 'place',
  'outside-law': 'instrument',
  instrument: 'instrument',
  institution: 'institution',
  misnomer: 'institution',
  misconception: 'misconception',
  case: 'case',
  term: 'term',
  topic: 'topic',
  cue: 'cue',
  scope: 'scope',
};

/** All mentions in a tokenised text, in order. `cue` mentions overlap freely with the rest. */
export function recognise(index: CorpusIndex, text: string, tokens: Token[]): Mention[] {
  const found: (Mention & { length: number })[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const reach = Math.min(index.longestPhrase((tokens[from] as Token).term), LONGEST_PHRASE, tokens.length - from);
    if (reach === 0) continue;
    const phrases = index.phrasesFrom((tokens[from] as Token).term);
    let key = '';
    for (let length = 1; length <= reach; length++) {
      key = length === 1 ? (tokens[from] as Token).term : `${key} ${(tokens[from + length - 1] as Token).term}`;
      for (const phrase of phrases.get(key) ?? []) {
        if (length > 1 || mayStand(phrase, tokens[from] as Token)) add(found, phrase, from, from + length - 1, length);
      }
    }
  }
  addUnspaced(index, fold(text), found);
  return longestFirst(found);
}

/**
 * A short form is met by the same letters, not only the same stem (`ATE` is not `at`), and in capitals where it is also
 * a small word of some language (`ITU`).
 */
function mayStand({ written, kind, strict }: FoundPhrase, token: Token): boolean {
  if (kind === 'cue' || !isShortForm(written)) return true;
  return fold(written).replace(/[.\-/]/g, '') === token.word && (token.capitals || !(token.stop || strict));
}

function add(
  found: (Mention & { length: number })[],
  { kind, target, written }: FoundPhrase,
  from: number,
  to: number,
  length: number,
): void {
  const same = found.find((mention) => mention.kind === kind && mention.from === from && mention.to === to);
  if (same) {
    if (!same.targets.includes(target)) same.targets.push(target);
  } else {
    found.push({ kind, targets: [target], written, from, to, length });
  }
}

/** Thai, Lao, Khmer, Burmese and Chinese names are found as parts of the text: words are not set apart there. */
function addUnspaced(index: CorpusIndex, text: string, found: (Mention & { length: number })[]): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a quick way out for texts in Latin script
  if (/^[\x00-\u024f]*$/.test(text)) return;
  const phrases = index.unspacedPhrases();
  for (let at = 0; at < text.length; at++) {
    for (const phrase of phrases.get(text[at] as string) ?? []) {
      if (text.startsWith(phrase.written, at))
        add(found, phrase, 10_000 + at, 10_000 + at + phrase.written.length - 1, phrase.written.length);
    }
  }
}

function longestFirst(found: (Mention & { length: number })[]): Mention[] {
  const kept: Mention[] = [];
  for (const { length: _, ...mention } of found.sort((left, right) => right.length - left.length || left.from - right.from)) {
    const taken =
      mention.kind !== 'cue' &&
      kept.some(
        (other) =>
          GROUP[other.kind] === GROUP[mention.kind] &&
          (other.kind !== mention.kind || other.targets[0] !== mention.targets[0] || other.from !== mention.from) &&
          other.from <= mention.to &&
          mention.from <= other.to,
      );
    if (!taken) kept.push(mention);
  }
  return kept.sort((left, right) => left.from - right.from || left.to - right.to);
}
