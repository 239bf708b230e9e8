/** A Discord channel that follows changes of the law hears of an update once, whatever shard it is of. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instrument } from '../../src/corpus/schema.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { environment, MAIN, NODE, runCommand } from '../adapters/run-terminal.ts';
import { act, provision, type Workshop, workshop, writeCorpus } from '../corpus/tiny-corpus.ts';
import { read } from './reading.ts';
import { type Actor, type Discord, startDiscord } from './server/server.ts';
import { Services } from './service.ts';

const ID = 'sg-computers-act-2020#s 1';

function edition(name: string): Instrument[] {
  return [act([provision('s 1', { text: `Whoever reads a computer pays a fine of the ${name} edition.` })])];
}

let discord: Discord;
let services: Services;
let shop: Workshop;
let data: string;
let store: Store;
beforeEach(async () => {
  discord = await startDiscord();
  services = new Services(discord);
  shop = workshop(edition('first'));
  data = join(shop.root, 'data');
  mkdirSync(data);
  store = await openStore({ folder: data, url: '' });
});
afterEach(async () => {
  await services.clear();
  await store.close();
  await discord.stop();
  shop.remove();
  expect(discord.violations).toEqual([]);
});

const environmentOf = (): Record<string, string> => ({ LEXSEA_DATA: data, LEXSEA_CORPUS: shop.options.corpus });

async function update(name: string): Promise<void> {
  const from = writeCorpus(join(shop.root, name), edition(name));
  const run = await runCommand(NODE, [MAIN, 'corpus', 'update', '--from', from], environment(data, shop.options.corpus));
  expect([run.status, run.err]).toEqual([0, '']);
}

/** Messages of a channel that tell of changes. */
const digests = ({ channel }: Actor): string[] =>
  discord.ledger.of('message').flatMap((entry) => {
    const text = entry.message && entry.message.channel.id === channel.id ? read(entry.message) : '';
    return text.includes('The law that LexSEA holds has changed') ? [text] : [];
  });

describe('a channel that follows changes of the law', () => {
  it('is told once by two shards, pings nobody, and is told no more once it has ceased to follow', async () => {
    const [one, two] = [discord.guild('G1'), discord.guild('G2')].map((server) => server.user('boss', { manager: true })) as [Actor, Actor];
    await services.start({ ...environmentOf(), DISCORD_SHARDS: '2' }, 2);
    for (const boss of [one, two])
      expect(read((await boss.slash('settings updates', { tell: true, countries: 'SG' })).message)).toContain(
        'Told of changes of the law: yes, SG, all topics',
      );
    await update('second');
    await discord.ledger.when(() => (digests(one).length > 0 && digests(two).length > 0 ? true : undefined), 'channels not told', 60_000);
    expect(digests(one)[0]).toContain(ID);
    await one.slash('settings updates', { tell: false });
    await update('third');
    await discord.ledger.when(() => (digests(two).length > 1 ? true : undefined), 'channel not told again', 60_000);
    expect([digests(one).length, digests(two).length]).toEqual([1, 2]);
  });

  it('is told once though the process was killed as it posted', async () => {
    const boss = discord.guild('G1').user('boss', { manager: true });
    const service = await services.start(environmentOf());
    await boss.slash('settings updates', { tell: true });
    const gate = discord.hold('POST /channels/:channel/messages');
    await update('second');
    await gate.reached;
    await service.end('SIGKILL');
    gate.release();
    await discord.ledger.when(() => (digests(boss).length > 0 ? true : undefined), 'nothing was posted');
    const toldOf = async (): Promise<string | undefined> =>
      (await store.settings.own({ surface: 'discord', community: discord.guild('G1').id, place: boss.channel.id })).toldOf;
    const before = await toldOf();
    await services.start(environmentOf());
    await expect.poll(toldOf).not.toBe(before);
    expect(digests(boss)).toHaveLength(1);
  });

  it('is not taken on where a country or topic is not known', async () => {
    const boss = discord.guild('G1').user('boss', { manager: true });
    await services.start(environmentOf());
    expect(read((await boss.slash('settings updates', { tell: true, countries: 'Atlantis' })).message)).toContain(
      'unknown country "Atlantis"',
    );
    expect(read((await boss.slash('settings updates', { tell: true, topics: 'hakcing' })).message)).toContain('unknown topic "hakcing"');
    expect(await store.settings.own({ surface: 'discord', community: discord.guild('G1').id, place: boss.channel.id })).toEqual({});
  });
});
