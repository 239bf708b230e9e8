import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { keyOf, type SurfaceName } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import { temporaryFolder, temporaryStore } from './temporary-store.ts';

afterEach(() => vi.useRealTimers());
const context = {
  places: ['TH'],
  hintedPlaces: [],
  placesTogether: false,
  instruments: [],
  institutions: [],
  topics: [],
  pinpoints: [],
  intents: [],
  terms: [],
};

/** Something of every kind, of one community. */
async function use(store: Store, surface: SurfaceName, community: string): Promise<void> {
  const key = keyOf(surface, community, 'C1', '1');
  await store.installations.save(surface, community, { token: community });
  for (const at of [{}, { place: 'C1' }, { user: 'U1' }]) await store.settings.set({ surface, community, ...at }, { country: 'TH' });
  await store.conversations.put(key, context);
  await store.deliveries.done(key);
  await store.answered.put(key, { channel: 'C1', id: '2' });
  await store.feedback.vote({ surface, community, citations: ['a'], kind: 'answer', vote: 'right', voter: 'U1' });
  await store.limits.take(key, { points: 1, seconds: 60 });
}

/** Rows of each table that has any, apart from what the store needs for itself. */
function rows(folder: string): Record<string, number> {
  const database = new Database(join(folder, 'lexsea.db'), { readonly: true });
  const tables = ['installation', 'setting', 'conversation', 'delivery', 'answered', 'feedback', 'rate_limit', 'process'];
  const counts = tables.map((table): [string, number] => [
    table,
    database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number,
  ]);
  database.close();
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

const ALL = { installation: 1, setting: 3, conversation: 1, delivery: 1, answered: 1, feedback: 1, rate_limit: 1 };

describe('forgetting a community', () => {
  test('leaves nothing of it', async () => {
    const folder = temporaryFolder();
    const store = await temporaryStore({ folder });
    await use(store, 'slack', 'T1');
    expect(rows(folder)).toEqual(ALL);
    await store.forget('slack', 'T1');
    expect(rows(folder)).toEqual({});
  });

  test.each<[SurfaceName, string]>([
    ['slack', 'T2'],
    ['slack', 'T11'],
    ['slack', 'T'],
    ['slack', 'T_'],
    ['slack', 'T%'],
    ['slack', 'T1:C1'],
    ['discord', 'T1'],
  ])('leaves %s %s alone', async (surface, community) => {
    const folder = temporaryFolder();
    const store = await temporaryStore({ folder });
    await use(store, surface, community);
    await store.forget('slack', 'T1');
    expect(rows(folder)).toEqual(ALL);
  });

  test("leaves a person's own settings where they hold in all of Discord", async () => {
    const store = await temporaryStore();
    await use(store, 'discord', 'G1');
    await store.forget('discord', 'G1');
    expect(await store.settings.get({ surface: 'discord', community: 'G2', user: 'U1' })).toEqual({ country: 'TH' });
  });
});

describe('the communities of which anything is kept', () => {
  test.each<[string, (store: Store, community: string) => Promise<unknown>]>([
    ['an installation', (store, community) => store.installations.save('slack', community, {})],
    ['a setting', (store, community) => store.settings.set({ surface: 'slack', community }, { quiet: true })],
    ['a conversation', (store, community) => store.conversations.put(keyOf('slack', community, 'C1'), context)],
    ['a delivery', (store, community) => store.deliveries.claim(keyOf('slack', community, 'Ev1'))],
    ['a reply', (store, community) => store.answered.put(keyOf('slack', community, '1'), { channel: 'C1', id: '2' })],
    [
      'a vote',
      (store, community) => store.feedback.vote({ surface: 'slack', community, citations: [], kind: 'answer', vote: 'right', voter: 'U1' }),
    ],
  ])('are known by %s, whatever their id', async (_, keep) => {
    const store = await temporaryStore();
    for (const community of ['T2', 'T1:2 %']) await keep(store, community);
    expect(await store.communities('slack')).toEqual(['T1:2 %', 'T2']);
    expect(await store.communities('discord')).toEqual([]);
  });

  test("a person's own settings in Discord are of none", async () => {
    const store = await temporaryStore();
    await store.settings.set({ surface: 'discord', community: 'G1', user: 'U1' }, { country: 'TH' });
    expect(await store.communities('discord')).toEqual([]);
  });
});

describe('sweeping', () => {
  test.each<[number, Record<string, number>]>([
    [0, ALL],
    [2, { ...ALL, rate_limit: 0 }],
    [11, { ...ALL, rate_limit: 0, answered: 0 }],
    [31, { ...ALL, rate_limit: 0, answered: 0, conversation: 0 }],
    [26 * 60, { installation: 1, setting: 3, feedback: 1 }],
  ])('after %i minutes', async (minutes, left) => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    const folder = temporaryFolder();
    const store = await temporaryStore({ folder });
    await use(store, 'slack', 'T1');
    vi.setSystemTime(1_000_000 + minutes * 60_000);
    await store.sweep();
    expect(rows(folder)).toEqual(Object.fromEntries(Object.entries(left).filter(([, count]) => count > 0)));
  });
});
