/** What a classifier sees of a text: its words and its pairs of neighbouring words, each once. */

/** Features of a question, from its terms in order. */
export function wordsAndPairs(terms: readonly string[]): string[] {
  const features = new Set(terms);
  for (let n = 1; n < terms.length; n++) features.add(`${terms[n - 1]} ${terms[n]}`);
  return [...features];
}

/** The same for terms that are numbers below `width`, for many texts: each feature gets a place, in the order in which it is met. */
export class FeatureCounter {
  /** The features by place; pairs of words are numbers from `width` on. */
  readonly features: number[] = [];
  readonly #width: number;
  readonly #places = new Map<number, number>();
  /** For each place, the number of the last text that had it. */
  readonly #last: number[] = [];
  #texts = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Places of the words of a text, and of its pairs of words where they are wanted, each once. */
  read(terms: readonly number[], withPairs = true): number[] {
    this.#texts++;
    const places: number[] = [];
    for (const term of terms) this.#meet(term, places);
    if (withPairs)
      for (let n = 1; n < terms.length; n++) this.#meet(((terms[n - 1] as number) + 1) * this.#width + (terms[n] as number), places);
    return places;
  }

  #meet(feature: number, into: number[]): void {
    let place = this.#places.get(feature);
    if (place === undefined) {
      place = this.features.length;
      this.#places.set(feature, place);
      this.features.push(feature);
    } else if (this.#last[place] === this.#texts) return;
    this.#last[place] = this.#texts;
    into.push(place);
  }
}

/** The row of a feature that is not kept. */
export const LEFT_OUT = -1;

/** Gives the features that are to be kept a row each: the row of each place, and the features by row. */
export function numbered(
  features: readonly number[],
  isKept: (feature: number, place: number) => boolean,
): { rows: Int32Array; kept: number[] } {
  const kept: number[] = [];
  const rows = Int32Array.from(features, (feature, place) => (isKept(feature, place) ? kept.push(feature) - 1 : LEFT_OUT));
  return { rows, kept };
}

/** Whether a number stands for a pair of words. */
export function isPair(feature: number, width: number): boolean {
  return feature >= width;
}

/** A numbered feature as `wordsAndPairs` writes it. */
export function featureName(feature: number, vocabulary: readonly string[]): string {
  const width = vocabulary.length;
  if (!isPair(feature, width)) return vocabulary[feature] as string;
  return `${vocabulary[Math.floor(feature / width) - 1]} ${vocabulary[feature % width]}`;
}
