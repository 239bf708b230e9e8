/**
 * The analysed texts of one build: each is read once, for the search index here and for the learning thread, which gets
 * numbers instead of words (lessons.ts).
 */
import { eachWord, stem } from '../text/analyse.ts';
import { STOP_WORDS } from '../text/stop-words.ts';

/** A word of a text: twice the number of its term in the vocabulary, plus 1 if it is a small word. */
export type Code = number;

export class Analysis {
  /** The terms of all texts read so far, by number. */
  readonly vocabulary: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #words = new Map<string, Code>();
  readonly #texts = new Map<string, readonly Code[]>();

  /** The words of a text in order. */
  codes(text: string): readonly Code[] {
    const known = this.#texts.get(text);
    if (known) return known;
    const codes: Code[] = [];
    eachWord(text, (word) => {
      codes.push(this.#words.get(word) ?? this.#code(word));
    });
    this.#texts.set(text, codes);
    return codes;
  }

  /** Terms of a text that are worth searching for. */
  terms(text: string): string[] {
    return wordsWorth(this.codes(text)).map((term) => this.vocabulary[term] as string);
  }

  #code(word: string): Code {
    const code = 2 * this.#number(stem(word)) + Number(STOP_WORDS.has(word));
    this.#words.set(word, code);
    return code;
  }

  #number(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    this.#numbers.set(term, this.vocabulary.length);
    this.vocabulary.push(term);
    return this.vocabulary.length - 1;
  }
}

/** Numbers of the terms that are worth searching for. */
export function wordsWorth(codes: readonly Code[]): number[] {
  const terms: number[] = [];
  for (const code of codes) if ((code & 1) === 0) terms.push(code >> 1);
  return terms;
}

/** Numbers of all terms, those of small words too. */
export function allWords(codes: readonly Code[]): number[] {
  return codes.map((code) => code >> 1);
}
