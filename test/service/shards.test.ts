/** Shards of Discord are processes of their own: what they count and whether they are connected is told by the one that started them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { count, sendingMeter } from '../../adapters/discord/shard-meter.ts';
import type { Readiness } from '../../adapters/service/readiness.ts';
import { type Discord, startDiscord } from '../discord/server/server.ts';
import { type Service, Services } from '../discord/service.ts';
import { lexsea } from '../shipped.ts';
import { samplesOf } from './samples.ts';
import { someMeter, type Told } from './some-meter.ts';

const BREACH = 'Breach notification deadline in Thailand?';
const COMPARISON = 'Compare unauthorised access across ASEAN';

let discord: Discord;
let services: Services;
beforeEach(async () => {
  discord = await startDiscord();
  services = new Services(discord);
  for (const name of ['G1', 'G2']) discord.guild(name);
});
afterEach(async () => {
  await services.clear();
  await discord.stop();
  expect(discord.violations).toEqual([]);
});

const addressOf = ({ out }: Service): string => /"address":"([^"]+)"/.exec(out)?.[1] ?? '';

async function readiness(service: Service): Promise<[number, Readiness['surfaces']]> {
  const response = await fetch(`http://${addressOf(service)}/readyz`);
  return [response.status, ((await response.json()) as Readiness).surfaces];
}

async function samples(service: Service, name: string): Promise<Record<string, number>> {
  return samplesOf(await (await fetch(`http://${addressOf(service)}/metrics`)).text())(name);
}

const soon = (assertion: () => Promise<void>): Promise<void> => vi.waitFor(assertion, { timeout: 90_000, interval: 50 });

test('answers of two shards are counted in one place; a shard that is lost is seen, and seen again when it is back', async () => {
  const service = await services.start({ DISCORD_SHARDS: '2', LEXSEA_HTTP: '127.0.0.1:0' }, 2);
  await service.says('LexSEA runs');
  expect(await readiness(service)).toEqual([200, { discord: true }]);
  await Promise.all(['G1', 'G2'].map((name) => discord.guild(name).user('ana').slash('ask', { question: BREACH })));
  await discord.guild('G2').user('bo').slash('ask', { question: COMPARISON });
  await soon(async () => expect(await samples(service, 'lexsea_answer_seconds_count')).toEqual({ 'surface=discord': 3 }));
  expect(await samples(service, 'lexsea_answers_total')).toMatchObject({ 'kind=comparison surface=discord': 1 });

  discord.gateway.drop(1);
  await soon(async () => expect(await samples(service, 'lexsea_reconnects_total')).toEqual({ 'surface=discord': 1 }));

  const [shard] = childrenOf(service.pid);
  process.kill(Number(shard), 'SIGKILL');
  await soon(async () =>
    expect(await readiness(service)).toEqual([503, { discord: expect.stringMatching(/^not connected: shard [01];/) }]),
  );
  await soon(async () => expect(await readiness(service)).toEqual([200, { discord: true }]));
  expect(await samples(service, 'lexsea_reconnects_total')).toEqual({ 'surface=discord': 2 });
});

/** Processes that a process has started. */
function childrenOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
}

test('what a shard counts arrives as it was told, and carries no question', () => {
  const answer = lexsea.ask(BREACH);
  const sent: unknown[] = [];
  const shard = sendingMeter((message) => sent.push(JSON.parse(JSON.stringify(message))));
  shard.answered(answer, 0.5);
  shard.failed();
  shard.limited('platform');
  shard.reconnected();
  expect(JSON.stringify(sent)).not.toContain(BREACH);
  const told: Told[] = [];
  for (const message of sent) count(someMeter(told), message);
  const { kind, reason, topics, jurisdictions } = answer;
  expect(told).toEqual([['answered', { kind, reason, topics, jurisdictions }, 0.5], ['failed'], ['limited', 'platform'], ['reconnected']]);
});

test('other messages of a shard count nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ lexsea: fc.anything() })), (message) => {
      const told: Told[] = [];
      count(someMeter(told), message);
      expect(told).toEqual([]);
    }),
  );
});
