/** The tables of a compiled corpus. `json` columns hold records as corpus/schema.ts describes them. */

/** Raised whenever what compile.ts writes changes, so that an older file is built anew. */
export const LAYOUT_VERSION = 69;

export const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE instrument (
    id TEXT PRIMARY KEY, jurisdiction TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, title TEXT NOT NULL, json TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE provision (id TEXT PRIMARY KEY, instrument TEXT NOT NULL, ref TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX provision_of ON provision (instrument);
  CREATE TABLE pinpoint (instrument TEXT NOT NULL, unit TEXT NOT NULL, number TEXT NOT NULL, subs TEXT NOT NULL, provision TEXT NOT NULL, former INTEGER NOT NULL);
  CREATE INDEX pinpoint_at ON pinpoint (instrument, number);
  CREATE TABLE former_ref (old TEXT PRIMARY KEY, provision TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE institution (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE court_case (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE profile (jurisdiction TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE treaty (jurisdiction TEXT NOT NULL, treaty TEXT NOT NULL, instrument TEXT, status TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (jurisdiction, treaty)) WITHOUT ROWID;
  CREATE TABLE overview (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE misconception (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE term (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE topic (id TEXT PRIMARY KEY, json TEXT NOT NULL);
  CREATE TABLE place (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE scope (id TEXT PRIMARY KEY, json TEXT NOT NULL);
  CREATE TABLE phrase_text (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE phrase (key TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, written TEXT NOT NULL, strict INTEGER NOT NULL, PRIMARY KEY (key, kind, target)) WITHOUT ROWID;
  CREATE TABLE shard (name TEXT PRIMARY KEY, header TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE posting (shard TEXT NOT NULL, term TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (shard, term)) WITHOUT ROWID;
  CREATE TABLE term_vector (term TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE scope_odds (feature TEXT PRIMARY KEY, odds BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE topic_feature (feature TEXT PRIMARY KEY, logs BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE term_frequency (term TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE blob (name TEXT PRIMARY KEY, content BLOB NOT NULL);
`;
