/** Compiles a corpus folder into one file. */
import type Database from 'better-sqlite3';
import { asOfCorpus } from '../corpus/as-of.ts';
import { contentOf } from '../corpus/content.ts';
import type { Problem } from '../corpus/load.ts';
import { write } from './compiled-file.ts';
import { LearningThread } from './learn-aside.ts';

export interface Build {
  /** The corpus folder. */
  corpus: string;
  /** The compiled file. */
  file: string;
  /** What `openCurrent` will know the file by. */
  fingerprint: string;
  warn?: (message: string) => void;
  onProgress?: (share: number) => void;
}

/**
 * Compiles a corpus and opens the result. A thread takes a while to start, so it is started before the corpus is read;
 * whatever happens, it ends with the build.
 * @throws Error with one line if the folder holds no corpus
 */
export async function build(options: Build): Promise<Database.Database> {
  const thread = new LearningThread();
  try {
    return await buildWith(thread, options);
  } finally {
    await thread.end();
  }
}

async function buildWith(
  thread: LearningThread,
  { corpus: folder, file, fingerprint, warn = () => {}, onProgress = () => {} }: Build,
): Promise<Database.Database> {
  const reading = thread.readAsks(folder);
  const { holdsAsks, loadCorpus } = await import('../corpus/load.ts');
  const { compile } = await import('./compile.ts');
  const { corpus, problems } = await loadCorpus(
    folder,
    (done, total) => onProgress((done / total) * 0.4),
    (file) => !holdsAsks(file),
  );
  if (corpus.topics.length === 0) throw new Error(`${folder}: holds no readable topics.yaml, so this is no corpus`);
  const meta = { fingerprint, content: contentOf(folder), as_of: asOfCorpus(corpus) };
  const finish = async (database: Database.Database): Promise<void> => {
    await compile(corpus, database, thread, (share) => onProgress(0.4 + share * 0.6), reading);
    const insert = database.prepare('INSERT INTO meta VALUES (?, ?)');
    for (const [key, value] of Object.entries(meta)) insert.run(key, value);
  };
  const database = await write(file, finish, warn);
  onProgress(1);
  tell([...problems, ...(await reading).problems], warn);
  return database;
}

/** Says what was left out of the corpus: the first in full. */
function tell(problems: readonly Problem[], warn: (message: string) => void): void {
  const first = problems[0];
  if (!first) return;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  warn(
    `corpus/${first.file}:${first.line ?? 1}: ${first.field ? `${first.field}: ` : ''}${first.message}; left out${more}, "npm run corpus:check" lists all`,
  );
}
