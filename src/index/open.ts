/**
 * Opens the compiled corpus, and compiles it first where it is missing, out of date or damaged: the corpus that
 * `lexsea corpus update` installed in the data folder, or the one that is shipped.
 */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { corpusFolder } from '../corpus/folder.ts';
import { openCurrent } from './compiled-file.ts';
import { LAYOUT_VERSION } from './layout.ts';
import { pointerFile } from './pointer.ts';

export interface OpenOptions {
  /** The corpus folder; by default the one that is shipped. */
  corpus?: string;
  /** Where the compiled file lies; by default `corpus.db` in `LEXSEA_DATA`, or in `data` beside the corpus. */
  file?: string;
  /** Told of what the user should know: a damaged file, a folder that cannot be written. One line each. */
  warn?: (message: string) => void;
  onProgress?: (share: number) => void;
}

/** The default place of the compiled corpus. */
export function defaultFile(corpus: string): string {
  return join(process.env.LEXSEA_DATA ?? join(dirname(corpus), 'data'), 'corpus.db');
}

/** The folder beside whose compiled corpus the installed ones lie. */
export function dataFolder({ corpus = corpusFolder(), file = defaultFile(corpus) }: OpenOptions): string {
  return dirname(file);
}

/**
 * The compiled corpus that is in force, read-only.
 * @throws Error with one line if the corpus folder cannot be read or a file of it does not fit its shape.
 */
export async function openIndex(options: OpenOptions = {}): Promise<Database.Database> {
  if (!existsSync(pointerFile(dataFolder(options)))) return openShipped(options);
  const { openInForce } = await import('./installed.ts');
  return openInForce(options);
}

/** The compiled corpus that is shipped, whatever is installed. */
export async function openShipped(options: OpenOptions = {}): Promise<Database.Database> {
  const corpus = options.corpus ?? corpusFolder();
  const file = options.file ?? defaultFile(corpus);
  const fingerprint = await fingerprintOf(corpus);
  const current = openCurrent(file, fingerprint, options.warn ?? (() => {}));
  return current ?? (await import('./build.ts')).build({ ...options, corpus, file, fingerprint });
}

/** Compiles the shipped corpus and opens the result, whether or not a current file is there. */
export async function rebuildIndex(options: OpenOptions = {}): Promise<Database.Database> {
  const corpus = options.corpus ?? corpusFolder();
  const { build } = await import('./build.ts');
  return build({ ...options, corpus, file: options.file ?? defaultFile(corpus), fingerprint: await fingerprintOf(corpus) });
}

/** Changes whenever a corpus file is added, removed or written, or the layout of the compiled file changes. */
async function fingerprintOf(corpus: string): Promise<string> {
  const { corpusFiles } = await import('../corpus/files.ts');
  const hash = createHash('sha1').update(`${LAYOUT_VERSION}`);
  let paths: string[];
  try {
    paths = corpusFiles(corpus);
  } catch {
    throw new Error(`${corpus}: the corpus folder cannot be read; set LEXSEA_CORPUS to the folder "corpus" of the project`);
  }
  for (const path of paths) {
    const { size, mtimeMs } = statSync(join(corpus, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
