/**
 * Types of the parts of natural that are imported by path. Its root must never be imported: that costs half a second
 * and 120 MB, and loads `.env` from the working folder into the process.
 */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string };
  export default stemmer;
}
declare module 'natural/lib/natural/distance/levenshtein_distance.js' {
  const distances: { DamerauLevenshteinDistance(left: string, right: string, options?: { restricted?: boolean }): number };
  export default distances;
}
