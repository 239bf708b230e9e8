/** `lexsea config` and `lexsea feedback report`, as their user runs them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { MAIN, NODE, newFolder, type Run, removeFolder, runCommand } from '../adapters/run-terminal.ts';

let folder: string;
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => removeFolder(folder));

/** Runs a command in a folder, with nothing set but what is given. */
function lexsea(args: string[], env: Record<string, string> = {}, cwd = folder): Promise<Run> {
  const { PATH, HOME } = process.env;
  return runCommand(NODE, [MAIN, ...args], { PATH, HOME, LEXSEA_DATA: join(folder, 'data'), ...env }, '', cwd);
}

describe('lexsea config', () => {
  test('is a table of every variable with its value and where it comes from', async () => {
    const cwd = join(folder, 'with-env');
    mkdirSync(cwd);
    writeFileSync(join(cwd, '.env'), 'SLACK_BOT_TOKEN=xoxb-1-2-abcdef\nLEXSEA_LOG=debug\nSLACK_PORT=8080\n');
    const { status, out, err } = await lexsea(['config'], { LEXSEA_LOG: 'warn', SLACK_APP_TOKEN: 'xapp-1-abcdef' }, cwd);
    const row = (name: string) =>
      out
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(/\s{2,}/);
    expect(out.split('\n')[0]).toMatch(/^Variable +Value +From$/);
    expect(row('SLACK_BOT_TOKEN')).toEqual(['SLACK_BOT_TOKEN', '[masked]', '.env']);
    expect(row('SLACK_APP_TOKEN')).toEqual(['SLACK_APP_TOKEN', '[masked]', 'environment']);
    expect(row('SLACK_PORT')).toEqual(['SLACK_PORT', '8080', '.env']);
    // What the environment sets goes before the file.
    expect(row('LEXSEA_LOG')).toEqual(['LEXSEA_LOG', 'warn', 'environment']);
    expect(row('LEXSEA_HTTP')).toEqual(['LEXSEA_HTTP', '127.0.0.1:9464', 'default']);
    expect(out).toMatch(/^slack: would start$/m);
    expect(out).toMatch(/^discord: would not start; DISCORD_TOKEN is not set$/m);
    expect([status, err]).toEqual([0, '']);
  });

  test('says what is wrong in a line each, and ends with status 2', async () => {
    const { status, out, err } = await lexsea(['config', '--json'], { SLACK_PORT: 'many', LEXSEA_LOGG: 'x', LEXSEA_HTTP: ':1' });
    expect(err.split('\n')).toEqual([
      'lexsea: LEXSEA_LOGG is set, but is no variable of LexSEA',
      'lexsea: LEXSEA_HTTP must be HOST:PORT such as 127.0.0.1:9464 or 0.0.0.0:9464, a port of 127.0.0.1 alone, or "off"',
      'lexsea: SLACK_PORT must be a port, 0 to 65535',
      '',
    ]);
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      problems: { length: 2 },
      unknown: ['LEXSEA_LOGG'],
      surfaces: { slack: expect.any(String), discord: expect.any(String) },
    });
  });
});

describe('lexsea feedback report', () => {
  test('of a store in which nothing is says so', async () => {
    const { status, out, err } = await lexsea(['feedback', 'report'], { LEXSEA_DATA: join(folder, 'empty') });
    expect([status, out, err]).toEqual([0, 'Nothing was marked as wrong.\n\nEvery question got an answer.\n', '']);
  });

  test('counts what was marked as wrong by provision and kind, and what had no answer by topic and place', async () => {
    const store = await openStore({ folder: join(folder, 'data'), url: '', secret: 'a secret that only tests have' });
    const vote = (voter: string, citation: string, given: 'right' | 'wrong') =>
      store.feedback.vote({ surface: 'slack', community: 'T1', citations: [citation], kind: 'answer', vote: given, voter });
    await vote('U1', 'th-pdpa-2019#s 37', 'wrong');
    await vote('U2', 'th-pdpa-2019#s 37', 'wrong');
    await vote('U3', 'th-pdpa-2019#s 37', 'right');
    await vote('U1', 'sg-cma-1993#s 3', 'right');
    for (const surface of ['slack', 'discord'] as const)
      await store.feedback.noAnswer({ surface, reason: 'not-covered', topics: ['data-localisation'], jurisdictions: ['LA'] });
    await store.feedback.noAnswer({ surface: 'slack', reason: 'out-of-scope', topics: [], jurisdictions: [] });
    await store.close();

    const { status, out, err } = await lexsea(['feedback', 'report']);
    expect([status, err]).toEqual([0, '']);
    const [wrong = '', unanswered = ''] = out.split('\n\n');
    const rows = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/\s{2,}/));
    expect(rows(wrong)).toEqual([
      ['Wrong', 'Right', 'Kind', 'Provision'],
      ['2', '1', 'answer', 'th-pdpa-2019#s 37'],
    ]);
    expect(rows(unanswered)).toEqual([
      ['No answer', 'Reason', 'Place', 'Topic'],
      ['2', 'not-covered', 'LA', 'data-localisation'],
      ['1', 'out-of-scope', '-', '-'],
    ]);
    expect(JSON.parse((await lexsea(['feedback', 'report', '--json'])).out)).toEqual({
      votes: [
        { citation: 'th-pdpa-2019#s 37', kind: 'answer', right: 1, wrong: 2 },
        { citation: 'sg-cma-1993#s 3', kind: 'answer', right: 1, wrong: 0 },
      ],
      unanswered: [
        { topic: 'data-localisation', jurisdiction: 'LA', reason: 'not-covered', asked: 2 },
        { topic: null, jurisdiction: null, reason: 'out-of-scope', asked: 1 },
      ],
    });
  });

  test('of a store that is damaged is one line', async () => {
    mkdirSync(join(folder, 'damaged'));
    writeFileSync(join(folder, 'damaged', 'lexsea.db'), 'this is no database, and long enough to be seen as none'.repeat(100));
    const { status, out, err } = await lexsea(['feedback', 'report'], { LEXSEA_DATA: join(folder, 'damaged') });
    expect(err).toMatch(/^lexsea: [^\n]*is damaged[^\n]*\n$/);
    expect([status, out]).toEqual([1, '']);
  });
});
