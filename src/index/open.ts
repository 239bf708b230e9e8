/**
 * Opens the compiled corpus, and compiles it first where it is missing, out of date or damaged. Two processes may do
 * this at once: each writes a file of its own and renames it into place.
 */
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import { corpusFolder } from '../corpus/folder.ts';
import type { Problem } from '../corpus/load.ts';
import { LAYOUT_VERSION } from './layout.ts';
import type { LearningThread } from './learn-aside.ts';

export interface OpenOptions {
  /** The corpus folder; by default the one that is shipped. */
  corpus?: string;
  /** Where the compiled file lies; by default `corpus.db` in `LEXSEA_DATA`, or in `data` beside the corpus. */
  file?: string;
  /** Told of what the user should know: a damaged file, a folder that cannot be written. One line each. */
  warn?: (message: string) => void;
  onProgress?: (share: number) => void;
}

/** The default place of the compiled corpus. */
export function defaultFile(corpus: string): string {
  return join(process.env.LEXSEA_DATA ?? join(dirname(corpus), 'data'), 'corpus.db');
}

/**
 * The compiled corpus, read-only.
 * @throws Error with one line if the corpus folder cannot be read or a file of it does not fit its shape.
 */
export async function openIndex(options: OpenOptions = {}): Promise<Database.Database> {
  const corpus = options.corpus ?? corpusFolder();
  const file = options.file ?? defaultFile(corpus);
  const fingerprint = await fingerprintOf(corpus);
  const current = openCurrent(file, fingerprint, options.warn ?? (() => {}));
  return current ?? build({ ...options, corpus, file, fingerprint });
}

/** Compiles the corpus and opens the result, whether or not a current file is there. */
export async function rebuildIndex(options: OpenOptions = {}): Promise<Database.Database> {
  const corpus = options.corpus ?? corpusFolder();
  return build({ ...options, corpus, file: options.file ?? defaultFile(corpus), fingerprint: await fingerprintOf(corpus) });
}

/** Changes whenever a corpus file is added, removed or written, or the layout of the compiled file changes. */
async function fingerprintOf(corpus: string): Promise<string> {
  const { corpusFiles } = await import('../corpus/files.ts');
  const hash = createHash('sha1').update(`${LAYOUT_VERSION}`);
  let paths: string[];
  try {
    paths = corpusFiles(corpus);
  } catch {
    throw new Error(`${corpus}: the corpus folder cannot be read; set LEXSEA_CORPUS to the folder "corpus" of the project`);
  }
  for (const path of paths) {
    const { size, mtimeMs } = statSync(join(corpus, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function openCurrent(file: string, fingerprint: string, warn: (message: string) => void): Database.Database | null {
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

interface Build extends OpenOptions {
  corpus: string;
  file: string;
  fingerprint: string;
}

/** A thread takes a while to start, so it is started before the corpus is read; whatever happens, it ends with the build. */
async function build(options: Build): Promise<Database.Database> {
  const aside = await import('./learn-aside.ts');
  const thread = new aside.LearningThread();
  try {
    return await buildWith(thread, options);
  } finally {
    await thread.end();
  }
}

async function buildWith(
  thread: LearningThread,
  { corpus: folder, file, fingerprint, warn = () => {}, onProgress = () => {} }: Build,
): Promise<Database.Database> {
  const reading = thread.readAsks(folder);
  const { holdsAsks, loadCorpus } = await import('../corpus/load.ts');
  const { compile } = await import('./compile.ts');
  const { corpus, problems } = await loadCorpus(
    folder,
    (done, total) => onProgress((done / total) * 0.4),
    (file) => !holdsAsks(file),
  );
  if (corpus.topics.length === 0) throw new Error(`${folder}: holds no readable topics.yaml, so this is no corpus`);
  const finish = async (database: Database.Database): Promise<void> => {
    await compile(corpus, database, thread, (share) => onProgress(0.4 + share * 0.6), reading);
    database.prepare('INSERT INTO meta VALUES (?, ?)').run('fingerprint', fingerprint);
  };
  const database = await write(file, finish, warn);
  onProgress(1);
  tell([...problems, ...(await reading).problems], warn);
  return database;
}

/** Writes a file beside the right one and renames it into place; keeps all in memory where no file can be written. */
async function write(
  file: string,
  finish: (database: Database.Database) => Promise<void>,
  warn: (message: string) => void,
): Promise<Database.Database> {
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

/** Says what was left out of the corpus: the first in full. */
function tell(problems: readonly Problem[], warn: (message: string) => void): void {
  const first = problems[0];
  if (!first) return;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  warn(
    `corpus/${first.file}:${first.line ?? 1}: ${first.field ? `${first.field}: ` : ''}${first.message}; left out${more}, "npm run corpus:check" lists all`,
  );
}

function seal(file: string): void {
  const checksum = checksumOf(file);
  const database = new Database(file);
  database.pragma('journal_mode = OFF');
  database.pragma(`application_id = ${checksum}`);
  database.close();
}

function isUnwritable(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return [
    'EACCES',
    'EPERM',
    'EROFS',
    'ENOSPC',
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
