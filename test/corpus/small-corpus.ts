/** A small corpus in a temporary folder: a few files of the real one, of the long lists only the first entries. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { corpusFolder } from '../../src/corpus/folder.ts';

export const ACT = 'national/sg/sg-computer-misuse-act-1993.yaml';
export const PROFILE = 'national/sg/profile.yaml';
export const BODY = 'institutions/sg-csa.yaml';
export const CASE = 'cases/sg-k-box-2016.yaml';
export const OVERVIEW = 'overviews/overview-agreements-in-force-signed-not-binding.yaml';
export const ASKS = 'asks/sg.yaml';
export const LISTS = ['misconceptions.yaml', 'glossary.yaml', 'places.yaml', 'scope.yaml', 'cues.yaml', 'phrases.yaml', ASKS];

/** Makes the folder; `corpus` in it holds the corpus, so that `data` beside it is free. */
export function smallCorpus(): string {
  const corpus = join(mkdtempSync(join(tmpdir(), 'lexsea-test-')), 'corpus');
  const real = corpusFolder();
  for (const file of ['topics.yaml', 'official-sites.yaml', ACT, PROFILE, BODY, CASE, OVERVIEW])
    cpSync(join(real, file), join(corpus, file));
  for (const file of LISTS) {
    mkdirSync(dirname(join(corpus, file)), { recursive: true });
    const entries = readFileSync(join(real, file), 'utf8').split(/^(?=- )/m);
    writeFileSync(join(corpus, file), entries.slice(0, 4).join(''));
  }
  return corpus;
}

export function removeCorpus(corpus: string): void {
  rmSync(dirname(corpus), { recursive: true, force: true });
}
