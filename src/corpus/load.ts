/** Reads the corpus folder: YAML files -> checked, typed records, with every defect named by file, line and field. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load as parseYaml } from 'js-yaml';
import type { ZodType } from 'zod';
import { corpusFiles } from './files.ts';
import * as schema from './schema.ts';

/** One defect of a corpus file, for a person to mend. */
export interface Problem {
  /** Path below the corpus folder. */
  file: string;
  line: number | null;
  /** Dotted path of the field, as `provisions.3.cells.illegal-access`. */
  field: string | null;
  message: string;
}

/** The whole law that LexSEA knows, as its files hold it. */
export interface Corpus {
  instruments: schema.Instrument[];
  profiles: schema.Profile[];
  institutions: schema.Institution[];
  cases: schema.Case[];
  overviews: schema.Overview[];
  misconceptions: schema.Misconception[];
  terms: schema.Term[];
  asks: schema.Asks[];
  topics: schema.Topic[];
  places: schema.Place[];
  scopes: schema.Scope[];
  cues: schema.Cue[];
  phrases: schema.Phrase[];
  officialSites: schema.OfficialSites[];
  /** Where each record was read: record -> file below the corpus folder. */
  files: Map<object, string>;
}

interface Kind {
  matches: RegExp;
  shape: ZodType;
  /** Whether the file is a list of records rather than one. */
  list: boolean;
  into: Exclude<keyof Corpus, 'files'>;
}

const KINDS: Kind[] = [
  { matches: /^national\/[a-z]{2}\/profile\.yaml$/, shape: schema.Profile, list: false, into: 'profiles' },
  { matches: /^(national\/[a-z]{2}|asean|international)\/[^/]+\.yaml$/, shape: schema.Instrument, list: false, into: 'instruments' },
  { matches: /^institutions\/[^/]+\.yaml$/, shape: schema.Institution, list: false, into: 'institutions' },
  { matches: /^cases\/[^/]+\.yaml$/, shape: schema.Case, list: false, into: 'cases' },
  { matches: /^overviews\/[^/]+\.yaml$/, shape: schema.Overview, list: false, into: 'overviews' },
  { matches: /^misconceptions\.yaml$/, shape: schema.Misconception, list: true, into: 'misconceptions' },
  { matches: /^glossary\.yaml$/, shape: schema.Term, list: true, into: 'terms' },
  { matches: /^asks\/[^/]+\.yaml$/, shape: schema.Asks, list: true, into: 'asks' },
  { matches: /^topics\.yaml$/, shape: schema.Topic, list: true, into: 'topics' },
  { matches: /^places\.yaml$/, shape: schema.Place, list: true, into: 'places' },
  { matches: /^scope\.yaml$/, shape: schema.Scope, list: true, into: 'scopes' },
  { matches: /^cues\.yaml$/, shape: schema.Cue, list: true, into: 'cues' },
  { matches: /^phrases\.yaml$/, shape: schema.Phrase, list: true, into: 'phrases' },
  { matches: /^official-sites\.yaml$/, shape: schema.OfficialSites, list: true, into: 'officialSites' },
];

export interface Loaded {
  corpus: Corpus;
  problems: Problem[];
}

/** Whether a file, given as a path below the corpus folder, holds asks: half of all that there is to read. */
export function holdsAsks(file: string): boolean {
  return file.startsWith('asks/');
}

/**
 * Reads every file of a corpus folder, or those that are wanted. A file that cannot be parsed, or a record that does not
 * fit its shape, is left out of the corpus and named in `problems`; the rest is read all the same.
 */
export async function loadCorpus(
  folder: string,
  onProgress: (done: number, total: number) => void = () => {},
  wanted: (file: string) => boolean = () => true,
): Promise<Loaded> {
  const corpus: Corpus = {
    instruments: [],
    profiles: [],
    institutions: [],
    cases: [],
    overviews: [],
    misconceptions: [],
    terms: [],
    asks: [],
    topics: [],
    places: [],
    scopes: [],
    cues: [],
    phrases: [],
    officialSites: [],
    files: new Map(),
  };
  const problems: Problem[] = [];
  const paths = corpusFiles(folder).filter(wanted);
  for (const [index, file] of paths.entries()) {
    problems.push(...(await readInto(corpus, folder, file)));
    onProgress(index + 1, paths.length);
  }
  return { corpus, problems };
}

async function readInto(corpus: Corpus, folder: string, file: string): Promise<Problem[]> {
  const kind = KINDS.find((candidate) => candidate.matches.test(file));
  if (!kind) {
    return [{ file, line: null, field: null, message: 'does not belong here; CONTRIBUTING.md shows where each kind of file goes' }];
  }
  const source = readFileSync(join(folder, file), 'utf8');
  let content: unknown;
  try {
    content = parseYaml(source, { schema: CORE_SCHEMA, filename: file });
  } catch (error) {
    const { mark, reason } = error as { mark?: { line: number }; reason?: string };
    const line = mark ? mark.line + 1 : null;
    return [{ file, line, field: null, message: `is not YAML: ${reason ?? String(error)}` }];
  }
  if (kind.list && !Array.isArray(content)) {
    return [{ file, line: 1, field: null, message: 'must be a list: each entry starts with "- "' }];
  }
  const records = kind.list ? (content as unknown[]) : [content];
  const problems: Problem[] = [];
  let lines: Lines | undefined;
  for (const [index, record] of records.entries()) {
    const result = kind.shape.safeParse(record);
    if (result.success) {
      (corpus[kind.into] as unknown[]).push(result.data);
      corpus.files.set(result.data as object, file);
      continue;
    }
    lines ??= await linesOf(source);
    for (const issue of result.error.issues) {
      const path = kind.list ? [index, ...issue.path] : issue.path;
      problems.push({ file, line: lines(path), field: path.map(String).join('.') || null, message: issue.message });
    }
  }
  return problems;
}

/** Gives the line on which a field stands, by its path; null if it stands nowhere. */
export type Lines = (path: readonly PropertyKey[]) => number | null;

/**
 * The lines of the fields of a file. js-yaml reads the corpus eight times faster than `yaml` but keeps no positions, so
 * the slower parser reads a file again, once, only when there is something to report about it.
 */
export async function linesOf(source: string): Promise<Lines> {
  const { parseDocument, LineCounter, isNode } = await import('yaml');
  const counter = new LineCounter();
  // js-yaml has refused keys that stand twice; here looking for them takes time that grows with the square of the keys.
  const document = parseDocument(source, { lineCounter: counter, uniqueKeys: false });
  return (path) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return null;
  };
}
