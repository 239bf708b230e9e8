import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FOLDER, leaksIn, recorder, remember } from './log-record.ts';

let folder: string;
const run = process.env[FOLDER];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexsea-leaks-'));
  process.env[FOLDER] = folder;
});
afterEach(() => {
  if (run === undefined) delete process.env[FOLDER];
  else process.env[FOLDER] = run;
  rmSync(folder, { recursive: true, force: true });
});

test('what is remembered and logged is found, as it is and as it stands in JSON; what is only one of both is not', () => {
  remember('a question that leaks', 'one that says "no"', 'a question that does not leak', 'short');
  const write = recorder('service');
  write('{"msg":"answered","id":"a line without"}\n');
  write('{"msg":"asked a question that leaks"}\n{"msg":"one that says \\"no\\", and short"}\n');
  const { logs, lines, remembered, leaks } = leaksIn(folder);
  expect({ logs, lines, remembered }).toEqual({ logs: 1, lines: 3, remembered: 3 });
  expect(leaks.map(({ text, line }) => [text, line])).toEqual([
    ['a question that leaks', '{"msg":"asked a question that leaks"}'],
    ['one that says "no"', '{"msg":"one that says \\"no\\", and short"}'],
  ]);
});

test.each([
  'xoxb-1-abcdefghij',
  'xapp-1-A0-abcdefgh',
  'https://hooks.slack.com/commands/T1/1/abc',
  '/interactions/123456789012345678/aW50ZXJhY3Rpb24x/callback',
])('what looks like a token is found though nobody remembers it: %s', (token) => {
  writeFileSync(join(folder, 'other.log'), `before\n{"msg":"refused ${token}"}\n`);
  expect(leaksIn(folder).leaks.map(({ line }) => line)).toEqual([`{"msg":"refused ${token}"}`]);
});
