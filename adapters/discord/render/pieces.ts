/** Long text -> pieces that fit: cut at sentences, where a sentence is too long at words, and only a word that is too long within. */
import { sentencesOf } from '../../../src/text/sentences.ts';
import { escaped } from './escape.ts';

/** Pieces of plain text, each of which takes at most `longest` characters once it is escaped; none for a text of nothing. */
export function piecesOf(text: string, longest: number): string[] {
  return joined(sentencesOf(text), longest, (sentence) => joined(sentence.split(/\s+/), longest, (word) => hardPieces(word, longest)));
}

/** Joins parts again as far as they fit; a part that does not fit alone is taken apart further. */
function joined(parts: readonly string[], longest: number, takeApart: (part: string) => string[]): string[] {
  const pieces: string[] = [];
  let open = false;
  for (const part of parts) {
    if (part.trim() === '') continue;
    if (escaped(part).length > longest) {
      pieces.push(...takeApart(part));
      open = false;
      continue;
    }
    const last = pieces.at(-1);
    const longer = last === undefined || !open ? null : `${last} ${part}`;
    if (longer !== null && escaped(longer).length <= longest) pieces[pieces.length - 1] = longer;
    else pieces.push(part);
    open = true;
  }
  return pieces;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function hardPieces(word: string, longest: number): string[] {
  const pieces: string[] = [];
  let current = '';
  for (const { segment } of graphemes.segment(word)) {
    const unit = escaped(segment).length > longest ? '' : segment;
    if (escaped(current + unit).length > longest) {
      pieces.push(current);
      current = '';
    }
    current += unit;
  }
  return current === '' ? pieces : [...pieces, current];
}

/** Lines put into as few groups as they fit, in order. `sizeOf` a group is that of its lines and one break after each. */
export function packed<Line>(lines: readonly Line[], longest: number, sizeOf: (line: Line) => number): Line[][] {
  const groups: Line[][] = [];
  let size = 0;
  for (const line of lines) {
    const more = sizeOf(line) + 1;
    const group = groups.at(-1);
    if (group && size + more <= longest) {
      group.push(line);
      size += more;
    } else {
      groups.push([line]);
      size = more;
    }
  }
  return groups;
}
