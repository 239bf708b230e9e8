/**
 * The analysed texts of one build: each is read once, for the search index here and for the learning thread, which gets
 * numbers instead of words (lessons.ts).
 */
import { eachWord, stem } from '../text/analyse.ts';
import { languageOf } from '../text/language.ts';
import { STOP_WORDS } from '../text/stop-words.ts';

/** A word of a text: twice the number of its term in the vocabulary, plus 1 if it is a small word. */
export type Code = number;

/** An analysed text. */
export type Codes = readonly Code[] | Uint32Array;

/** Analysed texts one after the other, cheap to hand to another thread. */
export interface PackedTexts {
  codes: Uint32Array;
  /** Where each text begins; one more than there are texts. */
  starts: Uint32Array;
}

export class Analysis {
  /** The terms of all texts read so far, by number. */
  readonly vocabulary: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #words = new Map<string, Code>();
  readonly #texts = new Map<string, Codes>();
  readonly #languages = new Map<string, string>();

  /** The words of a text in order. */
  codes(text: string): Codes {
    const known = this.#texts.get(text);
    if (known) return known;
    const codes: Code[] = [];
    eachWord(text, (word) => {
      codes.push(this.#words.get(word) ?? this.#code(word));
    });
    this.#texts.set(text, codes);
    return codes;
  }

  /** The language of a text (languageOf). */
  language(text: string): string {
    const known = this.#languages.get(text) ?? languageOf(text);
    this.#languages.set(text, known);
    return known;
  }

  /** Takes over texts that were analysed elsewhere, with the vocabulary of that analysis. */
  adopt(texts: readonly string[], packed: PackedTexts, vocabulary: readonly string[]): void {
    const { starts } = packed;
    const numbers = Uint32Array.from(vocabulary, (term) => this.#number(term));
    const codes = packed.codes.map((code) => codeOf(numbers[termOf(code)] as number, isSmall(code)));
    texts.forEach((text, n) => {
      this.#texts.set(text, codes.subarray(starts[n], starts[n + 1]));
    });
  }

  /** Terms of a text that are worth searching for. */
  terms(text: string): string[] {
    return wordsWorth(this.codes(text)).map((term) => this.vocabulary[term] as string);
  }

  #code(word: string): Code {
    const code = codeOf(this.#number(stem(word)), STOP_WORDS.has(word));
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

function codeOf(term: number, small: boolean): Code {
  return 2 * term + Number(small);
}

/** The number of a word's term. */
export function termOf(code: Code): number {
  return code >> 1;
}

/** Whether a word is a small one, not worth searching for. */
export function isSmall(code: Code): boolean {
  return (code & 1) === 1;
}

/** Numbers of the terms that are worth searching for. */
export function wordsWorth(codes: Codes): number[] {
  const terms: number[] = [];
  for (let n = 0; n < codes.length; n++) if (!isSmall(codes[n] as Code)) terms.push(termOf(codes[n] as Code));
  return terms;
}

/** Numbers of all terms, those of small words too. */
export function allWords(codes: Codes): number[] {
  return Array.from(codes, termOf);
}

/** Texts for another thread. */
export function packTexts(texts: readonly Codes[]): PackedTexts {
  const starts = new Uint32Array(texts.length + 1);
  texts.forEach(({ length }, n) => {
    starts[n + 1] = (starts[n] as number) + length;
  });
  const codes = new Uint32Array(starts[texts.length] as number);
  texts.forEach((text, n) => {
    codes.set(text, starts[n]);
  });
  return { codes, starts };
}
