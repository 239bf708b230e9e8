/**
 * MiniSearch without loading all of it: its serialised form is a short header and the postings of every term, and a
 * question needs those of its own terms only. Reading a whole index takes a hundred times as long as searching it, so
 * a process that answers one question reads a dozen rows; one that answers many reads the whole once.
 */
import type Database from 'better-sqlite3';
import MiniSearch, { type AsPlainObject } from 'minisearch';
import { SEARCH_OPTIONS, type SearchDocument } from './search-options.ts';

/** After this many questions a process is taken to answer many. */
const FEW = 3;

type Postings = AsPlainObject['index'];

/** One shard of the search index. */
export class LazySearch {
  readonly #header: AsPlainObject | null;
  readonly #some: Database.Statement;
  readonly #all: Database.Statement;
  readonly #name: string;
  #whole: MiniSearch<SearchDocument> | undefined;
  #asked = 0;

  constructor(database: Database.Database, name: string) {
    this.#name = name;
    const header = database.prepare('SELECT header FROM shard WHERE name = ?').pluck().get(name) as string | undefined;
    this.#header = header === undefined ? null : (JSON.parse(header) as AsPlainObject);
    this.#some = database.prepare('SELECT json FROM posting WHERE shard = ? AND term = ?').pluck();
    this.#all = database.prepare('SELECT term, json FROM posting WHERE shard = ?');
  }

  /** An index in which these terms can be searched for; null if the corpus has no such shard. */
  for(terms: readonly string[]): MiniSearch<SearchDocument> | null {
    if (!this.#header || this.#whole) return this.#whole ?? null;
    this.#asked++;
    if (this.#asked <= FEW) return this.#load(this.#postingsOf(terms));
    const rows = this.#all.all(this.#name) as { term: string; json: string }[];
    this.#whole = this.#load(rows.map(({ term, json }) => [term, JSON.parse(json)]));
    return this.#whole;
  }

  #postingsOf(terms: readonly string[]): Postings {
    return terms.flatMap((term) => {
      const json = this.#some.get(this.#name, term) as string | undefined;
      return json === undefined ? [] : [[term, JSON.parse(json)] as Postings[number]];
    });
  }

  #load(index: Postings): MiniSearch<SearchDocument> {
    return MiniSearch.loadJS<SearchDocument>({ ...(this.#header as AsPlainObject), index }, SEARCH_OPTIONS);
  }
}
