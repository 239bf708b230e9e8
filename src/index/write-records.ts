/** The records of the corpus as rows: what is shown and cited. */
import type Database from 'better-sqlite3';
import { formerRefs, type Item } from '../corpus/items.ts';
import type { Corpus } from '../corpus/load.ts';
import { pinpointsOfRef } from '../corpus/pinpoints.ts';
import { figureKinds } from '../text/figures.ts';
import type { ItemHead } from './item-head.ts';
import { phraseKey } from './phrases.ts';

/** Writes every record and the heads of the items. */
export function writeRecords(corpus: Corpus, items: Item[], database: Database.Database): void {
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
