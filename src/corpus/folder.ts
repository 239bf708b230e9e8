/** Where the corpus lies. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The corpus that is shipped with this code: the folder `corpus` of the package, or `LEXSEA_CORPUS`. */
export function corpusFolder(): string {
  return process.env.LEXSEA_CORPUS ?? join(packageFolder(), 'corpus');
}

/** The folder of this package, whether it runs from its sources or from `dist`. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'corpus', 'topics.yaml')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
