/** The compiled corpus as the rest of the program sees it: records by id, phrases, vectors, search. Read-only. */
import type Database from 'better-sqlite3';
import type MiniSearch from 'minisearch';
import type * as schema from '../corpus/schema.ts';
import { unpack } from './codec.ts';
import type { ItemHead } from './item-head.ts';
import { LazySearch } from './lazy-search.ts';
import type { PhraseKind } from './phrases.ts';
import { type SearchDocument, SHARDS, shardOf } from './search-options.ts';
import { DIMENSIONS } from './semantic.ts';

export interface FoundPhrase {
  key: string;
  kind: PhraseKind;
  target: string;
  written: string;
  strict: number;
}

type InstrumentRecord = Omit<schema.Instrument, 'provisions'>;

/** Most entries that a cache keeps: more words than the corpus has, few enough not to grow with what users write. */
const MOST_CACHED = 20_000;

/** One open corpus. Everything it returns is shared and must not be changed. */
export class CorpusIndex {
  /** The items in order; an item's place in this list is its number. */
  readonly items: readonly ItemHead[];
  /** What the corpus says, in 20 hexadecimal digits: the same on every machine. */
  readonly fingerprint: string;
  /** The latest day on which a record was compared with the law: YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly asOf: string;
  readonly topics: readonly schema.Topic[];
  readonly scopes: readonly schema.Scope[];
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #cache = new Map<string, unknown>();
  readonly #idf = new Map<string, number>();
  readonly #numbers: Map<string, number>;
  readonly #vectors: Float32Array;
  readonly #shards = new Map<string, LazySearch>();
  #reach: Record<string, number> | undefined;
  #unspaced: Map<string, FoundPhrase[]> | undefined;

  constructor(database: Database.Database) {
    this.#database = database;
    this.items = JSON.parse(this.#blob('heads').toString()) as ItemHead[];
    this.fingerprint = this.#meta('content');
    this.asOf = this.#meta('as_of');
    this.#numbers = new Map(this.items.map(({ id }, n) => [id, n]));
    this.topics = this.#all<schema.Topic>('SELECT json FROM topic ORDER BY rowid');
    this.scopes = this.#all<schema.Scope>('SELECT json FROM scope ORDER BY rowid');
    const bytes = this.#blob('vectors');
    this.#vectors = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  }

  close(): void {
    this.#database.close();
  }

  /** Number of the item with an id of today or of an earlier edition. */
  numberOf(id: string): number | undefined {
    const number = this.#numbers.get(id);
    if (number !== undefined) return number;
    const renamed = this.#statement('SELECT provision FROM former_ref WHERE old = ?').pluck().get(id) as string | undefined;
    return renamed === undefined ? undefined : this.#numbers.get(renamed);
  }

  instrument(id: string): InstrumentRecord | undefined {
    return this.#record('instrument', 'id', id);
  }
  provision(id: string): schema.Provision | undefined {
    return this.#record('provision', 'id', id);
  }
  institution(id: string): schema.Institution | undefined {
    return this.#record('institution', 'id', id);
  }
  case(id: string): schema.Case | undefined {
    return this.#record('court_case', 'id', id);
  }
  profile(jurisdiction: string): schema.Profile | undefined {
    return this.#record('profile', 'jurisdiction', jurisdiction);
  }
  overview(id: string): schema.Overview | undefined {
    return this.#record('overview', 'id', id);
  }
  misconception(id: string): schema.Misconception | undefined {
    return this.#record('misconception', 'id', id);
  }
  term(name: string): schema.Term | undefined {
    return this.#record('term', 'name', name);
  }
  place(id: string): schema.Place | undefined {
    return this.#record('place', 'id', id);
  }
  topic(id: string): schema.Topic | undefined {
    return this.topics.find((topic) => topic.id === id);
  }
  /** Text of a fixed phrase in a language, in English where it has none. */
  phrase(id: string, language: string): string {
    const record = this.#record<schema.Phrase>('phrase_text', 'id', id);
    const texts = record?.text as Record<string, string> | undefined;
    return texts?.[language] ?? texts?.en ?? id;
  }

  instruments(): InstrumentRecord[] {
    return this.#all('SELECT json FROM instrument ORDER BY id');
  }
  /** All instruments with their provisions, by id. */
  law(): schema.Instrument[] {
    return this.instruments().map((instrument) => ({
      ...instrument,
      provisions: this.provisionsOf(instrument.id).flatMap((id) => this.provision(id) ?? []),
    }));
  }
  profiles(): schema.Profile[] {
    return this.#all('SELECT json FROM profile ORDER BY jurisdiction');
  }
  institutions(): schema.Institution[] {
    return this.#all('SELECT json FROM institution ORDER BY id');
  }
  cases(): schema.Case[] {
    return this.#all('SELECT json FROM court_case ORDER BY id');
  }
  /** The treaties whose parties the profiles record: key of the record, the treaty's instrument and its usual name. */
  treaties(): { key: string; instrument: string | null; title: string }[] {
    return this.#memo('treaties', () => {
      const rows = this.#statement('SELECT DISTINCT treaty AS key, instrument FROM treaty ORDER BY treaty').all() as {
        key: string;
        instrument: string | null;
      }[];
      return rows.map((row) => ({
        ...row,
        title: treatyName(row.instrument ? this.instrument(row.instrument) : undefined) ?? row.key.replaceAll('-', ' '),
      }));
    });
  }
  /** Ids of the provisions of an instrument, in the order of its file. */
  provisionsOf(instrument: string): string[] {
    return this.#memo(`provisions ${instrument}`, () =>
      this.items.filter((item) => item.parent === instrument && item.kind === 'provision').map(({ id }) => id),
    );
  }
  /** Provisions of an instrument at a number, with the units and subs of their refs; those of today first. */
  pinpoints(instrument: string, number: string): { unit: string; subs: string; provision: string; former: number }[] {
    return this.#memo(
      `pinpoint ${instrument} ${number}`,
      () =>
        this.#statement(
          'SELECT unit, subs, provision, former FROM pinpoint WHERE instrument = ? AND number = ? ORDER BY former, rowid',
        ).all(instrument, number) as never,
    );
  }

  /** Words of the longest phrase that begins with a term; 0 if none does. */
  longestPhrase(first: string): number {
    this.#reach ??= JSON.parse(this.#blob('phrase-reach').toString()) as Record<string, number>;
    return Object.hasOwn(this.#reach, first) ? (this.#reach[first] as number) : 0;
  }
  /** Whether a term stands in any name or phrase. */
  inPhrase(term: string): boolean {
    this.longestPhrase(term);
    return Object.hasOwn(this.#reach ?? {}, term);
  }
  /** Phrases that begin with a term, by their whole key (stems with spaces). */
  phrasesFrom(first: string): ReadonlyMap<string, FoundPhrase[]> {
    return this.#memo(`phrases ${first}`, () => {
      const found = new Map<string, FoundPhrase[]>();
      const sql = 'SELECT key, kind, target, written, strict FROM phrase WHERE key = ? OR (key > ? AND key < ?) ORDER BY kind, target';
      for (const phrase of this.#statement(sql).all(first, `${first} `, `${first}!`) as FoundPhrase[]) {
        const same = found.get(phrase.key);
        if (same) same.push(phrase);
        else found.set(phrase.key, [phrase]);
      }
      return found;
    });
  }
  /** What a whole phrase key stands for, of one kind. */
  targets(key: string, kind: PhraseKind): string[] {
    const phrases = this.phrasesFrom(key.split(' ')[0] as string).get(key) ?? [];
    return phrases.filter((phrase) => phrase.kind === kind).map(({ target }) => target);
  }
  /** Phrases of scripts without spaces, by their first character, longest first: they are found as parts of a text. */
  unspacedPhrases(): Map<string, FoundPhrase[]> {
    if (!this.#unspaced) {
      this.#unspaced = new Map();
      const rows = this.#statement(
        "SELECT key, kind, target, written, strict FROM phrase WHERE key GLOB '*[^ -ɏ]*'",
      ).all() as FoundPhrase[];
      for (const row of rows.sort((left, right) => right.written.length - left.written.length)) {
        const first = row.written[0] as string;
        const list = this.#unspaced.get(first);
        if (list) list.push(row);
        else this.#unspaced.set(first, [row]);
      }
    }
    return this.#unspaced;
  }

  /** In how many items a term stands. */
  frequency(term: string): number {
    return this.#memo(
      `frequency ${term}`,
      () => (this.#statement('SELECT documents FROM term_frequency WHERE term = ?').pluck().get(term) as number | undefined) ?? 0,
    );
  }
  /** Known terms that begin with a letter: names first, then words of the digests by how common they are. */
  vocabulary(letter: string): readonly { term: string; weight: number }[] {
    return this.#memo(`vocabulary ${letter}`, () => {
      const rows = this.#statement(
        'SELECT term, documents AS weight FROM term_frequency WHERE term >= ? AND term < ? AND documents >= 2',
      ).all(letter, `${letter}\uffff`) as { term: string; weight: number }[];
      this.longestPhrase(letter);
      const names = Object.keys(this.#reach ?? {}).filter((term) => term.startsWith(letter) && term.length >= 5);
      return [...names.map((term) => ({ term, weight: 10_000 })), ...rows.filter(({ term }) => /^[a-z]+$/.test(term))];
    });
  }
  /** Inverse document frequency over the items (as in BM25+). */
  idf(term: string): number {
    const known = this.#idf.get(term);
    if (known !== undefined) return known;
    const documents = this.frequency(term);
    const idf = Math.log(1 + (this.items.length - documents + 0.5) / (documents + 0.5));
    if (this.#idf.size < MOST_CACHED) this.#idf.set(term, idf);
    return idf;
  }
  termVector(term: string): Float32Array | undefined {
    return this.#memo(`vector ${term}`, () => {
      const bytes = this.#statement('SELECT vector FROM term_vector WHERE term = ?').pluck().get(term) as Buffer | undefined;
      return bytes && unpack(bytes);
    });
  }
  /** Log-odds of a word or pair of words for each scope, in the order of `scopes`. */
  scopeOdds(feature: string): Float32Array | undefined {
    return this.#memo(`odds ${feature}`, () => {
      const bytes = this.#statement('SELECT odds FROM scope_odds WHERE feature = ?').pluck().get(feature) as Buffer | undefined;
      return bytes && unpack(bytes);
    });
  }
  /** Log-probability of a word or pair of words under each topic, in the order of `topics`. */
  topicLogs(feature: string): Float32Array | undefined {
    return this.#memo(`topic ${feature}`, () => {
      const bytes = this.#statement('SELECT logs FROM topic_feature WHERE feature = ?').pluck().get(feature) as Buffer | undefined;
      return bytes && unpack(bytes);
    });
  }
  /** Log-probability of each topic. */
  topicPrior(): Float32Array {
    return this.#memo('topic prior', () => {
      return unpack(this.#blob('topic-prior'));
    });
  }
  /** Cosine of a vector of length 1 with the n-th document vector: the items, then the scopes. */
  similarity(vector: Float32Array, n: number): number {
    let sum = 0;
    const from = n * DIMENSIONS;
    for (let d = 0; d < DIMENSIONS; d++) sum += (vector[d] as number) * (this.#vectors[from + d] as number);
    return sum;
  }
  /** The MiniSearch indexes of jurisdictions, or of all, ready to be searched for terms. */
  searchIn(jurisdictions: ReadonlySet<string> | null, terms: readonly string[]): MiniSearch<SearchDocument>[] {
    const names = jurisdictions === null ? SHARDS : SHARDS.filter((shard) => [...jurisdictions].some((each) => shardOf(each) === shard));
    return names.flatMap((name) => {
      let shard = this.#shards.get(name);
      if (!shard) {
        shard = new LazySearch(this.#database, name);
        this.#shards.set(name, shard);
      }
      return shard.for(terms) ?? [];
    });
  }

  #record<Row>(table: string, key: string, value: string): Row | undefined {
    return this.#memo(`${table} ${value}`, () => {
      const json = this.#statement(`SELECT json FROM ${table} WHERE ${key} = ?`).pluck().get(value) as string | undefined;
      return json === undefined ? undefined : (JSON.parse(json) as Row);
    });
  }
  #all<Row>(sql: string): Row[] {
    return this.#memo(sql, () => (this.#statement(sql).pluck().all() as string[]).map((json) => JSON.parse(json) as Row));
  }
  #meta(key: string): string {
    return (this.#statement('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined) ?? '';
  }
  #blob(name: string): Buffer {
    const content = this.#statement('SELECT content FROM blob WHERE name = ?').pluck().get(name) as Buffer | string;
    return typeof content === 'string' ? Buffer.from(content) : content;
  }
  #memo<Value>(key: string, make: () => Value): Value {
    if (this.#cache.has(key)) return this.#cache.get(key) as Value;
    const value = make();
    if (this.#cache.size > MOST_CACHED) this.#cache.clear();
    this.#cache.set(key, value);
    return value;
  }
  #statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** What a treaty is usually called: its short title, unless that is only letters that nobody knows. */
function treatyName(instrument: InstrumentRecord | undefined): string | undefined {
  const short = instrument?.short_title;
  return short && short.length > 5 ? short : instrument?.title;
}
