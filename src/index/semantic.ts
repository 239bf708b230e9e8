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

export interface SemanticModel<Term> {
  /** Term -> its weighted vector, to be summed over the terms of a text. */
  terms: Map<Term, Float32Array>;
  /** One vector of length 1 per document, one after the other. */
  documents: Float32Array;
}

/** A document as term -> number of occurrences. */
export type Bag<Term = string> = Map<Term, number>;

/** Learns the model from documents; the same documents give the same model, bit for bit. */
export function learn<Term>(documents: Bag<Term>[]): SemanticModel<Term> {
  const frequency = new Map<Term, number>();
  for (const document of documents) for (const term of document.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const vocabulary = new Map<Term, number>();
  for (const [term, count] of frequency) if (count >= LEAST_OFTEN) vocabulary.set(term, vocabulary.size);
  const idf = new Float32Array(vocabulary.size);
  for (const [term, row] of vocabulary) idf[row] = Math.log(1 + documents.length / (frequency.get(term) ?? 1));
  const matrix = sparse(documents, vocabulary, idf);

  let basis = startingBasis(vocabulary.size);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    basis = timesTransposed(matrix, timesMatrix(matrix, basis), vocabulary.size);
    orthonormalise(basis, vocabulary.size);
  }
  const terms = new Map<Term, Float32Array>();
  for (const [term, row] of vocabulary) {
    const vector = new Float32Array(DIMENSIONS);
    for (let d = 0; d < DIMENSIONS; d++) vector[d] = (idf[row] as number) * (basis[row * DIMENSIONS + d] as number);
    terms.set(term, vector);
  }
  const vectors = new Float32Array(documents.length * DIMENSIONS);
  documents.forEach((document, n) => {
    vectors.set(
      vectorOf(document, (term) => terms.get(term)),
      n * DIMENSIONS,
    );
  });
  return { terms, documents: vectors };
}

/** Vector of a text, of length 1; all zero where no term is known. */
export function vectorOf<Term>(bag: Bag<Term>, lookup: (term: Term) => Float32Array | undefined): Float32Array {
  const sum = new Float32Array(DIMENSIONS);
  for (const [term, count] of bag) {
    const vector = lookup(term);
    if (!vector) continue;
    const weight = 1 + Math.log(count);
    for (let d = 0; d < DIMENSIONS; d++) sum[d] = (sum[d] as number) + weight * (vector[d] as number);
  }
  const length = Math.hypot(...sum);
  return length > 0 ? sum.map((value) => value / length) : sum;
}

/** Terms of a text and how often each occurs. */
export function bagOf<Term>(terms: Iterable<Term>): Bag<Term> {
  const bag: Bag<Term> = new Map();
  for (const term of terms) bag.set(term, (bag.get(term) ?? 0) + 1);
  return bag;
}

interface SparseRows {
  starts: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
}

/** Documents x vocabulary with log frequency times idf, each row of length 1. */
function sparse<Term>(documents: Bag<Term>[], vocabulary: Map<Term, number>, idf: Float32Array): SparseRows {
  const starts = new Uint32Array(documents.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  documents.forEach((document, n) => {
    const first = values.length;
    let squares = 0;
    for (const [term, count] of document) {
      const column = vocabulary.get(term);
      if (column === undefined) continue;
      const value = (1 + Math.log(count)) * (idf[column] as number);
      squares += value * value;
      columns.push(column);
      values.push(value);
    }
    const length = Math.sqrt(squares) || 1;
    for (let i = first; i < values.length; i++) values[i] = (values[i] as number) / length;
    starts[n + 1] = values.length;
  });
  return { starts, columns: Uint32Array.from(columns), values: Float32Array.from(values) };
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
