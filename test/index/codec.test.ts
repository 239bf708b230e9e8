import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack, unpack } from '../../src/index/codec.ts';

/** Numbers of any size that a weight may have; what is smaller than a 32-bit scale can hold is 0. */
const numbers = fc.array(
  fc
    .float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-1e30), max: Math.fround(1e30) })
    .map((value) => (Math.abs(value) < 1e-30 ? 0 : value)),
  { maxLength: 100 },
);
const most = (values: readonly number[]): number => Math.max(0, ...values.map(Math.abs));

describe('a packed vector', () => {
  test.each([
    ['nothing', [], 4],
    ['zeros', [0, 0, 0], 7],
    ['one number', [0.5], 5],
    ['64 numbers', Array.from({ length: 64 }, (_, n) => n - 32), 68],
  ])('of %s takes 4 bytes and one for each number', (_, vector, bytes) => {
    expect(pack(vector)).toHaveLength(bytes);
    expect(unpack(pack(vector))).toHaveLength(vector.length);
  });

  test.each([
    [
      [1, -1, 0],
      [1, -1, 0],
    ],
    [
      [127, 1, -64],
      [127, 1, -64],
    ],
    [[-0.5], [-0.5]],
    [
      [0, 0],
      [0, 0],
    ],
  ])('%j comes back as %j', (vector, expected) => {
    [...unpack(pack(vector))].forEach((value, n) => expect(value).toBeCloseTo(expected[n] as number, 5));
  });

  test('comes back with each number wrong by at most half of a 127th of the largest', () => {
    fc.assert(
      fc.property(numbers, (vector) => {
        const allowed = (most(vector) / 127) * 0.5001 + most(vector) * 1e-6;
        const back = unpack(pack(vector));
        vector.forEach((value, n) => expect(Math.abs((back[n] as number) - value)).toBeLessThanOrEqual(allowed));
      }),
    );
  });

  test('keeps signs and order as far as it can tell two numbers apart', () => {
    fc.assert(
      fc.property(numbers, (vector) => {
        const back = unpack(pack(vector));
        const step = most(vector) / 127;
        vector.forEach((value, n) => {
          if (Math.abs(value) > step) expect(Math.sign(back[n] as number)).toBe(Math.sign(value));
          const next = vector[n + 1];
          if (next !== undefined && next - value > 2 * step) expect(back[n + 1] as number).toBeGreaterThan(back[n] as number);
        });
      }),
    );
  });

  test('is the same whether it was a list or 32-bit numbers, and packing it again changes nothing', () => {
    fc.assert(
      fc.property(numbers, (vector) => {
        const once = pack(vector);
        expect(pack(Float32Array.from(vector)).equals(once)).toBe(true);
        [...pack(unpack(once)).subarray(4)].forEach((byte, n) => expect(byte).toBe(once[4 + n]));
      }),
    );
  });
});
