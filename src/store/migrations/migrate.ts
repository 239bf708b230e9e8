/** Brings the tables of a database up to this version. */
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Schema } from '../schema.ts';
import * as firstTables from './0001-first-tables.ts';

/** By name, in the order in which they run. A migration that has been released is never changed. */
const MIGRATIONS: Record<string, Migration> = { '0001-first-tables': firstTables };

/**
 * Runs what has not been run. Processes that start together wait for each other, and each migration runs once.
 * @throws Error with one line, `where` in it, if the database is of a newer version or a migration fails.
 */
export async function migrate(database: Kysely<Schema>, where: string): Promise<void> {
  const { error } = await new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } }).migrateToLatest();
  if (!error) return;
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message))
    throw new Error(`${where} was written by a newer LexSEA; update this one, or set LEXSEA_DATA to another folder`);
  throw error;
}
