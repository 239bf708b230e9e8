/**
 * The pointer file: which of the installed corpora is in force. It lies in `corpora` of the data folder and is only ever
 * replaced as a whole, so that whoever reads it, and whoever is killed while writing, finds one state or the other.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isDate } from '../corpus/partial-date.ts';

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
export function readPointer(data: string): Pointer | null {
  let text: string;
  try {
    text = readFileSync(pointerFile(data), 'utf8');
  } catch {
    return null;
  }
  return parsePointer(text);
}

/** The pointer in a text; null for what is none. Checked by hand, as every command of the terminal reads it, and zod takes as long to load as an answer. */
export function parsePointer(text: string): Pointer | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const { version, editions, announce } = fieldsOf(read);
  if (version !== 1 || !Array.isArray(editions) || editions.length < 1 || editions.length > 2) return null;
  const known = editions.map(editionOf).filter((edition) => edition !== null);
  const { from, to } = fieldsOf(announce);
  const isAnnounced = isId(from) && isId(to);
  if (known.length < editions.length || !(announce === null || isAnnounced)) return null;
  return { version, editions: known, announce: isAnnounced ? { from, to } : null };
}

function editionOf(read: unknown): Edition | null {
  if (read === 'shipped') return read;
  const { id, asOf, installed, over } = fieldsOf(read);
  const isInstalled = isId(id) && isId(over) && typeof asOf === 'string' && (asOf === '' || isDate(asOf)) && typeof installed === 'string';
  return isInstalled && !Number.isNaN(Date.parse(installed)) ? { id, asOf, installed, over } : null;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{20}$/.test(value);
}

function fieldsOf(read: unknown): Record<string, unknown> {
  return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
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
