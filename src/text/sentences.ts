/** Sentences of a digest. */

/** A full stop after these ends no sentence. */
const ABBREVIATIONS =
  /(?:\b(?:No|Nos|v|vs|e\.g|i\.e|cf|approx|Dr|Mr|Ms|St|Inc|Ltd|Pte|Bhd|Art|Reg|p|pp|B\.E|U\.S|G\.R|A\.M|Cap|Gen|Sdn|Co|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$/;

/** The sentences of a text, in order, none empty; joined with a space they are the text. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let current = '';
  for (const part of text.trim().split(/(?<=[.!?]["”')\]]?)\s+(?=["“'([]?[\p{Lu}\d])/u)) {
    if (part === '') continue;
    current = current === '' ? part : `${current} ${part}`;
    if (ABBREVIATIONS.test(current)) continue;
    sentences.push(current);
    current = '';
  }
  if (current !== '') sentences.push(current);
  return sentences;
}
