/** Corpus -> one SQLite file: the records, the phrases, the search index. */
import type Database from 'better-sqlite3';
import { itemsOf } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { Analysis } from './analysis.ts';
import { SCHEMA } from './layout.ts';
import { LearningThread } from './learn-aside.ts';
import { learnClasses } from './learned.ts';
import { lessonsOf, textsOf } from './lessons.ts';
import { writeRecords } from './write-records.ts';
import { writeClasses, writePhrases, writeSearch, writeVectors } from './write-search.ts';

/** Share of the texts that the thread reads; it starts cold. */
const READ_ASIDE = 0.45;

/**
 * Writes the corpus into a database, which must be empty. Reports its steps as 0..1. A thread that is handed over was
 * started while the corpus was read; it is ended here.
 */
export async function compile(
  corpus: Corpus,
  database: Database.Database,
  onProgress: (share: number) => void = () => {},
  thread = new LearningThread(),
): Promise<void> {
  try {
    await write(corpus, database, thread, onProgress);
  } finally {
    await thread.end();
  }
}

async function write(
  corpus: Corpus,
  database: Database.Database,
  thread: LearningThread,
  onProgress: (share: number) => void,
): Promise<void> {
  const items = itemsOf(corpus);
  const analysis = new Analysis();
  const texts = textsOf(items, corpus.scopes);
  const aside = texts.slice(Math.floor(texts.length * (1 - READ_ASIDE)));
  const reading = thread.read(aside);
  for (const text of texts.slice(0, texts.length - aside.length)) analysis.codes(text);
  analysis.absorb(aside, await reading);
  const lessons = lessonsOf(items, corpus.scopes, corpus.topics, analysis);
  const learning = thread.learn(lessons);
  learning.catch(() => {});
  onProgress(0.2);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.exec(SCHEMA);
  database.exec('BEGIN');
  writeRecords(corpus, items, database);
  writePhrases(corpus, database);
  onProgress(0.3);
  writeSearch(corpus, items, analysis, database);
  onProgress(0.7);
  writeClasses(learnClasses(lessons), database);
  onProgress(0.85);
  writeVectors(await learning, database);
  onProgress(0.95);
  database.exec('COMMIT');
}
