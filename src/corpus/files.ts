/** Which files make up a corpus. */
import { readdirSync } from 'node:fs';

/** Paths of all YAML files below a corpus folder, sorted, with `/` between folders. Throws if the folder cannot be read. */
export function corpusFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.yaml') && !path.split('/').some((part) => part.startsWith('.')))
    .sort();
}
