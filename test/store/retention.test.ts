import { describe, expect, test } from 'vitest';
import { keyOf, type SurfaceName } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import { onEachDatabase, type Place } from './places.ts';
import { temporaryStore } from './temporary-store.ts';

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

/** How many rows each table has, if any, apart from what the store needs for itself. */
async function rows({ run }: Place): Promise<Record<string, number>> {
  const tables = ['installation', 'setting', 'conversation', 'delivery', 'answered', 'feedback', 'rate_limit', 'process'];
  const counts: [string, number][] = [];
  for (const table of tables) counts.push([table, (await run(`SELECT 1 FROM ${table}`)).length]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

const ALL = { installation: 1, setting: 3, conversation: 1, delivery: 1, answered: 1, feedback: 1, rate_limit: 1 };

onEachDatabase((here) => {
  describe('forgetting a community', () => {
    test('leaves nothing of it', async () => {
      const place = await here();
      const store = await temporaryStore(place.options);
      await use(store, 'slack', 'T1');
      expect(await rows(place)).toEqual(ALL);
      await store.forget('slack', 'T1');
      expect(await rows(place)).toEqual({});
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
      const place = await here();
      const store = await temporaryStore(place.options);
      await use(store, surface, community);
      await store.forget('slack', 'T1');
      expect(await rows(place)).toEqual(ALL);
    });

    test("leaves a person's own settings where they hold in all of Discord", async () => {
      const store = await temporaryStore((await here()).options);
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
        (store, community) =>
          store.feedback.vote({ surface: 'slack', community, citations: [], kind: 'answer', vote: 'right', voter: 'U1' }),
      ],
    ])('are known by %s, whatever their id', async (_, keep) => {
      const store = await temporaryStore((await here()).options);
      for (const community of ['T2', 'T1:2 %']) await keep(store, community);
      expect(await store.communities('slack')).toEqual(['T1:2 %', 'T2']);
      expect(await store.communities('discord')).toEqual([]);
    });

    test("a person's own settings in Discord are of none", async () => {
      const store = await temporaryStore((await here()).options);
      await store.settings.set({ surface: 'discord', community: 'G1', user: 'U1' }, { country: 'TH' });
      expect(await store.communities('discord')).toEqual([]);
    });
  });

  describe('sweeping', () => {
    test('after a clock was set back keeps nothing for longer than it would have been', async () => {
      const place = await here();
      const store = await temporaryStore(place.options);
      await use(store, 'slack', 'T1');
      await place.later(-1000 * 24 * 3_600_000);
      await store.sweep();
      await place.later(26 * 3_600_000);
      await store.sweep();
      expect(await rows(place)).toEqual({ installation: 1, setting: 3, feedback: 1 });
    });

    test.each<[number, Record<string, number>]>([
      [0, ALL],
      [2, { ...ALL, rate_limit: 0 }],
      [11, { ...ALL, rate_limit: 0, answered: 0 }],
      [31, { ...ALL, rate_limit: 0, answered: 0, conversation: 0 }],
      [26 * 60, { installation: 1, setting: 3, feedback: 1 }],
    ])('after %i minutes', async (minutes, left) => {
      const place = await here();
      const store = await temporaryStore(place.options);
      await use(store, 'slack', 'T1');
      await place.later(minutes * 60_000);
      await store.sweep();
      expect(await rows(place)).toEqual(Object.fromEntries(Object.entries(left).filter(([, count]) => count > 0)));
    });
  });
});
