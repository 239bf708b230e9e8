/**
 * Vectors taught by the asks. Latent semantic analysis puts words near to each other that stand in the same digests; this
 * moves them so that an ask comes nearest to the item that it is an ask of, before the other items of its jurisdiction:
 * stochastic gradient descent on a softmax over sampled items (as StarSpace does, Wu and others 2018). It starts at the
 * vectors of the analysis, so that one pass is enough.
 */
import { type Codes, isSmall, termOf } from './analysis.ts';
import { addTo, DIMENSIONS, NONE, type SemanticModel, toLengthOne } from './semantic.ts';

/** A text, and the number of the item that it belongs to. */
export interface Taught {
  item: number;
  text: Codes;
}

const PASSES = 1;
/** Other items that an ask is held against, drawn anew each time. */
const OTHERS = 12;
const RATE = 0.1;
/** Words are in many asks, items in a few: words move less at a time. */
const RATE_OF_WORDS = 0.3;
/** Cosines are within [-1, 1]; this much of a difference between two is a certainty. */
const SHARPNESS = 20;
/** A pull this small moves nothing that a byte could show. */
const NEGLIGIBLE = 1e-4;

/**
 * Refines vectors of terms and items, in place. `groups` says for each item which items it may be mistaken for. The same
 * model and texts give the same vectors, bit for bit.
 */
export function refine({ rows, terms, documents }: SemanticModel, texts: readonly Taught[], groups: readonly (readonly number[])[]): void {
  const random = generator();
  const order = [...texts];
  const query = new Float32Array(DIMENSIONS);
  const pull = new Float32Array(DIMENSIONS);
  const items = new Uint32Array(OTHERS + 1);
  const shares = new Float64Array(OTHERS + 1);
  /** Where the vectors of the words of a text begin. */
  const places: number[] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    const rate = RATE * (1 - pass / PASSES);
    shuffle(order, random);
    for (const { item, text } of order) {
      places.length = 0;
      query.fill(0);
      for (let n = 0; n < text.length; n++) {
        const code = text[n] as number;
        const row = isSmall(code) ? NONE : (rows[termOf(code)] as number);
        if (row === NONE) continue;
        places.push(row * DIMENSIONS);
        addTo(query, 1, terms, row * DIMENSIONS);
      }
      const length = toLengthOne(query);
      if (length === 0) continue;
      const group = groups[item] ?? [];
      let count = 0;
      for (let n = 0; n <= OTHERS; n++) {
        const drawn = n === 0 ? item : group[Math.floor(random() * group.length)];
        if (drawn === undefined || (n > 0 && drawn === item)) continue;
        items[count] = drawn;
        shares[count] = SHARPNESS * dot(query, documents, drawn * DIMENSIONS);
        count++;
      }
      softmax(shares, count);
      pull.fill(0);
      for (let n = 0; n < count; n++) {
        const step = (Number(n === 0) - (shares[n] as number)) * rate;
        if (Math.abs(step) > NEGLIGIBLE) move(documents, (items[n] as number) * DIMENSIONS, query, pull, step);
      }
      for (const at of places) {
        for (let d = 0; d < DIMENSIONS; d++) terms[at + d] = (terms[at + d] as number) + RATE_OF_WORDS * length * (pull[d] as number);
      }
    }
  }
}

function dot(query: Float32Array, documents: Float32Array, at: number): number {
  let sum = 0;
  for (let d = 0; d < DIMENSIONS; d++) sum += (query[d] as number) * (documents[at + d] as number);
  return sum;
}

/** Moves an item towards a query, or away from it, keeps its length 1, and adds what the query should move by to `pull`. */
function move(documents: Float32Array, at: number, query: Float32Array, pull: Float32Array, step: number): void {
  let squares = 0;
  for (let d = 0; d < DIMENSIONS; d++) {
    const value = documents[at + d] as number;
    pull[d] = (pull[d] as number) + step * value;
    const moved = value + step * (query[d] as number);
    documents[at + d] = moved;
    squares += moved * moved;
  }
  const length = Math.sqrt(squares) || 1;
  for (let d = 0; d < DIMENSIONS; d++) documents[at + d] = (documents[at + d] as number) / length;
}

/** Replaces scores by their softmax. */
function softmax(scores: Float64Array, count: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let n = 0; n < count; n++) most = Math.max(most, scores[n] as number);
  let total = 0;
  for (let n = 0; n < count; n++) {
    scores[n] = Math.exp((scores[n] as number) - most);
    total += scores[n] as number;
  }
  for (let n = 0; n < count; n++) scores[n] = (scores[n] as number) / total;
}

/** Fisher and Yates. */
function shuffle(list: unknown[], random: () => number): void {
  for (let n = list.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    [list[n], list[other]] = [list[other], list[n]];
  }
}

/** Fixed pseudo-random numbers in [0, 1), a linear congruential generator, so that a build can be repeated. */
function generator(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
