/** Corpus -> one SQLite file: the records, the phrases, the search index. */
import type Database from 'better-sqlite3';
import { asksOfTopics, giveAsks, type Item, itemsOf } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { Analysis } from './analysis.ts';
import type { AnalysedAsks } from './asks-aside.ts';
import { SCHEMA } from './layout.ts';
import type { LearningThread } from './learn-aside.ts';
import { learnClasses } from './learned.ts';
import { examplesOf, lessonsOf } from './lessons.ts';
import { plainAsks } from './plain-asks.ts';
import { searchDocument } from './search-options.ts';
import { writeRecords } from './write-records.ts';
import { writeClasses, writePhrases, writeSearch, writeVectors } from './write-search.ts';

/**
 * Writes the corpus into a database, which must be empty; the thread learns meanwhile. Asks that the thread is reading
 * come on top of those of the corpus. Reports its steps as 0..1.
 */
export async function compile(
  corpus: Corpus,
  database: Database.Database,
  thread: LearningThread,
  onProgress: (share: number) => void = () => {},
  reading?: Promise<AnalysedAsks>,
): Promise<void> {
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.exec(SCHEMA);
  database.exec('BEGIN');
  // What needs no asks comes first.
  const items = itemsOf(corpus);
  writeRecords(corpus, items, database);
  writePhrases(corpus, database);
  const analysis = new Analysis();
  analyseAhead(corpus, items, analysis);
  onProgress(0.2);
  const read = await reading;
  if (read) {
    analysis.adopt(
      read.asks.flatMap(({ asks }) => asks),
      read.texts,
      read.vocabulary,
    );
    giveAsks(items, corpus, read.asks);
  }
  const asks = [...corpus.asks, ...(read?.asks ?? [])];
  const lessons = lessonsOf(items, corpus.scopes, corpus.topics, analysis, asksOfTopics(asks));
  const learning = thread.learn(lessons);
  onProgress(0.3);
  writeSearch(corpus, items, plainAsks(items, corpus, asks, analysis), analysis, database);
  onProgress(0.7);
  writeClasses(learnClasses(lessons), database);
  onProgress(0.85);
  writeVectors(await learning, database);
  onProgress(0.95);
  database.exec('COMMIT');
}

/** Analyses all texts but the asks, which the second thread is reading meanwhile. */
function analyseAhead(corpus: Corpus, items: readonly Item[], analysis: Analysis): void {
  items.forEach((item, n) => {
    searchDocument(item, n, corpus, analysis);
  });
  for (const text of corpus.scopes.flatMap(examplesOf)) {
    analysis.codes(text);
    analysis.language(text);
  }
}
