/** Channels that follow changes of the law are told once, whichever replica does it. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Place as Channel, type Telling, tellSubscribers } from '../../adapters/service/tell-subscribers.ts';
import { LexSea } from '../../src/ask.ts';
import { CorpusIndex } from '../../src/index/corpus-index.ts';
import { openIndex } from '../../src/index/open.ts';
import { rollbackCorpus, updateCorpus } from '../../src/index/update.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import type { SettingsRecord } from '../../src/store/settings.ts';
import { act, provision, type Workshop, workshop, writeCorpus } from '../corpus/tiny-corpus.ts';
import { onEachDatabase, type Place } from '../store/places.ts';

const thai = { id: 'th-act', jurisdiction: 'TH' } as const;
const ALL = { countries: [], topics: [] };

let shop: Workshop;
let place: Place;
let store: Store;
let tellings: Telling[];
let stores: Store[];
/** The program's corpus, compiled; and what an update to the corpus "more" leaves, made once for all tests. */
let compiled: Workshop;
let updated: Workshop;
beforeAll(async () => {
  compiled = workshop([act([provision('s 1')]), act([provision('s 1')], thai)]);
  (await LexSea.open(compiled.options)).close();
  updated = workshop(compiled);
  await installOther(updated, 'more');
});
afterAll(() => {
  compiled.remove();
  updated.remove();
});

/** Puts a corpus in force in which one provision of each act says something else; `name` says what. */
function installOther(where: Workshop, name: string): Promise<unknown> {
  const text = `Whoever reads a computer pays ${name}.`;
  const acts = [act([provision('s 1', { text })]), act([provision('s 1', { text, topics: ['breach-notification'] })], thai)];
  return updateCorpus({ ...where.options, from: writeCorpus(join(where.root, name), acts) });
}

async function update(name: string): Promise<void> {
  if (name === 'more') cpSync(join(updated.root, 'data', 'corpora'), join(shop.root, 'data', 'corpora'), { recursive: true });
  else await installOther(shop, name);
}

function follow(place: string, updates: NonNullable<SettingsRecord['updates']>, more: SettingsRecord = {}): Promise<void> {
  return store.settings.set({ surface: 'slack', community: 'T1', place }, { ...more, updates });
}

interface Replica {
  lexsea: LexSea;
  /** What was posted: the place, and the ids of the provisions. */
  posted: string[];
  /** Puts the corpus that is installed in force, as a service does by itself. */
  swap(): Promise<void>;
}

/** A replica with a store of its own on the same database; `fail` may keep it from posting. */
async function replica(fail: (channel: Channel) => Error | null = () => null): Promise<Replica> {
  const lexsea = await LexSea.open(shop.options);
  const own = await openStore(place.options);
  stores.push(own);
  const posted: string[] = [];
  tellings.push(
    tellSubscribers({
      surface: 'slack',
      lexsea,
      store: own,
      log: pino({ level: 'silent' }),
      isFinal: (error) => (error as Error).message === 'closed',
      async post(channel, { amended }) {
        const error = fail(channel);
        if (error) throw error;
        posted.push(`${channel.community} ${channel.place}: ${amended.map(({ id }) => id).join(', ')}`);
      },
    }),
  );
  return { lexsea, posted, swap: async () => lexsea.replace(new CorpusIndex(await openIndex(shop.options))) };
}

const toldOf = async (place: string): Promise<string | undefined> =>
  (await store.settings.own({ surface: 'slack', community: 'T1', place })).toldOf;

onEachDatabase((here) => {
  beforeEach(async () => {
    shop = workshop(compiled);
    place = await here();
    store = await openStore(place.options);
    tellings = [];
    stores = [];
  });
  afterEach(async () => {
    for (const telling of tellings) await telling.stop();
    for (const each of [store, ...stores]) await each.close();
    shop.remove();
  });

  describe('a channel that follows changes of the law', () => {
    test('is told of those that it follows, once an update is in force', async () => {
      await follow('C1', ALL);
      await follow('C2', { countries: ['TH'], topics: [] });
      await follow('C3', { countries: [], topics: ['illegal-access'] });
      await follow('C4', { countries: ['MY'], topics: [] });
      const { lexsea, posted, swap } = await replica();
      await update('more');
      await swap();
      await expect.poll(() => toldOf('C4')).toBe(lexsea.fingerprint);
      expect(posted).toEqual(['T1 C1: sg-computers-act-2020#s 1, th-act#s 1', 'T1 C2: th-act#s 1', 'T1 C3: sg-computers-act-2020#s 1']);
    });

    test('is told by a service that was not there when the update came', async () => {
      await follow('C1', ALL);
      await update('more');
      const { posted } = await replica();
      await expect.poll(() => posted).toHaveLength(1);
    });

    test('is told once by many replicas, at whatever time each of them takes the update', async () => {
      for (const place of ['C1', 'C2', 'C3', 'C4', 'C5']) await follow(place, ALL);
      const replicas = await Promise.all([replica(), replica(), replica()]);
      await update('more');
      await Promise.all(replicas.map(({ swap }) => swap()));
      const late = await replica();
      await expect.poll(async () => (await Promise.all(['C1', 'C2', 'C3', 'C4', 'C5'].map(toldOf))).every(Boolean)).toBe(true);
      for (const telling of tellings) await telling.stop();
      const posted = [...replicas, late].flatMap(({ posted: each }) => each);
      expect(posted.map((line) => line.slice(0, 5)).sort()).toEqual(['T1 C1', 'T1 C2', 'T1 C3', 'T1 C4', 'T1 C5']);
    });

    test('is not told again by a machine that is updated after claims are forgotten', async () => {
      await follow('C1', ALL);
      await update('more');
      const first = await replica();
      await expect.poll(() => toldOf('C1')).toBe(first.lexsea.fingerprint);
      // Claims are kept for 25 hours.
      await place.later(26 * 60 * 60_000);
      const second = await replica();
      for (const telling of tellings) await telling.stop();
      expect([...first.posted, ...second.posted]).toHaveLength(1);
    });

    test('is told of each update, and of no rollback', async () => {
      await follow('C1', ALL);
      const { posted, swap, lexsea } = await replica();
      for (const [n, name] of ['more', 'less'].entries()) {
        await update(name);
        await swap();
        await expect.poll(() => posted).toHaveLength(n + 1);
        await expect.poll(() => toldOf('C1')).toBe(lexsea.fingerprint);
      }
      await rollbackCorpus(shop.options);
      await swap();
      for (const telling of tellings) await telling.stop();
      expect(posted).toHaveLength(2);
    });

    test('is not told of the update that was in force when it began to follow', async () => {
      await update('more');
      const { lexsea, posted } = await replica();
      await follow('C1', ALL, { toldOf: lexsea.fingerprint });
      const again = await replica();
      for (const telling of tellings) await telling.stop();
      expect([...posted, ...again.posted]).toEqual([]);
    });

    test('that takes no messages is given up, and keeps no other from being told', async () => {
      await follow('C1', ALL);
      await follow('C2', ALL);
      await update('more');
      const { posted, lexsea } = await replica(({ place }) => (place === 'C1' ? new Error('closed') : null));
      await expect.poll(() => posted).toHaveLength(1);
      expect(await toldOf('C1')).toBe(lexsea.fingerprint);
    });

    test('that could not be reached is left for the next that tries', async () => {
      await follow('C1', ALL);
      await update('more');
      let tries = 0;
      const failing = await replica(() => {
        tries++;
        return new Error('away');
      });
      await expect.poll(() => tries).toBe(1);
      await tellings[0]?.stop();
      expect(failing.posted).toEqual([]);
      expect(await toldOf('C1')).toBeUndefined();
      const { posted } = await replica();
      await expect.poll(() => posted).toHaveLength(1);
    });
  });
});
