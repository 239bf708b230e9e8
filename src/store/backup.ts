/** Keeping the store somewhere else. */
import { defaultFolder } from './open.ts';
import { nameOf } from './postgres.ts';
import { backupSqlite } from './sqlite-backup.ts';

/**
 * Copies the store of SQLite into a new file; its size in bytes. Services may go on with it meanwhile.
 * @throws Error with one line if it cannot, or if the store is in PostgreSQL, which has tools of its own.
 */
export async function backupStore(
  target: string,
  { url = process.env.DATABASE_URL, folder = defaultFolder() }: { url?: string; folder?: string } = {},
): Promise<number> {
  if (url?.trim())
    throw new Error(`the store is in ${nameOf(url.trim())}; back it up with pg_dump, as docs/operations.md says, not with this command`);
  return backupSqlite(folder, target);
}
