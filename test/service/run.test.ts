import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { environment, MAIN, NODE, type Run, runCommand } from '../adapters/run-terminal.ts';
import { removeCorpus, smallCorpus } from '../corpus/small-corpus.ts';
import { record, remember } from '../security/log-record.ts';

let corpus: string;
let data: string;
beforeAll(() => {
  corpus = smallCorpus();
  data = join(dirname(corpus), 'data');
});
afterAll(() => removeCorpus(corpus));

interface Line {
  msg: string;
  level: string;
}

/** The service as a process, with what it has written so far. */
function serve(behaviour: string): { child: ChildProcess; lines: Line[]; says(msg: string): Promise<void>; ended: Promise<number | null> } {
  const env = environment(data, corpus, { SLACK_BOT_TOKEN: 'tok-of-a-test', LEXSEA_HTTP: 'off' });
  // Standard input is a pipe that nobody closes: a service that read it would not end.
  const child = spawn(NODE, [join(import.meta.dirname, 'serve-in-process.ts'), behaviour], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  record(child, 'run');
  remember('tok-of-a-test');
  const lines: Line[] = [];
  const waiting: { msg: string; resolve: () => void }[] = [];
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    for (const { msg, resolve } of waiting) if (msg === line.msg) resolve();
  });
  return {
    child,
    lines,
    says: (msg) => new Promise((resolve) => (lines.some((line) => line.msg === msg) ? resolve() : waiting.push({ msg, resolve }))),
    ended: once(child, 'close').then(([status]) => status as number | null),
  };
}

describe('the process of the service', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('finishes what it has received when it gets %s, and ends with status 0', async (signal) => {
    const { child, lines, says, ended } = serve('finishes');
    await says('LexSEA runs');
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(lines.map(({ msg }) => msg)).toEqual(['received', 'started', 'LexSEA runs', 'stopping', 'finished', 'stopped']);
  });

  test('ends by itself though a surface hangs', async () => {
    const { child, lines, says, ended } = serve('hangs');
    await says('LexSEA runs');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(lines.map(({ msg }) => msg).slice(-3)).toEqual(['stopping', 'did not finish in time', 'stopped']);
  });

  test('ends at once at the second signal', async () => {
    const { child, says, ended } = serve('hangs');
    await says('LexSEA runs');
    child.kill('SIGINT');
    await says('stopping');
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  });

  test('goes on where a promise is rejected and nobody looks', async () => {
    const { child, lines, says, ended } = serve('rejects');
    await says('a promise was rejected and nobody had looked');
    await says('LexSEA runs');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(lines.map(({ msg }) => msg)).toContain('finished');
  });

  test('finishes and ends with status 1 where an error is thrown that nobody catches', async () => {
    const { lines, ended } = serve('throws');
    expect(await ended).toBe(1);
    expect(lines.filter(({ level }) => level === 'fatal')).toEqual([
      expect.objectContaining({ msg: 'an error that nobody had caught', err: { type: 'Error', message: 'nobody catches' } }),
    ]);
    expect(lines.map(({ msg }) => msg)).toContain('finished');
  });
});

describe('lexsea serve and lexsea start', () => {
  const run = (args: string[], env: Record<string, string>, input = ''): Promise<Run> =>
    runCommand(NODE, [MAIN, ...args], environment(data, corpus, env), input);

  test.each<[string, string[], Record<string, string>, RegExp]>([
    ['nothing set', ['serve'], {}, /^lexsea: nothing to start; slack: [^;]*; discord: DISCORD_TOKEN is not set \(docs[^\n]*\n$/],
    ['a wrong token', ['start'], { DISCORD_TOKEN: 'a b' }, /^lexsea: DISCORD_TOKEN is no bot token[^\n]*\n$/],
    ['a wrong token', ['serve'], { DISCORD_TOKEN: 'a b' }, /^lexsea: DISCORD_TOKEN is no bot token[^\n]*\n$/],
    ['half of Slack', ['start'], { SLACK_BOT_TOKEN: 'xoxb-1-2-abc' }, /^lexsea: [^\n]*SLACK_(APP_TOKEN|SIGNING_SECRET)[^\n]*\n$/],
  ])('%s: lexsea %j is one line and status 2', async (_, args, env, message) => {
    const { status, out, err } = await run(args, env);
    expect(err).toMatch(message);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  test('lexsea start without a variable of Slack or Discord is a conversation', async () => {
    const { status, out } = await run(['start'], { DISCORD_WEBHOOK_OF_SOMETHING_ELSE: 'x' }, 'Is hacking a crime in Singapore?\n');
    expect(out).toContain('> Is hacking a crime in Singapore?');
    // The corpus of the test is small: it may have no answer (1), but this is no wrong use (2).
    expect([0, 1]).toContain(status);
  });

  test('a platform that cannot be reached is one line and status 1', async () => {
    const { status, err } = await run(['serve'], {
      DISCORD_TOKEN: `${'a'.repeat(24)}.${'b'.repeat(6)}.${'c'.repeat(27)}`,
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
    });
    expect(err).toMatch(/^lexsea: [^\n]+\n$/);
    expect(err).not.toContain('c'.repeat(27));
    expect(status).toBe(1);
  });
});
