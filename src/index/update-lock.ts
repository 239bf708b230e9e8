/** One update at a time on a data folder. */
import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Takes the lock and gives the function that gives it back. It is a lock of SQLite's on an empty file: whatever ends the
 * process ends the lock.
 * @throws Error with one line if another update has it
 */
export function lockUpdates(folder: string): () => void {
  const database = new Database(join(folder, 'lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    throw new Error(`another update is running on ${folder}; wait until it has ended`);
  }
  return () => database.close();
}
