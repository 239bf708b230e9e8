/** Everything by which items are found: phrases, MiniSearch, vectors, the classifiers of topic and scope. */
import type Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import type { Item } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { UNSPACED } from '../text/analyse.ts';
import { fold } from '../text/normalise.ts';
import type { Analysis } from './analysis.ts';
import { pack } from './codec.ts';
import { phrasesOf } from './phrases.ts';
import { learnScopes } from './scope-model.ts';
import { SEARCH_OPTIONS, searchDocument, shardOf } from './search-options.ts';
import { type Bag, bagOf, learn } from './semantic.ts';
import { learnTopics } from './topic-model.ts';

/** Writes the phrases of the recogniser, and how far each first word reaches. */
export function writePhrases(corpus: Corpus, database: Database.Database): void {
  const insert = database.prepare('INSERT INTO phrase VALUES (?, ?, ?, ?, ?)');
  const reach: Record<string, number> = Object.create(null);
  for (const { key, kind, target, written, strict } of phrasesOf(corpus)) {
    insert.run(key, kind, target, UNSPACED.test(written) ? fold(written) : written, Number(strict));
    const words = key.split(' ');
    reach[words[0] as string] = Math.max(reach[words[0] as string] ?? 0, words.length);
  }
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('phrase-reach', JSON.stringify(reach));
}

/** One MiniSearch index per shard: a question about one state loads its law and the region's, not the whole. */
export function writeSearch(corpus: Corpus, items: Item[], analysis: Analysis, database: Database.Database): void {
  const insert = database.prepare('INSERT INTO blob VALUES (?, ?)');
  const shards = new Map<string, MiniSearch>();
  for (const [n, item] of items.entries()) {
    const name = shardOf(item.jurisdiction);
    let shard = shards.get(name);
    if (!shard) {
      shard = new MiniSearch(SEARCH_OPTIONS);
      shards.set(name, shard);
    }
    shard.add(searchDocument(item, n, corpus, analysis));
  }
  for (const [name, shard] of shards) insert.run(`minisearch ${name}`, JSON.stringify(shard));
}

/** How often each part of an item counts in its vector: what it is about more than how it says it. */
const HEADING_WEIGHT = 2;
const TOPIC_WEIGHT = 3;

/** Writes the vectors of terms and documents, and in how many items each term stands. */
export function writeSemantics(corpus: Corpus, items: Item[], analysis: Analysis, database: Database.Database): void {
  const bags = items.map((item): Bag => {
    const bag = bagOf([item.text, ...item.asks].flatMap((text) => analysis.terms(text)));
    for (const term of analysis.terms(item.heading)) bag.set(term, (bag.get(term) ?? 0) + HEADING_WEIGHT);
    for (const topic of item.topics) bag.set(`topic:${topic}`, TOPIC_WEIGHT);
    return bag;
  });
  const scopes = corpus.scopes.map(({ asks, names }) => bagOf([...asks, ...names].flatMap((text) => analysis.terms(text))));
  const model = learn([...bags, ...scopes]);
  const insert = database.prepare('INSERT INTO term_vector VALUES (?, ?)');
  for (const [term, vector] of model.terms) insert.run(term, pack(vector));
  const documents = Buffer.from(model.documents.buffer, model.documents.byteOffset, model.documents.byteLength);
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('vectors', documents);
  const frequency = new Map<string, number>();
  for (const bag of bags) for (const term of bag.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const count = database.prepare('INSERT INTO term_frequency VALUES (?, ?)');
  for (const [term, number] of frequency) count.run(term, number);
}

/** Writes what the classifiers of topic and scope have learned of each word and pair of words. */
export function writeClassifiers(corpus: Corpus, items: Item[], analysis: Analysis, database: Database.Database): void {
  const topics = learnTopics(items, corpus.topics, analysis);
  const insertTopic = database.prepare('INSERT INTO topic_feature VALUES (?, ?)');
  for (const [feature, logs] of topics.features) insertTopic.run(feature, pack(logs));
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('topic-prior', pack(topics.prior));
  const insertScope = database.prepare('INSERT INTO scope_odds VALUES (?, ?)');
  for (const [feature, odds] of learnScopes(corpus.scopes, items, analysis)) insertScope.run(feature, pack(odds));
}
