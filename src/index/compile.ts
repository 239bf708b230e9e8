/** Corpus -> one SQLite file: the records, the phrases, the search index. */
import type Database from 'better-sqlite3';
import { itemsOf } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { Analysis } from './analysis.ts';
import { SCHEMA } from './layout.ts';
import type { LearningThread } from './learn-aside.ts';
import { learnClasses } from './learned.ts';
import { lessonsOf } from './lessons.ts';
import { writeRecords } from './write-records.ts';
import { writeClasses, writePhrases, writeSearch, writeVectors } from './write-search.ts';

/** Writes the corpus into a database, which must be empty; the thread learns meanwhile. Reports its steps as 0..1. */
export async function compile(
  corpus: Corpus,
  database: Database.Database,
  thread: LearningThread,
  onProgress: (share: number) => void = () => {},
): Promise<void> {
  const items = itemsOf(corpus);
  const analysis = new Analysis();
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
