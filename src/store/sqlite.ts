/** The store in one SQLite file. Whatever is SQLite's own stands here, and nowhere else in the store. */
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
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
} from 'kysely';
import { RateLimiterSQLite } from 'rate-limiter-flexible';
import type { Backend } from './backend.ts';
import type { Schema } from './schema.ts';

/** How long a migration waits for that of another process, asking this often. */
const LONGEST_MIGRATION_MS = 60_000;
const ASK_AGAIN_MS = 20;

/**
 * Opens `lexsea.db` in a folder, both made where they are missing. A statement waits `busyMs` for another process that writes.
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
    return {
      where: file,
      database: new Kysely<Schema>({ dialect: new LexSeaSqliteDialect({ database: client }, busyMs) }),
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
      inOneLine: (error) => lineOf(error, file) ?? error,
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
  const database = new Database(file, { timeout: busyMs });
  const until = Date.now() + busyMs;
  for (;;) {
    try {
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      return database;
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) {
        database.close();
        throw error;
      }
      await wait(ASK_AGAIN_MS);
    }
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

  constructor(config: SqliteDialectConfig, busyMs: number) {
    super(config);
    this.#driver = () => new WritingDriver(config, busyMs);
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
  readonly #busyMs: number;

  constructor(config: SqliteDialectConfig, busyMs: number) {
    super(config);
    this.#busyMs = busyMs;
  }

  /** Asks again and again instead of waiting inside SQLite, which would stop a transaction of this same process for good. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const run = (sql: string): Promise<unknown> => connection.executeQuery(CompiledQuery.raw(sql));
    const until = Date.now() + LONGEST_MIGRATION_MS;
    await run('pragma busy_timeout = 0');
    try {
      for (;;) {
        try {
          await run('begin immediate');
          return;
        } catch (error) {
          if (!isBusy(error) || Date.now() > until) throw error;
          await wait(ASK_AGAIN_MS);
        }
      }
    } finally {
      await run(`pragma busy_timeout = ${this.#busyMs}`);
    }
  }
}
