/**
 * Installs another corpus in the data folder. It is checked and compiled beside what is there; the pointer file is
 * replaced last, so whatever happens before leaves the corpus that was in force.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { asOfCorpus } from '../corpus/as-of.ts';
import { checkCorpus, locate } from '../corpus/check.ts';
import { contentOf } from '../corpus/content.ts';
import { type Difference, differenceOf } from '../corpus/difference.ts';
import { corpusFiles } from '../corpus/files.ts';
import { type Corpus, loadCorpus, type Problem } from '../corpus/load.ts';
import { build } from './build.ts';
import { isUnwritable } from './compiled-file.ts';
import { CorpusIndex } from './corpus-index.ts';
import {
  compiledIn,
  differenceFile,
  editionFolder,
  fingerprintOfEdition,
  isSuperseded,
  isWhole,
  openInForce,
  openInstalled,
  shippedOf,
} from './installed.ts';
import { dataFolder, type OpenOptions, openIndex, openShipped } from './open.ts';
import { corporaFolder, type Edition, type Pointer, pointerFile, readPointer, writePointer } from './pointer.ts';
import { lockUpdates } from './update-lock.ts';

/** A corpus as a report names it. */
export interface Named {
  /** Its content, the same on every machine. */
  id: string;
  /** The latest day on which a record of it was compared with the law. */
  asOf: string;
}

export interface Change {
  from: Named;
  to: Named;
  difference: Difference;
  /** False if the corpus is the one that is in force already, or was only tried. */
  installed: boolean;
}

export interface UpdateOptions extends OpenOptions {
  /** A folder, or an archive (.tgz); the corpus may lie in a folder of it. */
  from: string;
  /** Checks and compares, and changes nothing. */
  dryRun?: boolean;
}

/** The corpus has defects: it is not installed. */
export class DefectiveCorpusError extends Error {
  readonly problems: readonly Problem[];

  constructor(from: string, problems: readonly Problem[]) {
    super(`${from} has ${problems.length === 1 ? 'an error' : `${problems.length} errors`}; the corpus in force stays as it is`);
    this.problems = problems;
  }
}

/** Name of the folders in which updates are prepared. */
const STAGING = 'preparing-';

/**
 * Checks a corpus, compiles it and puts it in force; services on the same data folder see it by themselves.
 * @throws DefectiveCorpusError, ArchiveError, or Error with one line if the folder cannot be read or written, or another update runs
 */
export async function updateCorpus(options: UpdateOptions): Promise<Change> {
  if (options.dryRun) {
    const staging = mkdtempSync(join(tmpdir(), 'lexsea-corpus-'));
    try {
      const { change } = await compare(await stage(options.from, staging), options);
      return change;
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  }
  return whileLocked(options, async (data) => {
    const staging = join(corporaFolder(data), `${STAGING}${randomBytes(6).toString('hex')}`);
    mkdirSync(staging);
    const folder = await stage(options.from, staging);
    const { change } = await compare(folder, options);
    if (change.from.id === change.to.id) return change;
    await compileInto(staging, change, options);
    install(staging, editionFolder(data, change.to.id), change);
    const former = await editionInForce(options);
    const { content: over } = await shippedOf(options);
    const edition = { ...change.to, installed: new Date().toISOString(), over };
    writePointer(data, { version: 1, editions: [edition, former], announce: { from: change.from.id, to: change.to.id } });
    return { ...change, installed: true };
  });
}

/**
 * Puts the corpus before the last update in force again; once more, and the update is back.
 * @throws Error with one line if there is none, or it is damaged
 */
export async function rollbackCorpus(options: OpenOptions): Promise<Change> {
  return whileLocked(options, async (data) => {
    const pointer = readPointer(data);
    const [latest, former] = pointer?.editions ?? [];
    if (latest === undefined || former === undefined) throw new Error('there is no earlier corpus to go back to');
    const before = new CorpusIndex(await openInForce(options));
    const target = former === 'shipped' ? await openShipped(options) : await openInstalled(former, options);
    if (!target)
      throw new Error(`the earlier corpus ${editionFolder(data, nameOf(former))} is damaged; the corpus in force stays as it is`);
    const after = new CorpusIndex(target);
    // Whoever goes back to a corpus means it, whatever the program has brought since it was installed.
    const { content: over } = await shippedOf(options);
    writePointer(data, { version: 1, editions: [former === 'shipped' ? former : { ...former, over }, latest], announce: null });
    const change = {
      from: named(before),
      to: named(after),
      difference: differenceOf(before.law(), after.law()),
      installed: before.fingerprint !== after.fingerprint,
    };
    before.close();
    after.close();
    return change;
  });
}

/** Works while no other update does, and leaves nothing in the data folder but what the pointer names. */
async function whileLocked(options: OpenOptions, work: (data: string) => Promise<Change>): Promise<Change> {
  const data = dataFolder(options);
  try {
    mkdirSync(corporaFolder(data), { recursive: true });
    const unlock = lockUpdates(corporaFolder(data));
    try {
      return await work(data);
    } finally {
      await tidy(data);
      unlock();
    }
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${corporaFolder(data)} cannot be written (${code ?? message.split('\n')[0]}); the corpus in force stays as it is`);
  }
}

/** Copies the YAML of a corpus into `corpus` of a folder, so that what is checked is what is compiled, and gives where it is. */
async function stage(from: string, folder: string): Promise<string> {
  const target = join(folder, 'corpus');
  const stats = statSync(from, { throwIfNoEntry: false });
  if (!stats) throw new Error(`${from} is not there; --from takes a folder of a corpus or an archive of one (.tgz)`);
  const files = stats.isDirectory() ? readFolder(from) : await (await import('../corpus/archive.ts')).readArchive(from);
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    writeFileSync(join(target, path), bytes);
  }
  return target;
}

function readFolder(from: string): Map<string, Buffer> {
  const root = [from, join(from, 'corpus')].find((each) => existsSync(join(each, 'topics.yaml')));
  if (!root) throw new Error(`${from} holds no topics.yaml, so it is no corpus`);
  try {
    return new Map(corpusFiles(root).map((path) => [path, readFileSync(join(root, path))]));
  } catch (error) {
    throw new Error(`${root} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

/** Checks a corpus and compares it with the one in force. @throws DefectiveCorpusError */
async function compare(folder: string, options: UpdateOptions): Promise<{ change: Change }> {
  const { corpus, problems } = await loadCorpus(folder);
  const all = [...problems, ...(await locate(folder, checkCorpus(corpus)))];
  if (all.length > 0) throw new DefectiveCorpusError(options.from, all);
  const inForce = new CorpusIndex(await openIndex(options));
  try {
    const difference = differenceOf(inForce.law(), lawOf(corpus));
    return { change: { from: named(inForce), to: { id: contentOf(folder), asOf: asOfCorpus(corpus) }, difference, installed: false } };
  } finally {
    inForce.close();
  }
}

/** In the order of their ids, as an index has them. */
function lawOf({ instruments }: Corpus): Corpus['instruments'] {
  return instruments.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

function named({ fingerprint: id, asOf }: CorpusIndex): Named {
  return { id, asOf };
}

async function compileInto(staging: string, { from, to, difference }: Change, { onProgress }: UpdateOptions): Promise<void> {
  const file = compiledIn(staging);
  const options = { corpus: join(staging, 'corpus'), file, fingerprint: fingerprintOfEdition(to.id) };
  const database: Database.Database = await build({ ...options, ...(onProgress ? { onProgress } : {}) });
  database.close();
  if (!existsSync(file)) throw Object.assign(new Error(`${file} was not written`), { code: 'ENOSPC' });
  chmodSync(file, 0o444);
  writeFileSync(differenceFile(staging, from.id), JSON.stringify(difference));
}

/** Moves what was prepared into its place. The same corpus may be there from an earlier update. */
function install(staging: string, folder: string, { from, to }: Change): void {
  if (isWhole(join(folder, 'corpus'), to.id)) {
    for (const file of [compiledIn(staging), differenceFile(staging, from.id)]) renameSync(file, join(folder, basename(file)));
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(staging, folder);
}

/** Which edition the data folder has in force: where the program's corpus goes before the installed one, the program's. */
async function editionInForce(options: OpenOptions): Promise<Edition> {
  const first = readPointer(dataFolder(options))?.editions[0] ?? 'shipped';
  return first === 'shipped' || (await isSuperseded(first, options)) ? 'shipped' : first;
}

/** Removes what a killed update left, and corpora that the pointer no longer names. Services that have one open keep it. */
async function tidy(data: string): Promise<void> {
  const pointer = readPointer(data);
  // A pointer that cannot be read may name any of them.
  if (!pointer && existsSync(pointerFile(data))) return;
  const kept = new Set((pointer?.editions ?? []).map(nameOf));
  for (const name of readdirSync(corporaFolder(data))) {
    const isOurs = name.startsWith(STAGING) || /^[0-9a-f]{20}$/.test(name) || name.endsWith('.tmp');
    if (isOurs && !kept.has(name)) rmSync(join(corporaFolder(data), name), { recursive: true, force: true });
  }
}

function nameOf(edition: Edition): string {
  return edition === 'shipped' ? edition : edition.id;
}

/** What `lexsea corpus editions` shows: what is installed, and which of it is in force. */
export interface Standing {
  shipped: Named;
  inForce: Named;
  pointer: Pointer | null;
}

export async function standing(options: OpenOptions): Promise<Standing> {
  const { content, asOf } = await shippedOf(options);
  const inForce = new CorpusIndex(await openIndex(options));
  const result = { shipped: { id: content, asOf }, inForce: named(inForce), pointer: readPointer(dataFolder(options)) };
  inForce.close();
  return result;
}
