/** What identifies a corpus by what its files say: the same on every machine, whenever they were written there. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFiles } from './files.ts';

/** 20 hexadecimal digits over the paths and bytes of all files of a corpus folder. Throws if the folder cannot be read. */
export function contentOf(folder: string): string {
  const hash = createHash('sha256');
  for (const path of corpusFiles(folder)) {
    const bytes = readFileSync(join(folder, path));
    hash.update(`${path.length} ${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex').slice(0, 20);
}
