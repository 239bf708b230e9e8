/** What the port of a service tells of the real Slack and Discord surfaces, while they are asked, cut off and slowed down. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openLog } from '../../adapters/service/log.ts';
import type { Readiness } from '../../adapters/service/readiness.ts';
import { type Service, startService } from '../../adapters/service/start.ts';
import { keyOf } from '../../src/store/keys.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { type Discord, startDiscord } from '../discord/server/server.ts';
import { recorder, remember } from '../security/log-record.ts';
import { lexsea } from '../shipped.ts';
import { manifest } from '../slack/rig.ts';
import { type SlackServer, startSlack, type Team } from '../slack/server/slack.ts';
import { dataFolder } from '../slack/service-process.ts';
import { samplesOf } from './samples.ts';

const SECRET = 'a secret that only tests have';
const BREACH = 'Breach notification deadline in Thailand?';
const COMPARISON = 'Compare unauthorised access across ASEAN';
const UNKNOWN = 'What does section 999 of the Personal Data Protection Act of Singapore say?';

let slack: SlackServer;
let discord: Discord;
let team: Team;
let folder: string;
let service: Service;
let store: Store;
let address: string;
beforeAll(async () => {
  [slack, discord] = await Promise.all([startSlack({ manifest }), startDiscord()]);
  team = slack.workspace('T1');
  discord.guild('G1');
  folder = dataFolder().path;
  remember(SECRET);
  const write = recorder('observed');
  const log = openLog({
    level: 'debug',
    destination: {
      write(line) {
        write(line);
        address = /"address":"([^"]+)"/.exec(line)?.[1] ?? address;
      },
    },
  });
  const env = {
    ...slack.environment('socket'),
    ...{ SLACK_PORT: '0', SLACK_RECONNECT_MS: '50', DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api },
    ...{ LEXSEA_DATA: folder, LEXSEA_SECRET: SECRET, LEXSEA_HTTP: '127.0.0.1:0' },
  };
  service = await startService({ log, env });
  await discord.settled();
  store = await openStore({ folder, url: '', secret: SECRET });
});
afterAll(async () => {
  await service.stop();
  await store.close();
  await Promise.all([slack.close(), discord.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

async function readiness(): Promise<{ code: number; shown: Readiness }> {
  const response = await fetch(`http://${address}/readyz`);
  return { code: response.status, shown: (await response.json()) as Readiness };
}

/** What the metrics have grown by since the last test. */
let before: (name: string) => Record<string, number>;
beforeEach(async () => {
  before = await read();
});
async function read(): Promise<typeof before> {
  return samplesOf(await (await fetch(`http://${address}/metrics`)).text());
}
async function grown(name: string): Promise<Record<string, number>> {
  const after = (await read())(name);
  const differences = Object.entries(after).map(([labels, value]) => [labels, value - (before(name)[labels] ?? 0)] as const);
  return Object.fromEntries(differences.filter(([, difference]) => difference !== 0));
}
/** What is counted after the platform has what it counts comes a moment later than that. */
const soon = (assertion: () => Promise<void>): Promise<void> => vi.waitFor(assertion, { timeout: 60_000, interval: 20 });

describe('a service that runs', () => {
  test('is ready', async () => {
    expect(await readiness()).toEqual({
      code: 200,
      shown: { status: 'ready', corpus: true, store: true, surfaces: { slack: true, discord: true } },
    });
    const samples = await read();
    expect(samples('lexsea_ready')).toEqual({ '': 1 });
    expect(samples('lexsea_connected')).toEqual({ 'surface=slack': 1, 'surface=discord': 1 });
    expect(samples('lexsea_corpus_info')).toEqual({ [`fingerprint=${lexsea.fingerprint}`]: 1 });
  });

  test('counts every way in which Slack asks, once', async () => {
    const ana = team.user('ana');
    const channel = team.channel('law');
    const mention = await ana.mention(channel, BREACH).answer();
    await ana.slash(channel, '/lexsea', COMPARISON);
    await ana.messageShortcut('look_up', mention);
    await ana.dm(UNKNOWN).answer();
    await ana.shortcut('ask');
    await ana.modalOpened();
    await ana.submitModal({ question: BREACH });
    await soon(async () => {
      const answers = await grown('lexsea_answers_total');
      expect(answers['kind=answer surface=slack']).toBeGreaterThanOrEqual(2);
      expect(answers['kind=comparison surface=slack']).toBe(1);
      expect(Object.values(answers).reduce((sum, each) => sum + each, 0)).toBe(5);
    });
    expect(await grown('lexsea_answer_seconds_count')).toEqual({ 'surface=slack': 5 });
    expect(await grown('lexsea_failures_total')).toEqual({});
  });

  test('counts every way in which Discord asks, once, and what is shown again not at all', async () => {
    const bea = discord.guild('G1').user('bea');
    const { message } = await bea.slash('ask', { question: COMPARISON });
    await bea.mention(bea.channel, BREACH).answer();
    await bea.contextMenu('Look this up', bea.message(bea.channel, BREACH).message);
    await bea.click(message, 'Table as CSV');
    await discord.settled();
    await soon(async () => expect(await grown('lexsea_answer_seconds_count')).toEqual({ 'surface=discord': 3 }));
    expect(await grown('lexsea_answers_total')).toMatchObject({ 'kind=comparison surface=discord': 1 });
  });

  test('keeps what got no answer in the store, by topic and place, and no more of it', async () => {
    const answer = lexsea.ask(UNKNOWN);
    expect(answer.kind).toBe('no-answer');
    // A question counts once under each of its topics.
    const counted = async () =>
      (await store.feedback.unanswered()).find(
        ({ jurisdiction, topic }) => jurisdiction === answer.jurisdictions[0] && topic === (answer.topics[0] ?? null),
      );
    const earlier = await counted();
    await team.user('bo').dm(UNKNOWN).answer();
    await soon(async () => expect(await grown('lexsea_no_answers_total')).toEqual({ [`reason=${answer.reason} surface=slack`]: 1 }));
    expect((await read())('lexsea_no_answer_ratio')['surface=slack']).toBeGreaterThan(0);
    await soon(async () => expect((await counted())?.asked).toBe((earlier?.asked ?? 0) + 1));
    expect((await counted())?.reason).toBe(answer.reason);
  });

  test('counts who is told to wait, and when Slack or Discord tell it to', async () => {
    const cy = team.user('cy');
    slack.storm('chat.postMessage', { retryAfter: 1, times: 1 });
    await cy.dm(BREACH).answer();
    discord.limit({ route: 'POST /interactions/:interaction/:token/callback', times: 1, retryAfter: 0.1 });
    const bea = discord.guild('G1').user('bea');
    await bea.slash('ask', { question: BREACH });
    const dee = team.user('dee');
    for (let n = 0; n < 60; n++) await store.limits.take(keyOf('slack', 'T1', 'ask', dee.id), { points: 60, seconds: 60 });
    await dee.dm(BREACH).answer();
    await soon(async () =>
      expect(await grown('lexsea_rate_limited_total')).toEqual({
        'by=platform surface=slack': 1,
        'by=platform surface=discord': 1,
        'by=lexsea surface=slack': 1,
      }),
    );
  });

  test('counts a question that could not be answered, and its answer when Slack sends it again', async () => {
    slack.fail('chat.postMessage', 'account_inactive');
    const sent = team.user('eve').mention(team.channel('law'), BREACH);
    await soon(async () => expect(await grown('lexsea_failures_total')).toEqual({ 'surface=slack': 1 }));
    await soon(async () => {
      slack.retryNow();
      expect(sent.answers()).toHaveLength(1);
    });
    await soon(async () => expect(await grown('lexsea_answer_seconds_count')).toEqual({ 'surface=slack': 1 }));
  });
});

describe('a service whose platform is away', () => {
  test('is not ready while Slack is, says so, and counts that it came back', async () => {
    slack.socket.refusing = true;
    slack.socket.drop();
    await soon(async () =>
      expect(await readiness()).toMatchObject({
        code: 503,
        shown: {
          status: 'not-ready',
          corpus: true,
          store: true,
          surfaces: { discord: true, slack: expect.stringMatching(/^the socket to Slack/) },
        },
      }),
    );
    expect((await read())('lexsea_connected')).toEqual({ 'surface=slack': 0, 'surface=discord': 1 });
    expect((await read())('lexsea_ready')).toEqual({ '': 0 });
    slack.socket.refusing = false;
    await soon(async () => expect((await readiness()).code).toBe(200));
    expect(await grown('lexsea_reconnects_total')).toEqual({ 'surface=slack': 1 });
  });

  test('is not ready while Discord is, says so, and counts that it came back', async () => {
    discord.gateway.unreachable();
    await soon(async () =>
      expect(await readiness()).toMatchObject({
        code: 503,
        shown: { status: 'not-ready', surfaces: { slack: true, discord: expect.stringMatching(/^the connection to Discord/) } },
      }),
    );
    discord.gateway.reachable();
    await soon(async () => expect((await readiness()).code).toBe(200));
    expect(await grown('lexsea_reconnects_total')).toEqual({ 'surface=discord': 1 });
  });
});
