/** A copy of the store's SQLite file, made while services write to it. */
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** All pages in one step: a step sees one state of the file, so that others that write meanwhile never make it begin anew. */
const ALL_PAGES = 0x7fff_ffff;

/**
 * Copies `lexsea.db` of a folder into a new file, which its owner alone may read and which is there only once it is whole.
 * Its size in bytes.
 * @throws Error with one line if there is nothing to copy, the file is there already, or either file cannot be read or written.
 */
export async function backupSqlite(folder: string, target: string): Promise<number> {
  const file = join(folder, 'lexsea.db');
  if (!existsSync(file))
    throw new Error(`${file} does not exist, so there is nothing to back up; set LEXSEA_DATA to the folder of the store`);
  if (existsSync(target)) throw new Error(`${target} exists already; give another name or move it away`);
  const part = `${target}.part`;
  try {
    closeSync(openSync(part, 'w', 0o600));
    const source = new Database(file, { readonly: true });
    try {
      await source.backup(part, { progress: () => ALL_PAGES });
    } finally {
      source.close();
    }
    check(part);
    renameSync(part, target);
    return statSync(target).size;
  } catch (error) {
    for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${rest}`, { force: true });
    throw new Error(`${file} could not be copied to ${target}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Leaves the copy a single file, without those that SQLite keeps beside one in use, and reads it whole. */
function check(part: string): void {
  const copy = new Database(part);
  try {
    copy.pragma('journal_mode = DELETE');
    const found = copy.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new Error(`the copy is damaged (${String(found)}), and so is the file perhaps`);
  } finally {
    copy.close();
  }
}
