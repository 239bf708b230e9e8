/** `lexsea corpus update` under services that run: every question is answered, and a channel that follows the law hears of it once. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instrument } from '../../src/corpus/schema.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { environment, MAIN, NODE, type Run, runCommand } from '../adapters/run-terminal.ts';
import { act, provision, type Workshop, workshop, writeCorpus } from '../corpus/tiny-corpus.ts';
import { manifest } from './rig.ts';
import { type SlackServer, startSlack, type Team } from './server/slack.ts';
import { type ServiceProcess, startService } from './service-process.ts';

const QUESTION = 'Is reading a computer a crime in Singapore?';
const ID = 'sg-computers-act-2020#s 1';

function edition(name: string): Instrument[] {
  return [act([provision('s 1', { text: `Whoever reads a computer pays a fine of the ${name} edition.` })])];
}

let slack: SlackServer;
let team: Team;
let shop: Workshop;
let data: string;
let services: ServiceProcess[];
let store: Store;
beforeEach(async () => {
  slack = await startSlack({ manifest });
  team = slack.workspace('T1');
  shop = workshop(edition('first'));
  data = join(shop.root, 'data');
  mkdirSync(data);
  services = [];
  store = await openStore({ folder: data, url: '' });
});
afterEach(async () => {
  for (const service of services) await service.end();
  await store.close();
  await slack.close();
  shop.remove();
  expect(slack.broken).toEqual([]);
});

async function start(): Promise<ServiceProcess> {
  const service = await startService(slack, data, 'socket', { LEXSEA_CORPUS: shop.options.corpus });
  services.push(service);
  return service;
}

function command(...args: string[]): Promise<Run> {
  return runCommand(NODE, [MAIN, 'corpus', 'update', ...args], environment(data, shop.options.corpus));
}

function update(name: string): Promise<Run> {
  return command('--from', writeCorpus(join(shop.root, name), edition(name), [`${name}-topic`]));
}

const isSwapped = (service: ServiceProcess, times: number): boolean => service.output().split('another corpus is in force').length > times;
const digests = (channel: Parameters<SlackServer['messages']>[0]): string[] =>
  slack
    .messages(channel)
    .map(({ text }) => text)
    .filter((text) => text.includes('The law that LexSEA holds has changed'));

/** A person has the channel follow some countries. */
async function follow(channel: string, countries: string[]): Promise<void> {
  const ana = team.user('ana');
  await ana.command(team.channel(channel), '/lexsea', 'settings');
  await ana.submitModal({ channel_updates: ['updates'], channel_update_countries: countries });
  await expect
    .poll(() => store.settings.own({ surface: 'slack', community: 'T1', place: team.channel(channel).id }))
    .toHaveProperty('updates');
}

describe('an update under two services', () => {
  it('loses no question, and is told once in each channel that follows it', async () => {
    const both = [await start(), await start()];
    await follow('law', []);
    await follow('thai', ['TH']);
    team.channel('general');
    let isDone = false;
    const answers: string[] = [];
    const asking = (async () => {
      while (!isDone || !answers.at(-1)?.includes('of the second edition')) {
        const sent = team.user(`person-${answers.length % 7}`).mention(team.channel('general'), QUESTION);
        answers.push((await sent.answer()).text);
        expect(sent.answers()).toHaveLength(1);
      }
    })();
    const { status, out, err } = await update('second');
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain(`amended or put right: ${ID}`);
    await slack.until(() => both.every((service) => isSwapped(service, 1)), 'both services to take the update', 60_000);
    isDone = true;
    await asking;
    for (const answer of answers) expect(answer).toMatch(/of the (first|second) edition/);
    await slack.until(() => digests(team.channel('law')).length > 0, 'the channel to be told');
    const told = (channel: string): Promise<string | undefined> =>
      store.settings.own({ surface: 'slack', community: 'T1', place: team.channel(channel).id }).then(({ toldOf }) => toldOf);
    await expect.poll(async () => (await told('thai')) === (await told('law'))).toBe(true);
    const ana = team.user('ana');
    await ana.shortcut('ask');
    expect(JSON.stringify((await ana.modalOpened()).view)).toContain('second-topic');
    // A rollback says nothing, and what was told is not told again.
    expect((await command('--rollback')).status).toBe(0);
    await slack.until(() => both.every((service) => isSwapped(service, 2)), 'both services to go back', 60_000);
    expect((await ana.dm(QUESTION).answer()).text).toContain('of the first edition');
    for (const service of both) expect(await service.end('SIGTERM')).toBe(0);
    expect(digests(team.channel('law'))).toEqual([expect.stringContaining(ID)]);
    expect(digests(team.channel('law'))[0]).not.toMatch(/<[!@#]/);
    expect(digests(team.channel('thai'))).toEqual([]);
    expect(digests(team.channel('general'))).toEqual([]);
  });

  it('is told once though the service was killed after it had posted', async () => {
    const service = await start();
    await follow('law', ['SG']);
    const hold = slack.hold('chat.postMessage', 'after');
    await update('second');
    await hold.reached;
    await service.end();
    hold.drop();
    const { channel, id } = { channel: team.channel('law'), id: team.channel('law').id };
    const before = (await store.settings.own({ surface: 'slack', community: 'T1', place: id })).toldOf;
    await start();
    await expect.poll(async () => (await store.settings.own({ surface: 'slack', community: 'T1', place: id })).toldOf).not.toBe(before);
    expect(digests(channel)).toHaveLength(1);
  });

  it('is told to no channel that has ceased to follow, nor to one that the app is not in', async () => {
    const service = await start();
    await follow('law', []);
    const ana = team.user('ana');
    await ana.command(team.channel('law'), '/lexsea', 'settings');
    await ana.submitModal({ channel_updates: null });
    await expect
      .poll(() => store.settings.own({ surface: 'slack', community: 'T1', place: team.channel('law').id }))
      .not.toHaveProperty('updates');
    const closed = team.channel('closed', { bot: false });
    await store.settings.set({ surface: 'slack', community: 'T1', place: closed.id }, { updates: { countries: [], topics: [] } });
    await update('second');
    await slack.until(() => service.output().includes('nothing may be posted there'), 'the service to say so', 60_000);
    expect([...digests(team.channel('law')), ...digests(closed)]).toEqual([]);
  });
});
