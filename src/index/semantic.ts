/**
 * Latent semantic analysis (Deerwester and others 1990): terms that stand in the same digests and asks get vectors
 * that point the same way, so that "my flatmate read my chats" is near "unauthorised access" though no word is shared.
 * The truncated decomposition is found by subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4).
 */

/** Length of a vector. More dimensions rank no better on asks left out of the index, and cost build time. */
export const DIMENSIONS = 80;
const ITERATIONS = 2;
/** A term gets a vector if it stands in this many documents; one that stands in fewer has nothing to be near to. */
const LEAST_OFTEN = 3;

export interface SemanticModel {
  /** Term -> its weighted vector, to be summed over the terms of a text. */
  terms: Map<string, Float32Array>;
  /** One vector of length 1 per document, one after the other. */
  documents: Float32Array;
}

/** A document as term -> number of occurrences. */
export type Bag = Map<string, number>;

/** Learns the model from documents; the same documents give the same model, bit for bit. */
export function learn(documents: Bag[]): SemanticModel {
  const frequency = new Map<string, number>();
  for (const document of documents) for (const term of document.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const vocabulary = new Map<string, number>();
  for (const [term, count] of frequency) if (count >= LEAST_OFTEN) vocabulary.set(term, vocabulary.size);
  const idf = new Float32Array(vocabulary.size);
  for (const [term, row] of vocabulary) idf[row] = Math.log(1 + documents.length / (frequency.get(term) ?? 1));
  const matrix = sparse(documents, vocabulary, idf);

  let basis = startingBasis(vocabulary.size);
  orthonormalise(basis, vocabulary.size);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    basis = timesTransposed(matrix, timesMatrix(matrix, basis), vocabulary.size);
    orthonormalise(basis, vocabulary.size);
  }
  const terms = new Map<string, Float32Array>();
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
export function vectorOf(bag: Bag, lookup: (term: string) => Float32Array | undefined): Float32Array {
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
export function bagOf(terms: Iterable<string>): Bag {
  const bag: Bag = new Map();
  for (const term of terms) bag.set(term, (bag.get(term) ?? 0) + 1);
  return bag;
}

interface SparseRows {
  starts: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
}

/** Documents x vocabulary with log frequency times idf, each row of length 1. */
function sparse(documents: Bag[], vocabulary: Map<string, number>, idf: Float32Array): SparseRows {
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

/** Gram-Schmidt over the columns of a row-major matrix, one row pass for all projections on one column. */
function orthonormalise(matrix: Float32Array, rows: number): void {
  const dot = new Float32Array(DIMENSIONS);
  for (let column = 0; column < DIMENSIONS; column++) {
    let squares = 0;
    for (let row = 0; row < rows; row++) squares += (matrix[row * DIMENSIONS + column] as number) ** 2;
    const length = Math.sqrt(squares) || 1;
    dot.fill(0);
    for (let row = 0; row < rows; row++) {
      const at = row * DIMENSIONS;
      const value = (matrix[at + column] as number) / length;
      matrix[at + column] = value;
      for (let d = column + 1; d < DIMENSIONS; d++) dot[d] = (dot[d] as number) + value * (matrix[at + d] as number);
    }
    for (let row = 0; row < rows; row++) {
      const at = row * DIMENSIONS;
      const value = matrix[at + column] as number;
      for (let d = column + 1; d < DIMENSIONS; d++) matrix[at + d] = (matrix[at + d] as number) - value * (dot[d] as number);
    }
  }
}
