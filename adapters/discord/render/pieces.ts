/** Long text -> pieces that fit: cut at sentences, where a sentence is too long at words, and only a word that is too long within. */
import { sentencesOf } from '../../../src/text/sentences.ts';
import { plain } from './escape.ts';

/** Pieces of plain text, each of which takes at most `longest` characters once it is escaped; none for a text of nothing. */
export function piecesOf(text: string, longest: number): string[] {
  const shown = plain(text);
  if (shown === '') return [];
  if (widthOf(shown) <= longest) return [shown];
  return joined(sentencesOf(shown), ' ', longest, (sentence) =>
    joined(sentence.split(' '), ' ', longest, (word) =>
      joined(graphemesOf(word), '', longest, (grapheme) => joined([...grapheme], '', longest, (unit) => [unit])),
    ),
  );
}

/** Characters that escaping makes two of. */
const DOUBLED = /[\\*_~`|<>[\]#:@]/g;

/** No less than the length of the escaped text. Unlike that length, that of parts sums up to that of the whole, so long texts are quickly cut. */
export function widthOf(text: string): number {
  return text.length + (text.match(DOUBLED)?.length ?? 0) + START;
}

/** A mark at the start of a text, as of a list, is escaped too. */
const START = 1;

/** Joins parts again as far as they fit; a part that does not fit alone is taken apart further. */
function joined(parts: readonly string[], glue: string, longest: number, takeApart: (part: string) => string[]): string[] {
  const pieces: string[] = [];
  let run: string[] = [];
  let width = START;
  const close = (): void => {
    if (run.length > 0) pieces.push(run.join(glue));
    run = [];
    width = START;
  };
  for (const part of parts) {
    const own = widthOf(part) - START;
    if (own === 0) continue;
    if (own + START > longest && own > 2) {
      close();
      pieces.push(...takeApart(part));
      continue;
    }
    const more = own + (run.length > 0 ? glue.length : 0);
    if (run.length > 0 && width + more > longest) close();
    width += run.length > 0 ? more : own;
    run.push(part);
  }
  close();
  return pieces;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemesOf(word: string): string[] {
  return Array.from(graphemes.segment(word), ({ segment }) => segment);
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
