/**
 * The pointer file: which of the installed corpora is in force. It lies in `corpora` of the data folder and is only ever
 * replaced as a whole, so that whoever reads it, and whoever is killed while writing, finds one state or the other.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A corpus that was installed. */
export interface Installed {
  /** Its content (`contentOf`), and the name of its folder. */
  id: string;
  /** The latest day on which a record of it was compared with the law. */
  asOf: string;
  /** When it was installed, as ISO 8601. */
  installed: string;
  /** Content of the corpus that the program brought when this one was installed over it. */
  over: string;
}

export type Edition = Installed | 'shipped';

export interface Pointer {
  version: 1;
  /** The one in force, then the one before it, to which a rollback goes. */
  editions: Edition[];
  /** What subscribers are told: the difference between two corpora by their content. Null after a rollback. */
  announce: { from: string; to: string } | null;
}

/** The folder of the installed corpora in a data folder. */
export function corporaFolder(data: string): string {
  return join(data, 'corpora');
}

export function pointerFile(data: string): string {
  return join(corporaFolder(data), 'current.json');
}

/** What the pointer file says; null if there is none, or nothing that can be read. */
export async function readPointer(data: string): Promise<Pointer | null> {
  let text: string;
  try {
    text = readFileSync(pointerFile(data), 'utf8');
  } catch {
    return null;
  }
  return parsePointer(text);
}

/** The pointer in a text; null for what is none. */
export async function parsePointer(text: string): Promise<Pointer | null> {
  const { z } = await import('zod');
  const id = z.string().regex(/^[0-9a-f]{20}$/);
  const day = z.string().regex(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/);
  const edition = z.union([z.literal('shipped'), z.object({ id, asOf: day, installed: z.iso.datetime(), over: id })]);
  const shape = z.object({
    version: z.literal(1),
    editions: z.array(edition).min(1).max(2),
    announce: z.object({ from: id, to: id }).nullable(),
  });
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Replaces the pointer file. Once this returns, it outlives a power cut. */
export function writePointer(data: string, pointer: Pointer): void {
  mkdirSync(corporaFolder(data), { recursive: true });
  const temporary = `${pointerFile(data)}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const handle = openSync(temporary, 'w');
    try {
      writeSync(handle, `${JSON.stringify(pointer, null, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, pointerFile(data));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(corporaFolder(data));
}

/** Makes the names in a folder outlive a power cut, where the system can. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // Windows opens no folders.
  }
}
