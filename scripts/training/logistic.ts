/** Logistic regression by Adam on the whole batch; small, repeatable, and the weights can be read. */

export interface Labelled {
  signals: number[];
  label: boolean;
  weight: number;
}

const EPOCHS = 1500;
const STEP = 0.05;
const RIDGE = 1e-3;

/** Weights in the order of the signals; those that can only speak for the label are kept from speaking against it. */
export function fitLogistic(examples: readonly Labelled[], size: number, neverNegative: ReadonlySet<number> = new Set()): Float64Array {
  const weights = new Float64Array(size);
  const moment = new Float64Array(size);
  const square = new Float64Array(size);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    const gradient = new Float64Array(size);
    for (const { signals, label, weight } of examples) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (signals[i] as number) * (weights[i] as number);
      const error = (Number(label) - 1 / (1 + Math.exp(-sum))) * weight;
      for (let i = 0; i < size; i++) gradient[i] = (gradient[i] as number) + error * (signals[i] as number);
    }
    for (let i = 0; i < size; i++) {
      const slope = (gradient[i] as number) / total - RIDGE * (weights[i] as number);
      moment[i] = 0.9 * (moment[i] as number) + 0.1 * slope;
      square[i] = 0.99 * (square[i] as number) + 0.01 * slope * slope;
      weights[i] =
        (weights[i] as number) +
        (STEP * ((moment[i] as number) / (1 - 0.9 ** epoch))) / (Math.sqrt((square[i] as number) / (1 - 0.99 ** epoch)) + 1e-6);
      if (neverNegative.has(i)) weights[i] = Math.max(0, weights[i] as number);
    }
  }
  return weights;
}
