/** Words and pairs of words from which the scope of a question is told; small words count here (`will i win`). */
import { tokenise } from '../text/analyse.ts';

export function scopeFeatures(text: string): string[] {
  const terms = tokenise(text).map(({ term }) => term);
  const features = new Set<string>(terms);
  for (let n = 1; n < terms.length; n++) features.add(`${terms[n - 1]} ${terms[n]}`);
  return [...features];
}
