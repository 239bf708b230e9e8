/** Everything by which items are found: phrases, MiniSearch, vectors, the classifiers of topic and scope. */
import type Database from 'better-sqlite3';
import type { Item } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { UNSPACED } from '../text/analyse.ts';
import { fold } from '../text/normalise.ts';
import type { Analysis } from './analysis.ts';
import { pack } from './codec.ts';
import type { LearnedClasses, LearnedVectors, PackedTable } from './learned.ts';
import { phrasesOf } from './phrases.ts';
import { searchDocument, shardOf } from './search-options.ts';
import { serialise } from './serialise-search.ts';

/** Writes the phrases of the recogniser, and how far each of their words reaches as the first one; 0 if none begins with it. */
export function writePhrases(corpus: Corpus, database: Database.Database): void {
  const insert = database.prepare('INSERT INTO phrase VALUES (?, ?, ?, ?, ?)');
  const reach: Record<string, number> = Object.create(null);
  for (const { key, kind, target, written, strict } of phrasesOf(corpus).sort((left, right) => (left.key < right.key ? -1 : 1))) {
    insert.run(key, kind, target, UNSPACED.test(written) ? fold(written) : written, Number(strict));
    const words = key.split(' ');
    reach[words[0] as string] = Math.max(reach[words[0] as string] ?? 0, words.length);
    for (const word of words) reach[word] ??= 0;
  }
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('phrase-reach', JSON.stringify(reach));
}

/**
 * One MiniSearch index per shard, its serialised form taken apart: a question loads the postings of its own terms, in
 * the law of its own state (lazy-search.ts puts them together).
 */
export function writeSearch(
  corpus: Corpus,
  items: Item[],
  plain: (item: Item) => readonly string[],
  analysis: Analysis,
  database: Database.Database,
): void {
  const insertShard = database.prepare('INSERT INTO shard VALUES (?, ?)');
  const insertPosting = database.prepare('INSERT INTO posting VALUES (?, ?, ?)');
  const shards = Map.groupBy(items.entries(), ([, item]) => shardOf(item.jurisdiction));
  for (const [name, members] of shards) {
    const documents = members.map(([n, item]) => searchDocument(item, n, corpus, analysis, plain(item)));
    const { header, postings } = serialise(documents, analysis.vocabulary);
    insertShard.run(name, JSON.stringify(header));
    for (const [term, json] of postings) insertPosting.run(name, term, json);
  }
}

/** Writes the classifiers. */
export function writeClasses({ topicFeatures, topicPrior, scopeOdds }: LearnedClasses, database: Database.Database): void {
  writeTable('topic_feature', topicFeatures, database);
  writeTable('scope_odds', scopeOdds, database);
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('topic-prior', pack(topicPrior));
}

/** Writes the vectors. */
export function writeVectors({ termVectors, documents, frequencies }: LearnedVectors, database: Database.Database): void {
  writeTable('term_vector', termVectors, database);
  const { buffer, byteOffset, byteLength } = documents;
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('vectors', Buffer.from(buffer, byteOffset, byteLength));
  const count = database.prepare('INSERT INTO term_frequency VALUES (?, ?)');
  for (const [term, number] of frequencies) count.run(term, number);
}

function writeTable(table: string, { names, width, rows }: PackedTable, database: Database.Database): void {
  const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?)`);
  const bytes = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
  names.forEach((name, n) => {
    insert.run(name, bytes.subarray(n * width, (n + 1) * width));
  });
}
