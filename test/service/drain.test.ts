/** A rolling restart under load: told to stop while many ask, a service finishes what it has, and the next one answers the rest. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Readiness } from '../../adapters/service/readiness.ts';
import { MAIN, NODE } from '../adapters/run-terminal.ts';
import { type Discord, startDiscord } from '../discord/server/server.ts';
import { record } from '../security/log-record.ts';
import { manifest, SECRET, SINGAPORE, THAI } from '../slack/rig.ts';
import { type SlackServer, startSlack } from '../slack/server/slack.ts';
import { dataFolder } from '../slack/service-process.ts';

let slack: SlackServer;
let discord: Discord;
let data: ReturnType<typeof dataFolder>;
beforeEach(async () => {
  [slack, discord] = await Promise.all([startSlack({ manifest }), startDiscord()]);
  discord.guild('G1');
  data = dataFolder();
});
afterEach(async () => {
  await Promise.all([slack.close(), discord.stop()]);
  data.remove();
  expect([slack.broken, slack.refusals(), discord.violations]).toEqual([[], [], []]);
});

interface Running {
  /** Port of health and metrics. */
  address: string;
  /** Sends SIGTERM and gives the status and the milliseconds that it took. */
  stop(): Promise<{ status: number | null; ms: number }>;
}

/** A service with both surfaces, running. */
async function start(mode: 'socket' | 'http'): Promise<Running> {
  const { PATH, HOME } = process.env;
  const child: ChildProcess = spawn(NODE, [MAIN, 'serve'], {
    cwd: data.path,
    env: {
      ...{
        PATH,
        HOME,
        LEXSEA_DATA: data.path,
        LEXSEA_SECRET: SECRET,
        LEXSEA_HTTP: '127.0.0.1:0',
        SLACK_PORT: '0',
        SLACK_RECONNECT_MS: '50',
      },
      ...{ ...slack.environment(mode), DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  record(child, `drain-${mode}`);
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close').then(([status]) => status as number | null);
  let output = '';
  const runs = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk;
      if (output.includes('LexSEA runs')) runs.resolve();
    });
  await Promise.race([runs.promise, ended.then((status) => Promise.reject(new Error(`ended with ${status}: ${output}`)))]);
  const port = /"port":(\d+)/.exec(output)?.[1];
  if (mode === 'http') slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  return {
    address: /"address":"([^"]+)"/.exec(output)?.[1] ?? '',
    async stop() {
      const told = performance.now();
      child.kill('SIGTERM');
      return { status: await ended, ms: performance.now() - told };
    },
  };
}

async function statusOf({ address }: Running): Promise<[number, Readiness['status']]> {
  const response = await fetch(`http://${address}/readyz`);
  return [response.status, ((await response.json()) as Readiness).status];
}

const MANY = 60;
/** Slack tells of a mention as a mention and as a message. */
const EVENTS_OF_A_MENTION = 2;

test.each(['socket', 'http'] as const)(
  'sixty questions in Slack over %s and twenty in Discord, and the service is told to stop',
  async (mode) => {
    const first = await start(mode);
    expect(await statusOf(first)).toEqual([200, 'ready']);
    const team = slack.workspace('T1');
    const post = slack.hold('chat.postMessage');
    const asked = Array.from({ length: MANY }, (_, n) => {
      const question = n % 2 === 0 ? THAI : SINGAPORE;
      return { question, sent: team.user(`u${n % 12}`).mention(team.channel(`room-${n % 6}`), question.text) };
    });
    const told = Array.from({ length: MANY / 3 }, (_, n) => {
      const person = discord.guild('G1').user(`d${n}`);
      return person.mention(person.channel, THAI.text);
    });
    await post.reached;
    // Slack never sends again what it was told is received: these must all be answered before the end.
    const received = () => slack.acks.filter((ack) => ack.status === 200).length;
    await slack.until(() => received() >= MANY / 2, 'some of the questions to be received', 60_000);
    const ended = first.stop();
    // What was received is still being worked on, and whoever asks for it is told that nothing new is taken.
    await expect.poll(() => statusOf(first), { timeout: 60_000 }).toEqual([503, 'draining']);
    expect((await fetch(`http://${first.address}/healthz`)).status).toBe(200);
    post.release();
    const { status, ms } = await ended;
    expect(status).toBe(0);
    expect(ms).toBeLessThan(10_000);
    const byFirst = asked.filter(({ sent }) => sent.answers().length > 0).length;
    expect(byFirst).toBeGreaterThanOrEqual(MANY / 2 / EVENTS_OF_A_MENTION);

    const second = await start(mode);
    const everyAnswer = () => asked.every(({ sent }) => sent.answers().length > 0);
    await slack.until(
      () => {
        slack.retryNow();
        return everyAnswer();
      },
      'an answer to every question in Slack',
      60_000,
    );
    await slack.until(() => slack.delivery.waiting === 0, 'every delivery to be acknowledged', 60_000);
    await Promise.all(told.map((sent) => sent.answer()));
    await discord.settled();
    expect(asked.map(({ sent }) => sent.answers().length)).toEqual(asked.map(() => 1));
    for (const { question, sent } of asked) expect(sent.answers()[0]?.text).toContain(question.headline);
    expect(told.map((sent) => sent.replies.length)).toEqual(told.map(() => 1));
    expect((await second.stop()).status).toBe(0);
    console.log(`drained over ${mode}: ${ms.toFixed(0)} ms, ${byFirst} of ${MANY} answered before the end, the others by the next process`);
  },
);
