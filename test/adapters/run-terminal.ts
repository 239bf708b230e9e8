/** Runs the command line as a user does: a process of its own, with a folder of its own for the compiled corpus. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
export const NODE = join(ROOT, 'node_modules', '.bin', 'node');
export const MAIN = join(ROOT, 'adapters', 'terminal', 'main.js');

export interface Run {
  status: number | null;
  out: string;
  err: string;
}

/** A new folder for LEXSEA_DATA. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lexsea-terminal-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A copy of the shipped corpus, so that whoever writes in it meanwhile changes no answer of a test. */
export function copyOfCorpus(folder: string): string {
  const copy = join(folder, 'corpus');
  cpSync(join(ROOT, 'corpus'), copy, { recursive: true });
  return copy;
}

/** The environment of a user who has set nothing but the two folders. */
export function environment(data: string, corpus: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  return { ...rest, LEXSEA_DATA: data, LEXSEA_CORPUS: corpus, ...more };
}

/** Runs a command to its end, with text on its standard input; in the folder of the project, if no other is given. */
export function runCommand(command: string, args: readonly string[], env: NodeJS.ProcessEnv, input = '', cwd = ROOT): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd });
    const run: Run = { status: null, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      run.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      run.err += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ ...run, status }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** Records of a CSV text (RFC 4180), header first. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '' && record.length === 0) break;
    record.push(quoted === undefined ? (plain as string) : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}
