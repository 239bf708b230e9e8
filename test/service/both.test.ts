/** Slack and Discord in one process, started as `npm start` does, against a Slack and a Discord of our own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { MAIN, NODE } from '../adapters/run-terminal.ts';
import { read } from '../discord/reading.ts';
import { type Discord, startDiscord } from '../discord/server/server.ts';
import { dataFolder } from '../discord/service.ts';
import { record, remember } from '../security/log-record.ts';
import { lexsea } from '../shipped.ts';
import { manifest } from '../slack/rig.ts';
import { readable } from '../slack/server/reading.ts';
import { type SlackServer, startSlack } from '../slack/server/slack.ts';

const BREACH = 'Breach notification deadline in Thailand?';
const HEADLINE = lexsea.ask(BREACH).headline;
const SECRET = 'a secret that only tests have';

let slack: SlackServer;
let discord: Discord;
let folder: string;
let variables: Record<string, string>;
beforeAll(async () => {
  [slack, discord] = await Promise.all([startSlack({ manifest }), startDiscord()]);
  folder = dataFolder();
  remember(SECRET);
  variables = { ...slack.environment('socket'), DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api, LEXSEA_SECRET: SECRET };
});
afterAll(async () => {
  await Promise.all([slack.close(), discord.stop()]);
  rmSync(folder, { recursive: true, force: true });
});
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  expect([slack.broken, slack.refusals(), discord.violations]).toEqual([[], [], []]);
});

interface Running {
  child: ChildProcess;
  /** What it has written so far. */
  output(): string;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts it and waits until it runs. */
async function start(env: Record<string, string>, cwd = folder): Promise<Running> {
  const { PATH, HOME } = process.env;
  // Standard input stays open and empty: a service that read it would wait for it.
  const child = spawn(NODE, [MAIN, 'start'], {
    cwd,
    env: { PATH, HOME, LEXSEA_DATA: folder, LEXSEA_LOG: 'debug', LEXSEA_HTTP: 'off', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(record(child, 'both'));
  let output = '';
  const runs = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk;
      if (output.includes('LexSEA runs')) runs.resolve();
    });
  const ended = once(child, 'close').then(([status]) => status as number | null);
  await Promise.race([runs.promise, ended.then((status) => Promise.reject(new Error(`ended with ${status}: ${output}`)))]);
  return {
    child,
    output: () => output,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

test('both answer, go on with their conversations after kill -9, and end when they are told to; nothing of it stands in the log or the store', async () => {
  const team = slack.workspace('T1');
  const ana = team.user('ana');
  const bea = discord.guild('G1').user('bea');
  const first = await start(variables);
  const asked = ana.mention(team.channel('law'), BREACH);
  const told = bea.mention(bea.channel, BREACH);
  expect(readable(await asked.answer())).toContain(HEADLINE);
  const { channel: thread, text } = await told.answer();
  expect(text).not.toBe('');
  await discord.settled();
  await first.end('SIGKILL');

  const second = await start(variables);
  const followUp = ana.mention(team.channel('law'), 'and in Singapore?', { thread: asked.message });
  expect(readable(await followUp.answer())).toContain('Singapore');
  expect(read(await bea.mention(thread, 'and in Singapore?').answer())).toContain('Singapore');
  await discord.settled();
  expect(await second.end('SIGTERM')).toBe(0);

  const output = first.output() + second.output();
  expect(output).toContain('"surface":"slack","msg":"started"');
  expect(output).toContain('"surface":"discord","msg":"started"');
  for (const secret of Object.values(variables).filter((value) => !value.startsWith('http'))) expect(output).not.toContain(secret);
  const store = readdirSync(folder).filter((name) => name.startsWith('lexsea.db'));
  const kept = store.map((name) => readFileSync(join(folder, name), 'latin1')).join('');
  expect(kept).toContain('delivery');
  for (const words of [BREACH, BREACH.toLowerCase(), 'Breach notification', 'and in Singapore', HEADLINE]) {
    expect(output).not.toContain(words);
    expect(kept).not.toContain(words);
  }
});

test('a file .env in the folder is read; what the environment sets stays', async () => {
  const cwd = join(folder, 'with-env');
  mkdirSync(cwd);
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(cwd, '.env'), [...lines, 'LEXSEA_LOG=silent', ''].join('\n'));
  const { output, end } = await start({}, cwd);
  expect(output()).toContain('"surfaces":["slack","discord"],"msg":"LexSEA runs"');
  expect(await end('SIGINT')).toBe(0);
});

test('where one of two cannot start, neither runs, and one line says which and why', async () => {
  const wrong = { ...variables, DISCORD_TOKEN: `${'a'.repeat(24)}.${'b'.repeat(6)}.${'c'.repeat(27)}` };
  const { child, output } = await start(wrong).then(
    (running) => running,
    (error: Error) => ({ child: children.at(-1), output: () => error.message }),
  );
  expect(output()).toMatch(/^ended with 1: /);
  expect(output()).toMatch(/\nlexsea: Discord does not accept DISCORD_TOKEN[^\n]*\n$/);
  expect(output()).not.toContain('c'.repeat(27));
  expect(child?.exitCode).toBe(1);
});
