/** Small typing errors: an unknown word is read as the nearest known one, if only one reading is near. */
import distances from 'natural/lib/natural/distance/levenshtein_distance.js';
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { Token } from '../text/analyse.ts';

/** Damerau-Levenshtein edits that a word of a length may differ by. Short words are left alone: too many are near. */
function allowed(length: number): number {
  return length >= 8 ? 2 : length >= 5 ? 1 : 0;
}

/** Tokens with unknown Latin words replaced, and what was replaced. */
export function correctSpelling(index: CorpusIndex, tokens: Token[]): { tokens: Token[]; spelling: { written: string; read: string }[] } {
  const spelling: { written: string; read: string }[] = [];
  const corrected = tokens.map((token) => {
    if (token.stop || !/^[a-z]+$/.test(token.word) || allowed(token.word.length) === 0 || known(index, token.term)) return token;
    const term = nearest(index, token.term, token.word.length);
    if (term === null) return token;
    spelling.push({ written: token.word, read: term });
    return { ...token, word: term, term };
  });
  return { tokens: corrected, spelling };
}

function known(index: CorpusIndex, term: string): boolean {
  return index.frequency(term) > 0 || index.inPhrase(term);
}

function nearest(index: CorpusIndex, term: string, length: number): string | null {
  const most = allowed(length);
  let best: { term: string; distance: number; weight: number } | null = null;
  for (const { term: candidate, weight } of index.vocabulary(term[0] as string)) {
    if (Math.abs(candidate.length - term.length) > most || !similarLetters(candidate, term, most)) continue;
    const distance = distances.DamerauLevenshteinDistance(term, candidate, { restricted: true });
    if (distance > most) continue;
    if (!best || distance < best.distance || (distance === best.distance && weight > best.weight))
      best = { term: candidate, distance, weight };
  }
  return best?.term ?? null;
}

/** A cheap bound before the costly distance: each edit changes at most two positions of the sorted letters. */
function similarLetters(left: string, right: string, most: number): boolean {
  let mask = 0;
  for (let i = 0; i < left.length; i++) mask |= 1 << (left.charCodeAt(i) & 31);
  let other = 0;
  for (let i = 0; i < right.length; i++) other |= 1 << (right.charCodeAt(i) & 31);
  let difference = mask ^ other;
  let bits = 0;
  while (difference) {
    difference &= difference - 1;
    bits++;
  }
  return bits <= most * 2;
}
