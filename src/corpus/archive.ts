/**
 * A corpus that comes as an archive (.tgz). It is read in memory and as a whole before anything is written, and it is
 * refused where it holds what no corpus needs: links, devices, paths that lead out, more than any corpus has.
 */
import { createReadStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';

/** What an archive may hold. The corpus of today has 500 files of 7 MB in all. */
export const LIMITS = {
  /** Bytes of the archive. */
  packed: 64 << 20,
  /** Bytes that it unpacks to. */
  unpacked: 256 << 20,
  /** Files, folders and all else. */
  entries: 20_000,
  /** Bytes of one file of the corpus. */
  file: 8 << 20,
  /** Bytes of all files of the corpus. */
  corpus: 96 << 20,
  /** Characters of a path. */
  path: 300,
};
export type Limits = typeof LIMITS;

/** An archive that is not taken; the message says why in one line. */
export class ArchiveError extends Error {}

/**
 * The YAML files of the corpus in an archive: path below the corpus folder -> bytes. The corpus is the folder that holds
 * `topics.yaml`, at any depth; what lies beside it is left.
 * @throws ArchiveError
 */
export async function readArchive(file: string, limits: Limits = LIMITS): Promise<Map<string, Buffer>> {
  const refused = (reason: string): ArchiveError => new ArchiveError(`${file} is refused: ${reason}`);
  const found = new Map<string, Buffer>();
  let problem: ArchiveError | undefined;
  let [entries, bytes] = [0, 0];
  const take = (entry: ReadEntry): void => {
    entries++;
    const path = pathOf(entry.path);
    problem ??= problemOf(entry, path, entries);
    if (problem || path === null || !isFile(entry) || !isYaml(path)) return void entry.resume();
    bytes += entry.size;
    if (entry.size > limits.file) problem = refused(`${path} has ${entry.size} bytes; a file of the corpus has at most ${limits.file}`);
    else if (bytes > limits.corpus) problem = refused(`its YAML files have more than ${limits.corpus} bytes`);
    else if (found.has(path)) problem = refused(`${path} is in it twice`);
    if (problem) return void entry.resume();
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => void chunks.push(chunk));
    entry.on('end', () => void found.set(path, Buffer.concat(chunks)));
    found.set(path, Buffer.alloc(0));
  };
  const problemOf = (entry: ReadEntry, path: string | null, count: number): ArchiveError | undefined => {
    if (count > limits.entries) return refused(`it has more than ${limits.entries} entries`);
    if (path === null || path.length > limits.path)
      return refused(`the path ${shown(entry.path)} leads out of it or is none; make it with "tar czf FILE.tgz corpus"`);
    if (!isFile(entry) && entry.type !== 'Directory' && entry.type !== 'GNUDumpDir')
      return refused(`${shown(entry.path)} is a ${entry.type}; only files and folders are taken, no links`);
    return undefined;
  };
  try {
    await pipeline(
      createReadStream(file),
      counting(limits.packed, () => refused(`it has more than ${limits.packed} bytes`)),
      createGunzip(),
      counting(limits.unpacked, () => refused(`it unpacks to more than ${limits.unpacked} bytes`)),
      intoParser(take, () => problem),
    );
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw reasonOf(error, file);
  }
  if (problem) throw problem;
  return corpusIn(found, refused);
}

/** Passes bytes on until there are too many. */
function counting(most: number, tooMany: () => Error): Transform {
  let count = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count += chunk.length;
      if (count > most) done(tooMany());
      else done(null, chunk);
    },
  });
}

/** tar's parser as a stream that ends at the first problem, its own or ours. */
function intoParser(take: (entry: ReadEntry) => void, problem: () => Error | undefined): Writable {
  let failure: Error | undefined;
  const parser = new Parser({ strict: true, onReadEntry: take });
  parser.on('error', (error: Error) => {
    failure ??= error;
  });
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        parser.write(chunk);
      } catch (error) {
        failure ??= error as Error;
      }
      done(problem() ?? failure ?? null);
    },
    final(done) {
      parser.once('end', () => done(failure ?? null));
      parser.once('error', (error: Error) => done(error));
      parser.end();
    },
  });
}

function isFile({ type }: ReadEntry): boolean {
  return type === 'File' || type === 'OldFile' || type === 'ContiguousFile';
}

/** The path of an entry without "./" at its beginning; null if it leads out of the archive, or is no path. */
function pathOf(written: string): string | null {
  const path = written.replace(/\/+$/, '');
  const parts = path.split('/').filter((part) => part !== '.');
  const isOdd = parts.some((part) => part === '' || part === '..' || /[\\\p{Cc}]/u.test(part)) || /^[a-z]:/i.test(path);
  return isOdd ? null : parts.join('/');
}

/** Hidden files are none of a corpus: some systems put one beside each file. */
function isYaml(path: string): boolean {
  return path.endsWith('.yaml') && !path.split('/').some((part) => part.startsWith('.'));
}

/** The files below the folder that holds `topics.yaml`; of several, the outermost. */
function corpusIn(files: ReadonlyMap<string, Buffer>, refused: (reason: string) => ArchiveError): Map<string, Buffer> {
  const roots = [...files.keys()].filter((path) => /(^|\/)topics\.yaml$/.test(path)).map((path) => path.slice(0, -'topics.yaml'.length));
  const root = roots.sort((left, right) => left.split('/').length - right.split('/').length)[0];
  if (root === undefined) throw refused('it holds no topics.yaml, so there is no corpus in it');
  const inside = [...files]
    .filter(([path]) => path.startsWith(root))
    .map(([path, bytes]): [string, Buffer] => [path.slice(root.length), bytes]);
  const folders = new Set(
    inside.flatMap(([path]) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, depth, parts) => parts.slice(0, depth + 1).join('/')),
    ),
  );
  const both = inside.find(([path]) => folders.has(path));
  if (both) throw refused(`${both[0]} is a file and a folder in it`);
  return new Map(inside);
}

function reasonOf(error: unknown, file: string): ArchiveError {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new ArchiveError(`${file} is not there`);
  if (code === 'EACCES' || code === 'EISDIR') return new ArchiveError(`${file} cannot be read (${code})`);
  if (code.startsWith('Z_')) return new ArchiveError(`${file} is no whole .tgz archive (${message})`);
  return new ArchiveError(`${file} is no whole archive (${(message.split('\n')[0] ?? '').slice(0, 100)})`);
}

/** A path of somebody else's as it may stand in a message. */
function shown(path: string): string {
  return JSON.stringify(path.length > 80 ? `${path.slice(0, 80)}…` : path);
}
