/** Brings the tables of a database up to this version. */
import { type Migration, Migrator } from 'kysely/migration';
import type { Backend } from '../backend.ts';
import * as firstTables from './0001-first-tables.ts';
import * as severalMachines from './0002-several-machines.ts';

/** By name, in the order in which they run. A migration that has been released is never changed. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-several-machines': severalMachines,
};

/**
 * Runs what has not been run. Processes that start together wait for each other, and each migration runs once.
 * @throws Error with one line, the database named in it, if it is of a newer version or a migration fails.
 */
export async function migrate({ migrating, where, elsewhere }: Backend): Promise<void> {
  const { error } = await migrating((database, schema) =>
    new Migrator({
      db: database,
      provider: { getMigrations: async () => MIGRATIONS },
      ...(schema ? { migrationTableSchema: schema } : {}),
    }).migrateToLatest(),
  );
  if (!error) return;
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message))
    throw new Error(`${where} was written by a newer LexSEA; update this one, or set ${elsewhere}`);
  throw error;
}
