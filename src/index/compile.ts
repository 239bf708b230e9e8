/** Corpus -> one SQLite file: the records, the phrases, the search index. */
import type Database from 'better-sqlite3';
import { itemsOf } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { Analysis } from './analysis.ts';
import { SCHEMA } from './layout.ts';
import { writeRecords } from './write-records.ts';
import { writeClassifiers, writePhrases, writeSearch, writeSemantics } from './write-search.ts';

/** Writes the corpus into a database, which must be empty. Reports its steps as 0..1. */
export function compile(corpus: Corpus, database: Database.Database, onProgress: (share: number) => void = () => {}): void {
  const items = itemsOf(corpus);
  const analysis = new Analysis();
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.exec(SCHEMA);
  database.transaction(() => {
    writeRecords(corpus, items, database);
    onProgress(0.1);
    writePhrases(corpus, database);
    onProgress(0.2);
    writeSearch(corpus, items, analysis, database);
    onProgress(0.5);
    writeSemantics(corpus, items, analysis, database);
    onProgress(0.75);
    writeClassifiers(corpus, items, analysis, database);
    onProgress(0.95);
  })();
}
