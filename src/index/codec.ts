/** Vectors as bytes: a scale and one byte for each number. A quarter of the room of 32-bit numbers; no ranking changes. */

const SCALE_BYTES = 4;
const MOST = 127;

/** Packs a vector; the largest number is kept exactly, the others to a 127th of it. */
export function pack(vector: Float32Array | readonly number[]): Buffer {
  const buffer = Buffer.alloc(packedLength(vector.length));
  packInto(buffer, 0, vector);
  return buffer;
}

/** Bytes of a packed vector of so many numbers. */
export function packedLength(length: number): number {
  return SCALE_BYTES + length;
}

/** Packs a vector into a buffer at a place, where there must be room for it. */
export function packInto(buffer: Buffer, at: number, vector: Float32Array | readonly number[]): void {
  let most = 0;
  for (let i = 0; i < vector.length; i++) most = Math.max(most, Math.abs(vector[i] as number));
  buffer.writeFloatLE(most / MOST, at);
  if (most === 0) return;
  // A byte of an array takes -1 for 255, as a signed byte is read.
  for (let i = 0; i < vector.length; i++) buffer[at + SCALE_BYTES + i] = Math.round(((vector[i] as number) / most) * MOST);
}

/** The vector that was packed, as near as it was kept. */
export function unpack(bytes: Buffer): Float32Array {
  const scale = bytes.readFloatLE(0);
  const vector = new Float32Array(bytes.length - SCALE_BYTES);
  for (let i = 0; i < vector.length; i++) vector[i] = bytes.readInt8(SCALE_BYTES + i) * scale;
  return vector;
}
