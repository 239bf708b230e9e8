/**
 * Latent semantic analysis (Deerwester and others 1990): terms that stand in the same digests and asks get vectors
 * that point the same way, so that "my flatmate read my chats" is near "unauthorised access" though no word is shared.
 * The truncated decomposition is found by subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4).
 */

/** Length of a vector. More dimensions rank no better on asks left out of the index, and cost build time. */
export const DIMENSIONS = 80;
const ITERATIONS = 2;
/** A term gets a vector if it stands in this many documents; one that stands in fewer has nothing to be near to. */
const LEAST_OFTEN = 4;

export interface SemanticModel {
  /** For each term, the number of its vector among `terms`; NONE for a term without one. */
  rows: Int32Array;
  /** Weighted vectors of terms, one after the other, to be summed over the terms of a text. */
  terms: Float32Array;
  /** One vector of length 1 per document, one after the other; all zero where no term of it has a vector. */
  documents: Float32Array;
}

/** The row of a term without a vector. */
export const NONE = -1;

/** Documents as the numbers of their terms and how much each counts, one document after the other. */
export interface Documents {
  /** Where each document begins; one more than there are documents. */
  starts: readonly number[];
  terms: readonly number[];
  counts: readonly number[];
}

/** Counts the terms of documents, which are numbers below `width`. */
export class DocumentCounter implements Documents {
  readonly starts = [0];
  readonly terms: number[] = [];
  readonly counts: number[] = [];
  /** Where each term stands in the document that is being counted, if it is after `starts`. */
  readonly #places: Int32Array;

  constructor(width: number) {
    this.#places = new Int32Array(width).fill(NONE);
  }

  /** Counts a term once more in the document at hand, or so much more. */
  add(term: number, count = 1): void {
    const place = this.#places[term] as number;
    if (place >= (this.starts.at(-1) as number)) {
      this.counts[place] = (this.counts[place] as number) + count;
      return;
    }
    this.#places[term] = this.terms.length;
    this.terms.push(term);
    this.counts.push(count);
  }

  /** Ends the document at hand. */
  end(): void {
    this.starts.push(this.terms.length);
  }
}

/** Learns the model from documents whose terms are numbers below `width`; the same documents give the same model, bit for bit. */
export function learn(documents: Documents, width: number): SemanticModel {
  const { starts, terms, counts } = documents;
  const length = starts.length - 1;
  const frequency = frequencies(terms, width);
  const rows = new Int32Array(width).fill(NONE);
  const idf: number[] = [];
  for (const term of terms) {
    const often = frequency[term] as number;
    if (often < LEAST_OFTEN || rows[term] !== NONE) continue;
    rows[term] = idf.length;
    idf.push(Math.log(1 + length / often));
  }
  const matrix = sparse(documents, rows, idf);
  let basis = startingBasis(idf.length);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    basis = timesTransposed(matrix, timesMatrix(matrix, basis), idf.length);
    orthonormalise(basis, idf.length);
  }
  idf.forEach((weight, row) => {
    for (let at = row * DIMENSIONS; at < (row + 1) * DIMENSIONS; at++) basis[at] = weight * (basis[at] as number);
  });
  const vectors = new Float32Array(length * DIMENSIONS);
  for (let n = 0; n < length; n++) {
    const sum = vectors.subarray(n * DIMENSIONS, (n + 1) * DIMENSIONS);
    for (let i = starts[n] as number; i < (starts[n + 1] as number); i++) {
      const row = rows[terms[i] as number] as number;
      if (row !== NONE) addTo(sum, 1 + Math.log(counts[i] as number), basis, row * DIMENSIONS);
    }
    toLengthOne(sum);
  }
  return { rows, terms: basis, documents: vectors };
}

/** In how many documents each term stands; each document names a term once. */
export function frequencies(terms: readonly number[], width: number): Uint32Array {
  const frequency = new Uint32Array(width);
  for (const term of terms) frequency[term] = (frequency[term] as number) + 1;
  return frequency;
}

/** Adds a vector that begins at a place of a table, so many times, to a sum. */
export function addTo(sum: Float32Array, weight: number, table: Float32Array, at: number): void {
  for (let d = 0; d < DIMENSIONS; d++) sum[d] = (sum[d] as number) + weight * (table[at + d] as number);
}

/** Gives a vector length 1, where it has any; gives the length it had. */
export function toLengthOne(vector: Float32Array): number {
  let squares = 0;
  for (let d = 0; d < DIMENSIONS; d++) squares += (vector[d] as number) ** 2;
  const length = Math.sqrt(squares);
  if (length > 0) for (let d = 0; d < DIMENSIONS; d++) vector[d] = (vector[d] as number) / length;
  return length;
}

interface SparseRows {
  starts: readonly number[];
  columns: Uint32Array;
  values: Float32Array;
}

/** Documents x vocabulary with log frequency times idf, each row of length 1. */
function sparse({ starts: bounds, terms, counts }: Documents, rows: Int32Array, idf: readonly number[]): SparseRows {
  const starts = [0];
  const columns = new Uint32Array(terms.length);
  const values = new Float32Array(terms.length);
  let end = 0;
  for (let n = 0; n + 1 < bounds.length; n++) {
    const first = end;
    let squares = 0;
    for (let i = bounds[n] as number; i < (bounds[n + 1] as number); i++) {
      const column = rows[terms[i] as number] as number;
      if (column === NONE) continue;
      const value = (1 + Math.log(counts[i] as number)) * (idf[column] as number);
      squares += value * value;
      columns[end] = column;
      values[end++] = value;
    }
    const length = Math.sqrt(squares) || 1;
    for (let i = first; i < end; i++) values[i] = (values[i] as number) / length;
    starts.push(end);
  }
  return { starts, columns, values };
}

function timesMatrix({ starts, columns, values }: SparseRows, basis: Float32Array): Float32Array {
  const out = new Float32Array((starts.length - 1) * DIMENSIONS);
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) {
      const value = values[i] as number;
      const from = (columns[i] as number) * DIMENSIONS;
      const to = row * DIMENSIONS;
      for (let d = 0; d < DIMENSIONS; d++) out[to + d] = (out[to + d] as number) + value * (basis[from + d] as number);
    }
  }
  return out;
}

function timesTransposed({ starts, columns, values }: SparseRows, rows: Float32Array, width: number): Float32Array {
  const out = new Float32Array(width * DIMENSIONS);
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) {
      const value = values[i] as number;
      const from = row * DIMENSIONS;
      const to = (columns[i] as number) * DIMENSIONS;
      for (let d = 0; d < DIMENSIONS; d++) out[to + d] = (out[to + d] as number) + value * (rows[from + d] as number);
    }
  }
  return out;
}

/** Fixed pseudo-random numbers (a linear congruential generator), so that a build can be repeated. */
function startingBasis(rows: number): Float32Array {
  let state = 12_345;
  const basis = new Float32Array(rows * DIMENSIONS);
  for (let i = 0; i < basis.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    basis[i] = state / 2 ** 32 - 0.5;
  }
  return basis;
}

/**
 * Makes the columns of a row-major matrix orthonormal by a Cholesky factorisation of their inner products (Golub and Van
 * Loan 2013, 5.2): two passes over the rows, where Gram-Schmidt takes two for each column. A column that depends on
 * those before it becomes zero.
 */
function orthonormalise(matrix: Float32Array, rows: number): void {
  const size = DIMENSIONS;
  const factor = new Float64Array(size * size);
  for (let at = 0; at < rows * size; at += size) {
    for (let i = 0; i < size; i++) {
      const value = matrix[at + i] as number;
      for (let j = i; j < size; j++) factor[i * size + j] = (factor[i * size + j] as number) + value * (matrix[at + j] as number);
    }
  }
  const inverse = cholesky(factor, size);
  for (let at = 0; at < rows * size; at += size) {
    for (let i = 0; i < size; i++) {
      const value = (matrix[at + i] as number) * (inverse[i] as number);
      matrix[at + i] = value;
      for (let j = i + 1; j < size; j++) matrix[at + j] = (matrix[at + j] as number) - value * (factor[i * size + j] as number);
    }
  }
}

/** Below this share of what a column was, nothing of its own is left but rounding. */
const DEPENDENT = 1e-10;

/** Replaces the upper half of a symmetric matrix by its Cholesky factor; gives 1 / diagonal, 0 for a dependent column. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size);
  const before = Float64Array.from({ length: size }, (_, i) => matrix[i * size + i] as number);
  for (let i = 0; i < size; i++) {
    const pivot = matrix[i * size + i] as number;
    inverse[i] = pivot > DEPENDENT * (before[i] as number) ? 1 / Math.sqrt(pivot) : 0;
    for (let j = i; j < size; j++) matrix[i * size + j] = (matrix[i * size + j] as number) * (inverse[i] as number);
    for (let k = i + 1; k < size; k++) {
      const value = matrix[i * size + k] as number;
      for (let j = k; j < size; j++) matrix[k * size + j] = (matrix[k * size + j] as number) - value * (matrix[i * size + j] as number);
    }
  }
  return inverse;
}
