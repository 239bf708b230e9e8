/** Corpus -> one SQLite file: the records, the phrases, the search index. */
import type Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { formerRefs, type Item, itemsOf } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { pinpointsOfRef } from '../corpus/pinpoints.ts';
import { terms, UNSPACED } from '../text/analyse.ts';
import { figureKinds } from '../text/figures.ts';
import { fold } from '../text/normalise.ts';
import { SCHEMA } from './layout.ts';
import { phraseKey, phrasesOf } from './phrases.ts';
import { scopeFeatures } from './scope-features.ts';
import { SEARCH_OPTIONS, searchDocument, shardOf } from './search-options.ts';
import { learnTopics } from './topic-model.ts';
import { type Bag, bagOf, learn } from './semantic.ts';

/** The part of an item that is kept in memory while questions are answered; the rest is read by id when it is shown. */
export interface ItemHead {
  id: string;
  kind: Item['kind'];
  jurisdiction: string;
  parent: string;
  topics: string[];
  /** Topics for which the item has a cell. */
  cells: string[];
  /** Of the instrument, or `in-force` for what has no status. */
  status: string;
  /** Kind of the instrument or institution; the kind of item otherwise. */
  type: string;
  checked: string;
  heading: string;
  /** What kinds of figure the digest holds. */
  figures: { time: boolean; money: boolean; prison: boolean };
  /** Whether it says how it is reached. */
  reachable: boolean;
}

/** Writes the corpus into a database, which must be empty. Reports its steps as 0..1. */
export function compile(corpus: Corpus, database: Database.Database, onProgress: (share: number) => void = () => {}): void {
  const items = itemsOf(corpus);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.exec(SCHEMA);
  database.transaction(() => {
    writeRecords(corpus, items, database);
    onProgress(0.2);
    writePhrases(corpus, database);
    onProgress(0.4);
    writeSearch(corpus, items, database);
    onProgress(0.6);
    writeSemantics(corpus, items, database);
    writeTopicModel(corpus, items, database);
    writeScopeOdds(corpus, items, database);
    onProgress(0.95);
  })();
}

function writeRecords(corpus: Corpus, items: Item[], database: Database.Database): void {
  const instrument = database.prepare('INSERT INTO instrument VALUES (?, ?, ?, ?, ?, ?)');
  const provision = database.prepare('INSERT INTO provision VALUES (?, ?, ?, ?)');
  const pinpoint = database.prepare('INSERT INTO pinpoint VALUES (?, ?, ?, ?, ?, ?)');
  const renamed = database.prepare('INSERT INTO former_ref VALUES (?, ?)');
  for (const record of corpus.instruments) {
    const { provisions, ...rest } = record;
    instrument.run(record.id, record.jurisdiction, record.kind, record.status, record.title, JSON.stringify(rest));
    for (const entry of provisions) {
      const id = `${record.id}#${entry.ref}`;
      provision.run(id, record.id, entry.ref, JSON.stringify(entry));
      for (const { unit, number, subs } of pinpointsOfRef(entry.ref)) pinpoint.run(record.id, unit, number, subs.join('.'), id, 0);
      for (const letter of normLetters(entry)) pinpoint.run(record.id, 'norm', letter, '', id, 0);
      for (const old of entry.former_refs ?? []) {
        for (const { unit, number, subs } of pinpointsOfRef(old)) pinpoint.run(record.id, unit, number, subs.join('.'), id, 1);
      }
    }
  }
  for (const [old, id] of formerRefs(corpus)) renamed.run(old, id);
  const simple = <Entry extends object>(table: string, list: Entry[], key: (entry: Entry) => string): void => {
    const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?)`);
    for (const entry of list) insert.run(key(entry), JSON.stringify(entry));
  };
  simple('institution', corpus.institutions, ({ id }) => id);
  simple('court_case', corpus.cases, ({ id }) => id);
  simple('profile', corpus.profiles, ({ jurisdiction }) => jurisdiction);
  simple('overview', corpus.overviews, ({ id }) => id);
  simple('misconception', corpus.misconceptions, ({ id }) => id);
  simple('term', corpus.terms, ({ term }) => term);
  simple('topic', corpus.topics, ({ id }) => id);
  simple('place', corpus.places, ({ id }) => id);
  simple(
    'scope',
    corpus.scopes.map((scope) => ({ ...scope, names: [], asks: [] })),
    ({ id }) => id,
  );
  simple('phrase_text', corpus.phrases, ({ id }) => id);
  const treaty = database.prepare('INSERT INTO treaty VALUES (?, ?, ?, ?, ?)');
  for (const { jurisdiction, treaties } of corpus.profiles) {
    for (const [name, entry] of Object.entries(treaties))
      treaty.run(jurisdiction, name, treatyInstrument(corpus, name), entry.status, JSON.stringify(entry));
  }
  writeHeads(corpus, items, database);
}

/** The instrument that a treaty key of the profiles (`asean-mlat`) stands for: the treaty that is called so. */
function treatyInstrument(corpus: Corpus, key: string): string | null {
  const name = phraseKey(key.replaceAll('-', ' '));
  const called = corpus.instruments.find(
    ({ kind, short_title, title, aliases }) =>
      kind === 'treaty' && [title, short_title, ...aliases].some((each) => each && phraseKey(each) === name),
  );
  return called?.id ?? null;
}

/** The norms are the letters of paragraph 13 of the report of 2015, and people cite them by the letter alone. */
function normLetters({ ref, topics }: { ref: string; topics: string[] }): string[] {
  if (!topics.includes('norms')) return [];
  return pinpointsOfRef(ref).flatMap(({ unit, subs }) =>
    (unit !== 'norm' || subs.length > 0) && /^[a-k]$/.test(subs.at(-1) ?? '') ? [subs.at(-1) as string] : [],
  );
}

function writeHeads(corpus: Corpus, items: Item[], database: Database.Database): void {
  const instruments = new Map(corpus.instruments.map((record) => [record.id, record]));
  const institutions = new Map(corpus.institutions.map((record) => [record.id, record]));
  const heads = items.map(
    (item): ItemHead => ({
      id: item.id,
      kind: item.kind,
      jurisdiction: item.jurisdiction,
      parent: item.parent,
      topics: item.topics,
      cells: Object.keys(item.cells),
      status: instruments.get(item.parent)?.status ?? 'in-force',
      type: instruments.get(item.parent)?.kind ?? institutions.get(item.id)?.kind ?? item.kind,
      checked: item.checked,
      heading: item.heading,
      reachable:
        Boolean(institutions.get(item.id)?.contact.report) || (item.kind !== 'institution' && item.topics.includes('national-cert')),
      figures: figureKinds([item.text, ...Object.values(item.cells)].join(' ')),
    }),
  );
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('heads', JSON.stringify(heads));
}

function writePhrases(corpus: Corpus, database: Database.Database): void {
  const insert = database.prepare('INSERT INTO phrase VALUES (?, ?, ?, ?, ?)');
  const reach: Record<string, number> = Object.create(null);
  for (const { key, kind, target, written, strict } of phrasesOf(corpus)) {
    insert.run(key, kind, target, UNSPACED.test(written) ? fold(written) : written, Number(strict));
    const words = key.split(' ');
    reach[words[0] as string] = Math.max(reach[words[0] as string] ?? 0, words.length);
  }
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('phrase-reach', JSON.stringify(reach));
}

/** One MiniSearch index per shard: a question about one state loads its law and the region's, a tenth of the whole. */
function writeSearch(corpus: Corpus, items: Item[], database: Database.Database): void {
  const insert = database.prepare('INSERT INTO blob VALUES (?, ?)');
  const shards = new Map<string, MiniSearch>();
  for (const [n, item] of items.entries()) {
    const name = shardOf(item.jurisdiction);
    let shard = shards.get(name);
    if (!shard) {
      shard = new MiniSearch(SEARCH_OPTIONS);
      shards.set(name, shard);
    }
    shard.add(searchDocument(item, n, corpus));
  }
  for (const [name, shard] of shards) insert.run(`minisearch ${name}`, JSON.stringify(shard));
}

/** How often each part of an item counts in its vector: what it is about more than how it says it. */
const HEADING_WEIGHT = 2;
const TOPIC_WEIGHT = 3;

function writeSemantics(corpus: Corpus, items: Item[], database: Database.Database): void {
  const bags = items.map((item): Bag => {
    const bag = bagOf(terms(`${item.text} ${item.asks.join(' ')}`));
    for (const term of terms(item.heading)) bag.set(term, (bag.get(term) ?? 0) + HEADING_WEIGHT);
    for (const topic of item.topics) bag.set(`topic:${topic}`, TOPIC_WEIGHT);
    return bag;
  });
  const scopes = corpus.scopes.map(({ asks, names }) => bagOf(terms([...asks, ...names].join(' '))));
  const model = learn([...bags, ...scopes]);
  const insert = database.prepare('INSERT INTO term_vector VALUES (?, ?)');
  for (const [term, vector] of model.terms) insert.run(term, bytes(vector));
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('vectors', bytes(model.documents));
  const frequency = new Map<string, number>();
  for (const bag of bags) for (const term of bag.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const count = database.prepare('INSERT INTO term_frequency VALUES (?, ?)');
  for (const [term, documents] of frequency) count.run(term, documents);
}

function writeTopicModel(corpus: Corpus, items: Item[], database: Database.Database): void {
  const model = learnTopics(items, corpus.topics);
  const insert = database.prepare('INSERT INTO topic_feature VALUES (?, ?)');
  for (const [feature, logs] of model.features) insert.run(feature, bytes(logs));
  database.prepare('INSERT INTO blob VALUES (?, ?)').run('topic-prior', bytes(model.prior));
}

/** Added to every count: what was not seen is rare, not impossible. */
const SMOOTHING = 0.5;
/** A pair of words that no scope has and the law's asks have less often says too little to be kept. */
const LEAST_OFTEN = 4;

/** Log-odds of words for each scope against the asks of the law (multinomial naive Bayes, as in Manning and others 2008, ch. 13). */
function writeScopeOdds(corpus: Corpus, items: Item[], database: Database.Database): void {
  const classes = [items.flatMap(({ asks }) => asks), ...corpus.scopes.map(({ asks, names }) => [...asks, ...names])];
  const counts = new Map<string, Float64Array>();
  const totals = new Float64Array(classes.length);
  classes.forEach((asks, place) => {
    for (const ask of asks) {
      for (const feature of scopeFeatures(ask)) {
        let row = counts.get(feature);
        if (!row) {
          row = new Float64Array(classes.length);
          counts.set(feature, row);
        }
        row[place] = (row[place] as number) + 1;
        totals[place] = (totals[place] as number) + 1;
      }
    }
  });
  const insert = database.prepare('INSERT INTO scope_odds VALUES (?, ?)');
  for (const [feature, row] of counts) {
    const outside = row.subarray(1).some((count) => count > 0);
    if (!outside && (row[0] as number) < LEAST_OFTEN) continue;
    const share = (place: number): number => ((row[place] as number) + SMOOTHING) / ((totals[place] as number) + SMOOTHING * counts.size);
    insert.run(feature, bytes(Float32Array.from(corpus.scopes, (_, n) => Math.log(share(n + 1) / share(0)))));
  }
}

function bytes(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}
