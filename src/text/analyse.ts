/** The analyser: text -> the terms that are indexed and searched. The same for digests, asks and questions. */
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { fold } from './normalise.ts';
import { STOP_WORDS } from './stop-words.ts';

/** One word of a text: how it was written (folded), its stem, and whether it carries meaning of its own. */
export interface Token {
  word: string;
  term: string;
  stop: boolean;
  /** Whether it was written in capitals only (`PDPA`). */
  capitals: boolean;
}

/** A character of a script that puts no space between words. */
export const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}]/u;
const WORDS = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{M}]+|[\p{L}\p{N}\p{M}]+(?:'[\p{L}]+)?/gu;

const ASCII_WORDS = /[A-Za-z0-9]+(?:'[A-Za-z]+)?/g;

let segmenter: Intl.Segmenter | undefined;
const stems = new Map<string, string>();

/** Stem of a folded word (Porter 1980, as in natural); other scripts and numbers stay as they are. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = /^[a-z]{3,}$/.test(word) ? porter.stem(word) : word;
  if (stems.size < 50_000) stems.set(word, made);
  return made;
}

/** Words of scripts that put no space between them, by the dictionaries of the runtime. */
function segment(run: string): string[] {
  segmenter ??= new Intl.Segmenter('th', { granularity: 'word' });
  const words: string[] = [];
  for (const part of segmenter.segment(run)) if (part.isWordLike) words.push(part.segment);
  return words;
}

/** All words of a text in order. Hyphens and slashes split; an apostrophe's tail (`Singapore's`) is dropped. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: most texts are ASCII, which needs neither folding nor segmenting
  if (/^[\x00-\x7f]*$/.test(text)) {
    for (const match of text.match(ASCII_WORDS) ?? []) {
      const lower = match.toLowerCase();
      const apostrophe = lower.indexOf("'");
      const word = apostrophe < 0 ? lower : lower.slice(0, apostrophe);
      tokens.push({ word, term: stem(word), stop: STOP_WORDS.has(word), capitals: lower !== match && match === match.toUpperCase() });
    }
    return tokens;
  }
  for (const [match] of text.normalize('NFC').replaceAll('’', "'").matchAll(WORDS)) {
    const folded = fold(match);
    const words = UNSPACED.test(folded) ? segment(folded) : [folded.replace(/'.*$/, '')];
    const capitals = /\p{Lu}/u.test(match) && !/\p{Ll}/u.test(match);
    for (const word of words) {
      if (word !== '') tokens.push({ word, term: stem(word), stop: STOP_WORDS.has(word), capitals });
    }
  }
  return tokens;
}

/** The terms of a text that are worth searching for, in order, with repetitions. */
export function terms(text: string): string[] {
  return tokenise(text)
    .filter((token) => !token.stop)
    .map((token) => token.term);
}
