/** A corpus of a few made-up provisions that passes every check and compiles in a moment; its words are those of the real one. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { corpusFiles } from '../../src/corpus/files.ts';
import { corpusFolder } from '../../src/corpus/folder.ts';
import type { Instrument, Provision } from '../../src/corpus/schema.ts';

type Given<Whole> = { [Key in keyof Whole]?: Whole[Key] | undefined };

/** A provision of an act on computers. */
export function provision(ref: string, given: Given<Provision> = {}): Provision {
  return {
    ref,
    heading: `Heading of ${ref}`,
    text: `Whoever reads a computer of ${ref} without leave pays a fine.`,
    topics: ['illegal-access'],
    checked: 'mirror',
    ...given,
  } as Provision;
}

/** An act of Singapore with some provisions. */
export function act(provisions: readonly Provision[], given: Given<Instrument> = {}): Instrument {
  return {
    id: 'sg-computers-act-2020',
    title: 'Computers Act 2020',
    native_title: null,
    short_title: null,
    aliases: [],
    jurisdiction: 'SG',
    kind: 'statute',
    binding: true,
    status: 'in-force',
    citation: null,
    adopted: '2020-01-01',
    in_force: '2020-02-01',
    ended: null,
    replaces: [],
    replaced_by: null,
    amended_by: [],
    authorities: [],
    official_url: null,
    summary: 'An act on computers. No successor.',
    as_of: '2026-01-01',
    sources: [],
    provisions: [...provisions],
    ...given,
  } as Instrument;
}

/** Writes instruments as a corpus into a folder, which is emptied before; `more` are topics beside its own two. */
export function writeCorpus(folder: string, instruments: readonly Instrument[], more: readonly string[] = []): string {
  rmSync(folder, { recursive: true, force: true });
  const write = (path: string, content: unknown): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    // JSON is YAML.
    writeFileSync(join(folder, path), JSON.stringify(content, null, 1));
  };
  const topics = ['illegal-access', 'breach-notification', ...more];
  write(
    'topics.yaml',
    topics.map((id) => ({ id, label: id.replace('-', ' '), comparison: false, says: id })),
  );
  for (const instrument of instruments) write(`national/${instrument.jurisdiction.toLowerCase()}/${instrument.id}.yaml`, instrument);
  for (const file of ['cues.yaml', 'phrases.yaml', 'places.yaml']) cpSync(join(corpusFolder(), file), join(folder, file));
  return folder;
}

export interface Workshop {
  /** Holds a shipped corpus in `corpus`, a data folder in `data`, and has room for more. */
  root: string;
  /** With these the corpus is opened. */
  options: { corpus: string; file: string; warn: (message: string) => void };
  warnings: string[];
  remove(): void;
}

/** A workshop whose program ships some instruments; or a copy of another workshop, with all that is compiled in it. */
export function workshop(from: readonly Instrument[] | Workshop): Workshop {
  const root = mkdtempSync(join(tmpdir(), 'lexsea-update-'));
  const warnings: string[] = [];
  const options = {
    corpus: join(root, 'corpus'),
    file: join(root, 'data', 'corpus.db'),
    warn: (message: string): void => void warnings.push(message),
  };
  if ('root' in from) cpSync(from.root, root, { recursive: true, preserveTimestamps: true });
  else {
    writeCorpus(options.corpus, from);
    // Whole seconds outlive being copied; what is compiled knows its corpus by them.
    const now = Math.floor(Date.now() / 1000);
    for (const path of corpusFiles(options.corpus)) utimesSync(join(options.corpus, path), now, now);
  }
  return { root, options, warnings, remove: () => rmSync(root, { recursive: true, force: true }) };
}
