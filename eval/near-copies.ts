/** Asks of the corpus that are questions of the evaluation in other clothes: with them the evaluation would test memory. */
import { terms } from '../src/text/analyse.ts';
import { clean, fold } from '../src/text/normalise.ts';

/** Share of common words (Jaccard) from which two questions are copies of one another. */
const SIMILAR = 0.8;
/** Questions of fewer content words than this are copies only if they are equal: `penalty for hacking` has many askers. */
const FEWEST_WORDS = 4;

export interface Ask {
  /** File of the corpus, and what the ask belongs to. */
  file: string;
  ask: string;
}

export interface NearCopy extends Ask {
  question: string;
  /** Jaccard index of the words; 1 where the two are equal. */
  similarity: number;
}

/** Every ask that is a near copy of a question, in the order of the asks. */
export function nearCopies(asks: readonly Ask[], questions: readonly string[]): NearCopy[] {
  const read = questions.map((question) => ({ question, folded: foldedText(question), words: wordsOf(question) }));
  return asks.flatMap((each) => {
    const folded = foldedText(each.ask);
    const words = wordsOf(each.ask);
    return read.flatMap(({ question, folded: other, words: theirs }) => {
      const similarity = folded === other ? 1 : similarityOf(words, theirs);
      return similarity >= SIMILAR ? [{ ...each, question, similarity }] : [];
    });
  });
}

/** Letters and digits of a text, folded, with one space between its words. */
function foldedText(text: string): string {
  return (fold(clean(text)).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ');
}

function wordsOf(text: string): Set<string> {
  return new Set(terms(clean(text)));
}

/** Jaccard index of two sets of content words; 0 where one is too small to tell. */
function similarityOf(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size < FEWEST_WORDS || right.size < FEWEST_WORDS) return 0;
  const common = [...left].filter((word) => right.has(word)).length;
  return common / (left.size + right.size - common);
}
