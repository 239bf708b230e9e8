/** The corpora that `lexsea corpus update` has installed: where each lies, and which one is in force. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { contentOf } from '../corpus/content.ts';
import type { Difference } from '../corpus/difference.ts';
import { openCurrent } from './compiled-file.ts';
import { LAYOUT_VERSION } from './layout.ts';
import { dataFolder, type OpenOptions, openShipped } from './open.ts';
import { corporaFolder, type Edition, type Installed, readPointer } from './pointer.ts';

/** The folder of an installed corpus: its YAML in `corpus`, compiled files by layout, differences to others. */
export function editionFolder(data: string, id: string): string {
  return join(corporaFolder(data), id);
}

/** The compiled file in an edition's folder. Programs of another layout have one of their own beside it. */
export function compiledIn(folder: string): string {
  return join(folder, `corpus-${LAYOUT_VERSION}.db`);
}

export function fingerprintOfEdition(id: string): string {
  return `${LAYOUT_VERSION} ${id}`;
}

/** The file in an edition's folder that holds the difference to another corpus. */
export function differenceFile(folder: string, from: string): string {
  return join(folder, `changes-from-${from}.json`);
}

/**
 * Opens the corpus that is in force. An installed one that is damaged is compiled anew from its files; if these are
 * damaged too, the one before it is taken, and at last the shipped one. Each time a warning says so.
 */
export async function openInForce(options: OpenOptions): Promise<Database.Database> {
  const data = dataFolder(options);
  const warn = options.warn ?? (() => {});
  const pointer = readPointer(data);
  if (!pointer) {
    warn(`${corporaFolder(data)}/current.json cannot be read; the corpus of the program is used ("lexsea corpus update" writes it anew)`);
    return openShipped(options);
  }
  for (const edition of pointer.editions) {
    if (edition === 'shipped' || (await isSuperseded(edition, options))) return openShipped(options);
    const opened = await openInstalled(edition, options);
    if (opened) return opened;
    warn(`${editionFolder(data, edition.id)} is damaged; an earlier corpus is used ("lexsea corpus update" installs it anew)`);
  }
  return openShipped(options);
}

/** An installed corpus, compiled first where a file for this version of the program is missing; null if it is damaged. */
export async function openInstalled({ id }: Installed, options: OpenOptions): Promise<Database.Database | null> {
  const folder = editionFolder(dataFolder(options), id);
  const [file, fingerprint] = [compiledIn(folder), fingerprintOfEdition(id)];
  const current = openCurrent(file, fingerprint, options.warn ?? (() => {}));
  if (current) return current;
  const corpus = join(folder, 'corpus');
  if (!isWhole(corpus, id)) return null;
  const { build } = await import('./build.ts');
  return build({ ...options, corpus, file, fingerprint });
}

/** Whether a folder holds the corpus with this content. */
export function isWhole(corpus: string, id: string): boolean {
  try {
    return contentOf(corpus) === id;
  } catch {
    return false;
  }
}

/**
 * Whether the program has since come with a corpus that goes before an installed one. An installed corpus holds over the
 * shipped one that it was installed over. If the program brings another, the one that was compared with the law last is
 * in force; of two of the same day, that of the program, which came later.
 */
export async function isSuperseded({ id, over, asOf }: Installed, options: OpenOptions): Promise<boolean> {
  const shipped = await shippedOf(options);
  if (shipped.content === over) return false;
  return shipped.content === id || shipped.asOf >= asOf;
}

/** Content and day of the shipped corpus. Compiles it where that was not done. */
export async function shippedOf(options: OpenOptions): Promise<{ content: string; asOf: string }> {
  const database = await openShipped(options);
  try {
    return { content: metaOf(database, 'content'), asOf: metaOf(database, 'as_of') };
  } finally {
    database.close();
  }
}

/** A value of the table `meta` of a compiled corpus; '' if it is not there. */
export function metaOf(database: Database.Database, key: string): string {
  return (database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined) ?? '';
}

/** What the last update changed, while the corpus with this content is the one that it installed; null if nobody is to be told. */
export async function announced(options: OpenOptions, content: string): Promise<Difference | null> {
  const data = dataFolder(options);
  const pointer = readPointer(data);
  if (!pointer?.announce || pointer.announce.to !== content || idOf(pointer.editions[0]) !== content) return null;
  const file = differenceFile(editionFolder(data, content), pointer.announce.from);
  if (!existsSync(file)) return null;
  return JSON.parse(readFileSync(file, 'utf8')) as Difference;
}

function idOf(edition: Edition | undefined): string | undefined {
  return edition === 'shipped' ? undefined : edition?.id;
}
