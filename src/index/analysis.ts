/** The analysed texts of one build: each is read once and used by every part of the index. */
import { type Token, tokenise } from '../text/analyse.ts';

export class Analysis {
  readonly #terms = new Map<string, string[]>();
  readonly #all = new Map<string, string[]>();

  /** Terms of a text that are worth searching for. */
  terms(text: string): string[] {
    return this.#terms.get(text) ?? this.#read(text).terms;
  }

  /** Terms of all words, small ones too. */
  allTerms(text: string): string[] {
    return this.#all.get(text) ?? this.#read(text).all;
  }

  #read(text: string): { terms: string[]; all: string[] } {
    const tokens: Token[] = tokenise(text);
    const all = tokens.map(({ term }) => term);
    const terms = tokens.filter(({ stop }) => !stop).map(({ term }) => term);
    this.#terms.set(text, terms);
    this.#all.set(text, all);
    return { terms, all };
  }
}
