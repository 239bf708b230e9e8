/**
 * What the services of a test run write into their logs, and what must stand in none of them. Kept in one folder for the
 * whole run, so that the last thing a run does is to look for the one in the other (see grep-logs.ts).
 */
import type { ChildProcess } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names the folder of the run; set before any test begins, and inherited by the processes that run them. */
export const FOLDER = 'LEXSEA_TEST_LOGS';

/** A shorter text would be found in innocent words. */
const SHORTEST = 8;

let files = 0;
const remembered = new Set<string>();

/** Writes what one service logs into a file of its own in the run's folder; does nothing where there is none. */
export function recorder(name: string): (text: string | Buffer) => void {
  const folder = process.env[FOLDER];
  if (!folder) return () => {};
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}-${process.pid}-${++files}.log`);
  return (text) => appendFileSync(file, text);
}

/** Records all that a child process writes. Gives the process back. */
export function record<Child extends Pick<ChildProcess, 'stdout' | 'stderr'>>(child: Child, name: string): Child {
  const write = recorder(name);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', write);
  return child;
}

/** Tokens, secrets and questions: none of them may stand in a log of this run. */
export function remember(...texts: readonly (string | null | undefined)[]): void {
  const folder = process.env[FOLDER];
  if (!folder) return;
  const fresh = texts.flatMap((text) => {
    const words = text?.trim() ?? '';
    return words.length < SHORTEST || remembered.has(words) ? [] : [words];
  });
  if (fresh.length === 0) return;
  for (const text of fresh) remembered.add(text);
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${process.pid}.remembered`), fresh.map((text) => `${JSON.stringify(text)}\n`).join(''));
}

/** Something that stands in a log and must not. */
export interface Leak {
  /** Name of the log. */
  log: string;
  /** What stands there. */
  text: string;
  /** The line in which it stands. */
  line: string;
}

export interface Found {
  logs: number;
  lines: number;
  remembered: number;
  leaks: Leak[];
}

/** What tokens look like: none stands in a log, whether or not a test remembers it. */
const TOKENS = [/\bxox[a-z]-[\w-]{8,}/, /\bxapp-[\w-]{8,}/, /\bhooks\.slack\.com\/[\w/-]{8,}/, /\/interactions\/\d{15,22}\/[\w-]{16,}/];

/** Looks for everything that a run remembers in everything that it has logged. */
export function leaksIn(folder: string): Found {
  const names = readdirSync(folder);
  const logs = names.filter((name) => name.endsWith('.log')).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const texts = new Set(
    names
      .filter((name) => name.endsWith('.remembered'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
      .map((line) => JSON.parse(line) as string),
  );
  // As it is, and as it stands in a line of JSON.
  const sought = [...texts].map((text) => [...new Set([text, JSON.stringify(text).slice(1, -1)])]);
  const leaks = logs.flatMap(({ name, text: log }): Leak[] => [
    ...sought.flatMap((forms): Leak[] => {
      const at = forms.map((form) => log.indexOf(form)).find((index) => index >= 0);
      return at === undefined ? [] : [{ log: name, text: forms[0] ?? '', line: lineAt(log, at) }];
    }),
    ...TOKENS.flatMap((token): Leak[] => {
      const found = token.exec(log);
      return found ? [{ log: name, text: found[0], line: lineAt(log, found.index) }] : [];
    }),
  ]);
  const lines = logs.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
  return { logs: logs.length, lines, remembered: texts.size, leaks };
}

function lineAt(log: string, index: number): string {
  const end = log.indexOf('\n', index);
  return log.slice(log.lastIndexOf('\n', index) + 1, end < 0 ? undefined : end);
}
