/** What the libraries do by themselves on the same passages: plain MiniSearch and SQLite FTS5, each with its defaults. */
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { itemsOf } from '../src/corpus/items.ts';
import type { Corpus } from '../src/corpus/load.ts';

/** Question -> ids of items, best first. */
export type Baseline = (question: string) => string[];

const FIRST = 10;

/** MiniSearch as its README shows it, over heading, digest and asks. */
export function plainMiniSearch(corpus: Corpus): Baseline {
  const items = itemsOf(corpus);
  const search = new MiniSearch({ fields: ['heading', 'text', 'asks'] });
  search.addAll(items.map((item, id) => ({ id, heading: item.heading, text: item.text, asks: item.asks.join(' ') })));
  return (question) =>
    search
      .search(question)
      .slice(0, FIRST)
      .map(({ id }) => items[id as number]?.id ?? '');
}

/** SQLite FTS5 with bm25 over the same fields; the words of the question joined by OR. */
export function plainFts5(corpus: Corpus): Baseline {
  const items = itemsOf(corpus);
  const database = new Database(':memory:');
  database.exec('CREATE VIRTUAL TABLE item USING fts5 (heading, text, asks)');
  const insert = database.prepare('INSERT INTO item (rowid, heading, text, asks) VALUES (?, ?, ?, ?)');
  items.forEach((item, n) => {
    insert.run(n + 1, item.heading, item.text, item.asks.join(' '));
  });
  const select = database.prepare('SELECT rowid FROM item WHERE item MATCH ? ORDER BY rank LIMIT ?').pluck();
  return (question) => {
    const words = question.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
    if (words.length === 0) return [];
    const rows = select.all(words.map((word) => `"${word}"`).join(' OR '), FIRST) as number[];
    return rows.map((row) => items[row - 1]?.id ?? '');
  };
}
