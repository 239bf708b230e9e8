/** Folding of text: every spelling of a word that a reader takes for the same becomes the same string. */

/** The longest question that is read, in UTF-16 units; a question is a sentence or two, not a document. */
export const LONGEST_QUESTION = 2_000;

const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;
/** Joiners that decide the shape of Khmer, Burmese and Lao words and must not split them. */
const JOINERS = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/**
 * Text without control characters, joiners, lone surrogates and runs of white space, in Unicode NFKC.
 * What a user typed stays readable; nothing in it can steer a terminal.
 */
export function clean(text: string): string {
  return text.replaceAll('´', "'").replace(JOINERS, '').replace(CONTROL, ' ').normalize('NFKC').replace(/\s+/g, ' ').trim();
}

/**
 * Lower case, without the marks that people leave out when they type Latin script (so `bảo mật` is `bao mat`), and
 * with one kind of apostrophe and dash. Marks of other scripts are letters and stay.
 */
export function fold(text: string): string {
  const lower = text.replaceAll('´', "'").normalize('NFKC').toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII but the grave accent needs no folding, and most questions are ASCII
  if (/^[\x00-\x5f\x61-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replaceAll('đ', 'd')
    .replace(/[‘’ʼ`]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-');
}
