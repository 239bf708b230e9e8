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

/**
 * Gives each word of a text in order, folded, and how it was written. Hyphens and slashes split; an apostrophe's tail
 * (`Singapore's`) is dropped.
 */
export function eachWord(text: string, each: (word: string, written: string) => void): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: most texts are ASCII, which needs neither folding nor segmenting
  if (/^[\x00-\x7f]*$/.test(text)) {
    for (const match of text.match(ASCII_WORDS) ?? []) {
      const lower = match.toLowerCase();
      const apostrophe = lower.indexOf("'");
      each(apostrophe < 0 ? lower : lower.slice(0, apostrophe), match);
    }
    return;
  }
  for (const match of text.normalize('NFC').replaceAll('’', "'").match(WORDS) ?? []) {
    const folded = fold(match);
    for (const word of UNSPACED.test(folded) ? segment(folded) : [folded.replace(/'.*$/, '')]) if (word !== '') each(word, match);
  }
}

/** All words of a text in order. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  eachWord(text, (word, written) => {
    tokens.push({ word, term: stem(word), stop: STOP_WORDS.has(word), capitals: isInCapitals(written) });
  });
  return tokens;
}

function isInCapitals(written: string): boolean {
  return written !== written.toLowerCase() && written === written.toUpperCase();
}

/** The terms of a text that are worth searching for, in order, with repetitions. */
export function terms(text: string): string[] {
  return tokenise(text)
    .filter((token) => !token.stop)
    .map((token) => token.term);
}
