/** Where the store of a test lies: a folder of SQLite's or a database of PostgreSQL's, of its own and empty. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, describe, onTestFinished } from 'vitest';
import type { StoreOptions } from '../../src/store/open.ts';
import { temporaryFolder } from './temporary-store.ts';

export interface Place {
  /** For `openStore`, or `temporaryStore`, as often as there shall be processes on it. */
  options: Pick<StoreOptions, 'folder' | 'url'>;
  /** Runs one statement beside the store; its rows. */
  run(statement: string): Promise<Record<string, unknown>[]>;
  /** Makes all that the store keeps for a time this much older, in milliseconds: what it finds then is what it finds so much later. */
  later(ms: number): Promise<void>;
}

const POSTGRES = process.env.LEXSEA_TEST_POSTGRES;

/** Tests of what holds on every database. `here` gives an empty place. PostgreSQL is skipped, and says so, where none was started. */
export function onEachDatabase(tests: (here: () => Promise<Place>) => void): void {
  describe('in SQLite', () => tests(inSqlite));
  onPostgres('in PostgreSQL', tests);
}

/** Tests of what is PostgreSQL's own. `here` gives an empty place, one at a time. */
export function onPostgres(title: string, tests: (here: () => Promise<Place>) => void): void {
  const skipped = 'skipped: LEXSEA_TEST_POSTGRES is not set, ".ci/postgres run npx vitest run" sets it';
  describe.skipIf(!POSTGRES)(POSTGRES ? title : `${title} (${skipped})`, () => {
    // Emptying a database takes a tenth of the time that making one takes.
    let made: Awaited<ReturnType<typeof newDatabase>> | undefined;
    afterAll(() => made?.drop());
    tests(async () => {
      made ??= await newDatabase();
      onTestFinished(() => made?.empty());
      return made.place;
    });
  });
}

/** A new folder. */
export async function inSqlite(): Promise<Place> {
  const folder = temporaryFolder();
  return placeOf({ folder, url: '' }, async (statement) => {
    const database = new Database(join(folder, 'lexsea.db'), { timeout: 5_000 });
    try {
      const prepared = database.prepare<[], Record<string, unknown>>(statement);
      if (prepared.reader) return prepared.all();
      prepared.run();
      return [];
    } finally {
      database.close();
    }
  });
}

/** A new database on the server of the test run. */
export async function inPostgres(): Promise<Place> {
  const { place, drop } = await newDatabase();
  onTestFinished(drop);
  return place;
}

async function newDatabase(): Promise<{ place: Place; empty: () => Promise<void>; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const server = await connected(POSTGRES as string);
  await server.query(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(POSTGRES as string), { pathname: `/${name}` }).href;
  const beside = await connected(url);
  const run = async (statement: string): Promise<Record<string, unknown>[]> => (await beside.query(statement)).rows;
  return {
    place: placeOf({ url }, run),
    async empty() {
      const tables = await run("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%'");
      await run(tables.map(({ tablename }) => `DELETE FROM ${tablename}`).join(';'));
    },
    async drop() {
      await beside.end();
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.end();
    },
  };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

function placeOf(options: Place['options'], run: Place['run']): Place {
  return {
    options,
    run,
    async later(ms) {
      for (const table of ['conversation', 'delivery', 'answered']) await run(`UPDATE ${table} SET expires_at = expires_at - ${ms}`);
      await run(`UPDATE rate_limit SET expire = expire - ${ms}`);
    },
  };
}
