/** The corpus with one digest changed, put in force by the command that users run. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { corpusFolder } from '../../src/corpus/folder.ts';

const CHANGED = 'national/sg/sg-computer-misuse-act-1993.yaml';

/** Puts a changed corpus in force for the services of a data folder. */
export async function updateCorpus(folder: string): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'lexsea-changed-'));
  try {
    cpSync(corpusFolder(), join(copy, 'corpus'), { recursive: true });
    const file = join(copy, 'corpus', CHANGED);
    writeFileSync(file, readFileSync(file, 'utf8').replace('summary: >-\n', 'summary: >-\n  Changed for a test.\n'));
    const env = { ...process.env, LEXSEA_DATA: folder };
    await promisify(execFile)(process.execPath, ['adapters/terminal/main.js', 'corpus', 'update', '--from', join(copy, 'corpus')], { env });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
