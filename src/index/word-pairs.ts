/** What a classifier sees of a text: its words and its pairs of neighbouring words, each once. */

/** Features of a question, from its terms in order. */
export function wordsAndPairs(terms: readonly string[]): string[] {
  const features = new Set(terms);
  for (let n = 1; n < terms.length; n++) features.add(`${terms[n - 1]} ${terms[n]}`);
  return [...features];
}

/** The same for terms that are numbers below `width`, as numbers: pairs come after the words. */
export function numberedWordsAndPairs(terms: readonly number[], width: number): number[] {
  const features = new Set(terms);
  for (let n = 1; n < terms.length; n++) features.add(((terms[n - 1] as number) + 1) * width + (terms[n] as number));
  return [...features];
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
