/**
 * The compiled corpus as a file: written beside the right place and renamed into it, with a checksum that shows damage.
 * Two processes may write the same one at once: each writes a file of its own.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';

type Warn = (message: string) => void;

/** The compiled corpus in a file if it is whole and has this fingerprint; null if not, after a warning if it is damaged. */
export function openCurrent(file: string, fingerprint: string, warn: Warn): Database.Database | null {
  if (!existsSync(file) || !statSync(file).isFile()) return null;
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    const stored = database.prepare("SELECT value FROM meta WHERE key = 'fingerprint'").pluck().get();
    if (checksumOf(file) !== (database.pragma('application_id', { simple: true }) as number)) throw new Error('checksum');
    if (stored === fingerprint) return database;
    database.close();
    return null;
  } catch {
    database?.close();
    warn(`${file} is damaged or half-written; it is built anew`);
    return null;
  }
}

/** Writes a file beside the right one and renames it into place; keeps all in memory where no file can be written. */
export async function write(file: string, finish: (database: Database.Database) => Promise<void>, warn: Warn): Promise<Database.Database> {
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const database = new Database(temporary);
    database.pragma(`page_size = ${FIRST_PAGE}`);
    await finish(database);
    database.close();
    seal(temporary);
    renameSync(temporary, file);
    return new Database(file, { readonly: true });
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary);
    if (!isUnwritable(error)) throw error;
    warn(`${dirname(file)} cannot be written; the corpus is kept in memory and built at every start (LEXSEA_DATA names another folder)`);
    const database = new Database(':memory:');
    await finish(database);
    return database;
  }
}

const FIRST_PAGE = 4096;
/** Read in pieces, so that checking a file takes no memory to speak of. */
const CHUNK = 1 << 18;

/**
 * Checksum of all pages but the first, as a signed 32-bit number. It is kept in the header (SQLite's application_id),
 * which lies on the first page, so that one file carries both.
 */
function checksumOf(file: string): number {
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let sum = 0;
    let at = FIRST_PAGE;
    for (let read = readSync(handle, chunk, 0, CHUNK, at); read > 0; read = readSync(handle, chunk, 0, CHUNK, at)) {
      sum = crc32(chunk.subarray(0, read), sum);
      at += read;
    }
    return sum | 0;
  } finally {
    closeSync(handle);
  }
}

function seal(file: string): void {
  const checksum = checksumOf(file);
  const database = new Database(file);
  database.pragma('journal_mode = OFF');
  database.pragma(`application_id = ${checksum}`);
  database.close();
}

/** Whether an error says that a folder or a disk takes nothing. */
export function isUnwritable(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return [
    'EACCES',
    'EPERM',
    'EROFS',
    'ENOSPC',
    'EDQUOT',
    'EFBIG',
    'ENOENT',
    'ENOTDIR',
    'EISDIR',
    'ENOTEMPTY',
    'ENAMETOOLONG',
    'EEXIST',
    'SQLITE_CANTOPEN',
    'SQLITE_READONLY',
    'SQLITE_FULL',
    'SQLITE_IOERR',
  ].some((known) => code.startsWith(known));
}
