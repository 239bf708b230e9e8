/** Corpus -> one SQLite file: the records, the phrases, the search index. */
import type Database from 'better-sqlite3';
import { itemsOf } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { SCHEMA } from './layout.ts';
import { learnAside } from './learn-aside.ts';
import { writeRecords } from './write-records.ts';
import { writeLearned, writePhrases, writeSearch } from './write-search.ts';

/** Writes the corpus into a database, which must be empty. Reports its steps as 0..1. */
export async function compile(corpus: Corpus, database: Database.Database, onProgress: (share: number) => void = () => {}): Promise<void> {
  const items = itemsOf(corpus);
  const lessons = items.map(({ heading, text, asks, topics }) => ({ heading, text, asks, topics }));
  const learning = learnAside({ items: lessons, topics: corpus.topics, scopes: corpus.scopes });
  learning.catch(() => {});
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.exec(SCHEMA);
  database.exec('BEGIN');
  writeRecords(corpus, items, database);
  onProgress(0.15);
  writePhrases(corpus, database);
  onProgress(0.3);
  writeSearch(corpus, items, database);
  onProgress(0.7);
  writeLearned(await learning, database);
  onProgress(0.95);
  database.exec('COMMIT');
}
