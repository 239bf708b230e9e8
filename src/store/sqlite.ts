/** The store in one SQLite file. Whatever is SQLite's own stands here, and nowhere else in the store. */
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
} from 'kysely';
import { RateLimiterSQLite } from 'rate-limiter-flexible';
import { again } from './again.ts';
import type { Backend } from './backend.ts';
import type { Schema } from './schema.ts';

/** How long a migration waits for that of another process. */
const LONGEST_MIGRATION_MS = 60_000;
/** What another process writes takes a millisecond or two; it is asked for that often, and the process does other work meanwhile. */
const ASK_AGAIN = { shortestMs: 2, longestMs: 25 };

/**
 * Opens `lexsea.db` in a folder, both made where they are missing. Work waits `busyMs` for another process that writes.
 * @throws Error with one line if the file is damaged, is no database or cannot be written. It is left as it is.
 */
export async function openSqlite(folder: string, busyMs: number): Promise<Backend> {
  const file = join(folder, 'lexsea.db');
  try {
    mkdirSync(folder, { recursive: true });
    // Made for its owner alone: SQLite gives the files beside it the same mode.
    closeSync(openSync(file, 'a', 0o600));
    checkFile(file, busyMs);
    const client = await openWritable(file, busyMs);
    const database = new Kysely<Schema>({ dialect: new LexSeaSqliteDialect({ database: client }) });
    return {
      where: file,
      elsewhere: 'LEXSEA_DATA to another folder',
      database,
      now: (laterMs = 0) => sql<number>`${Date.now() + laterMs}`,
      migrating: (work) => work(database),
      limiter: (points, seconds) =>
        new RateLimiterSQLite({
          storeClient: client,
          storeType: 'better-sqlite3',
          tableName: 'rate_limit',
          tableCreated: true,
          clearExpiredByTimeout: false,
          keyPrefix: '',
          points,
          duration: seconds,
        }),
      // SQLite does nothing of a statement that it refuses as busy.
      steadily: (work) => again(work, { ...ASK_AGAIN, forMs: busyMs, worth: isBusy }),
      async check() {
        await sql`select 1 from meta`.execute(database);
      },
      inOneLine: (error) => lineOf(error, file) ?? error,
      close: () => database.destroy(),
    };
  } catch (error) {
    throw lineOf(error, file) ?? error;
  }
}

/** Reads the whole file through a connection that cannot write, so that a damaged one is not made worse. */
function checkFile(file: string, busyMs: number): void {
  if (statSync(file).size === 0 && !existsSync(`${file}-wal`)) return;
  const database = new Database(file, { readonly: true, timeout: busyMs });
  try {
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DamagedError();
  } finally {
    database.close();
  }
}

class DamagedError extends Error {}

/** A connection in WAL mode. Two processes that switch a new file to WAL at once get SQLITE_BUSY without waiting, so it is tried again. */
async function openWritable(file: string, busyMs: number): Promise<Database.Database> {
  // It never waits inside SQLite, which would stop the whole process.
  const database = new Database(file, { timeout: 0 });
  const begin = async (): Promise<void> => {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
  };
  try {
    await again(begin, { ...ASK_AGAIN, forMs: busyMs, worth: isBusy });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code ?? '');
}

/** What the user can do about an error of the database, in one line; undefined for an error that is not of the file. */
function lineOf(error: unknown, file: string): Error | undefined {
  const code = codeOf(error);
  const says = (text: string): Error => new Error(text, { cause: error });
  if (error instanceof DamagedError || code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB'))
    return says(
      `${file} is damaged; nothing was changed: move it away together with its -wal and -shm files, put a backup in its place or start without one`,
    );
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return says(`${file} cannot grow, the disk is full; free some space`);
  if (isBusy(error)) return says(`${file} is held by another program; end it, or set LEXSEA_DATA to another folder`);
  if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR|ENOENT|ENAMETOOLONG|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_IOERR|SQLITE_PERM)/.test(code))
    return says(`${file} cannot be written; set LEXSEA_DATA to a folder that can (${code})`);
  return undefined;
}

/**
 * Kysely's dialect, with transactions that are for writing from their first statement: two processes that migrate at once
 * then run one after the other, and SQLite's table definitions are part of a transaction like the rest.
 */
class LexSeaSqliteDialect extends SqliteDialect {
  readonly #driver: () => Driver;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#driver = () => new WritingDriver(config);
  }

  override createDriver(): Driver {
    return this.#driver();
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalDdlAdapter();
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const begin = (): Promise<unknown> => connection.executeQuery(CompiledQuery.raw('begin immediate'));
    await again(begin, { ...ASK_AGAIN, forMs: LONGEST_MIGRATION_MS, worth: isBusy });
  }
}
