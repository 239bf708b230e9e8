import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseNote } from '../../src/store/deliveries.ts';
import { keyOf } from '../../src/store/keys.ts';
import type { Store, StoreOptions } from '../../src/store/open.ts';
import { NODE } from '../adapters/run-terminal.ts';
import { anyString } from '../strings.ts';
import { onEachDatabase } from './places.ts';
import { temporaryStore } from './temporary-store.ts';

const event = keyOf('slack', 'T1', 'Ev1');
const other = keyOf('slack', 'T1', 'Ev2');

type Step = ['claim', string, string] | ['done' | 'release', string];

onEachDatabase((here) => {
  describe('a delivery', () => {
    test.each<[string, Step[]]>([
      [
        'is new once',
        [
          ['claim', event, 'new'],
          ['claim', event, 'busy'],
          ['claim', other, 'new'],
        ],
      ],
      [
        'is done for good',
        [
          ['claim', event, 'new'],
          ['done', event],
          ['claim', event, 'done'],
          ['done', event],
          ['claim', event, 'done'],
        ],
      ],
      [
        'is new again once it was released',
        [
          ['claim', event, 'new'],
          ['release', event],
          ['claim', event, 'new'],
        ],
      ],
      [
        'stays done, whoever releases it',
        [
          ['claim', event, 'new'],
          ['done', event],
          ['release', event],
          ['claim', event, 'done'],
        ],
      ],
      [
        'may be done without a claim',
        [
          ['done', event],
          ['claim', event, 'done'],
        ],
      ],
      [
        'may be released without a claim',
        [
          ['release', event],
          ['claim', event, 'new'],
        ],
      ],
      [
        'of another community is another',
        [
          ['claim', event, 'new'],
          ['claim', keyOf('slack', 'T2', 'Ev1'), 'new'],
        ],
      ],
      [
        'of another surface is another',
        [
          ['claim', event, 'new'],
          ['claim', keyOf('discord', 'T1', 'Ev1'), 'new'],
        ],
      ],
    ])('%s', async (_, steps) => {
      const { deliveries } = await temporaryStore((await here()).options);
      for (const [order, key, claim] of steps)
        if (order === 'claim') expect(await deliveries.claim(key)).toBe(claim);
        else await deliveries[order](key);
    });

    test('claimed a hundred times at once through two stores is new exactly once', async () => {
      const { options } = await here();
      const stores = [await temporaryStore(options), await temporaryStore(options)] as [Store, Store];
      const claims = await Promise.all(Array.from({ length: 100 }, (__, n) => (stores[n % 2] as Store).deliveries.claim(event)));
      expect(claims.filter((claim) => claim === 'new')).toHaveLength(1);
      expect(claims.filter((claim) => claim === 'busy')).toHaveLength(99);
    });

    test.each(['new', 'resumed'] as const)(
      'claimed again since the answer was lost (%s) is the same claim, for its own token alone',
      async (claim) => {
        const { options } = await here();
        const [first, second] = [await temporaryStore(options), await temporaryStore(options)];
        if (claim === 'resumed') {
          await first.deliveries.claim(event);
          await first.close();
        }
        const tries = [await second.deliveries.claim(event, { token: 'a' }), await second.deliveries.claim(event, { token: 'a' })];
        expect(tries).toEqual([claim, claim]);
        expect(await second.deliveries.claim(event, { token: 'b' })).toBe('busy');
        await second.deliveries.done(event);
        expect(await second.deliveries.claim(event, { token: 'a' })).toBe('done');
      },
    );

    test('that a closed store had not done is resumed by another, once', async () => {
      const { options } = await here();
      const [first, second] = [await temporaryStore(options), await temporaryStore(options)];
      await first.deliveries.claim(event);
      expect(await second.deliveries.claim(event)).toBe('busy');
      await first.close();
      expect(await second.deliveries.claim(event)).toBe('resumed');
      expect(await second.deliveries.claim(event)).toBe('busy');
    });

    test('is the same for a process with another secret, so that a new secret answers nothing twice', async () => {
      const { options } = await here();
      await (await temporaryStore(options)).deliveries.done(event);
      expect(await (await temporaryStore({ ...options, secret: 'another secret of tests' })).deliveries.claim(event)).toBe('done');
    });

    test('of another process cannot be released', async () => {
      const { options } = await here();
      const [first, second] = [await temporaryStore(options), await temporaryStore(options)];
      await first.deliveries.claim(event);
      await second.deliveries.claim(other);
      await second.deliveries.release(event);
      expect(await second.deliveries.claim(event)).toBe('busy');
    });

    test('is forgotten a day later, not before', async () => {
      const place = await here();
      const store = await temporaryStore(place.options);
      await store.deliveries.done(event);
      await place.later(24 * 3_600_000);
      await store.sweep();
      expect(await store.deliveries.claim(event)).toBe('done');
      await place.later(2 * 3_600_000);
      await store.sweep();
      expect(await store.deliveries.claim(event)).toBe('new');
    });
  });

  describe('a process', () => {
    test('that is killed while it works leaves its claims to the next, and what it has done stays done', async () => {
      const { options } = await here();
      const child = await claimer(options, [event, other]);
      expect(child.claims).toEqual([`${event} new`, `${other} new`]);
      await child.order(`done ${other}`);
      const { deliveries } = await temporaryStore(options);
      expect(await deliveries.claim(event)).toBe('busy');
      child.process.kill('SIGKILL');
      await once(child.process, 'exit');
      expect(await deliveries.claim(event)).toBe('resumed');
      expect(await deliveries.claim(event)).toBe('busy');
      expect(await deliveries.claim(other)).toBe('done');
    });

    test('two that start after a third was killed share what it left: each delivery is resumed once', async () => {
      const { options } = await here();
      const keys = Array.from({ length: 20 }, (_, n) => keyOf('slack', 'T1', `Ev${n}`));
      const killed = await claimer(options, keys);
      killed.process.kill('SIGKILL');
      await once(killed.process, 'exit');
      const both = await Promise.all([claimer(options, keys), claimer(options, keys)]);
      const claims = both.flatMap((each) => each.claims);
      for (const key of keys)
        expect(claims.filter((claim) => claim.startsWith(`${key} `)).sort(), key).toEqual([`${key} busy`, `${key} resumed`]);
    });
  });

  describe('what a process leaves', () => {
    const note = { channel: 'C1', ts: '170.1', user: 'U1' };

    test('are the notes of what it had begun and not done, the oldest first', async () => {
      const { options, later } = await here();
      const begun = Date.now();
      const first = await temporaryStore(options);
      await first.deliveries.claim(other, { note: { ...note, ts: '170.2' } });
      await later(60_000);
      await first.deliveries.claim(event, { note });
      await first.deliveries.claim(keyOf('discord', 'G1', '1'), { note: { channel: '7' } });
      await first.deliveries.claim(keyOf('slack', 'T1', 'no note'));
      for (const [n, end] of (['done', 'release'] as const).entries()) {
        const key = keyOf('slack', 'T1', `ended ${n}`);
        await first.deliveries.claim(key, { note });
        await first.deliveries[end](key);
      }
      const { deliveries } = await temporaryStore(options);
      expect(await deliveries.abandoned('slack')).toEqual([]);
      await first.close();
      const abandoned = await deliveries.abandoned('slack');
      expect(abandoned.map((each) => each.note)).toEqual([{ ...note, ts: '170.2' }, note]);
      expect((await deliveries.abandoned('discord')).map((each) => each.note)).toEqual([{ channel: '7' }]);
      const [older = 0, newer = 0] = abandoned.map(({ claimedAt }) => claimedAt);
      // To the millisecond it cannot be told: clocks are read in whole ones, that of the database and that of the process.
      expect(older).toBeGreaterThanOrEqual(begun - 60_000 - 2);
      expect(older).toBeLessThan(begun);
      expect(newer).toBeGreaterThanOrEqual(begun - 2);
      expect(newer).toBeLessThanOrEqual(Date.now() + 2);
    });

    test('is not abandoned any more once somebody has resumed it', async () => {
      const { options } = await here();
      const first = await temporaryStore(options);
      await first.deliveries.claim(event, { note });
      await first.close();
      const [second, third] = [await temporaryStore(options), await temporaryStore(options)];
      expect(await Promise.all([second, third].map(({ deliveries }) => deliveries.abandoned('slack')))).toHaveLength(2);
      expect(await second.deliveries.claim(event, { note })).toBe('resumed');
      expect(await third.deliveries.claim(event, { note })).toBe('busy');
      expect(await third.deliveries.abandoned('slack')).toEqual([]);
    });

    test('is not kept once it is done', async () => {
      const { options, run } = await here();
      const { deliveries } = await temporaryStore(options);
      await deliveries.claim(event, { note: { user: 'UWHOASKED' } });
      await deliveries.done(event);
      expect(await run('SELECT note FROM delivery')).toEqual([{ note: null }]);
    });

    test.each<[unknown]>([
      [{ text: 'x'.repeat(101) }],
      [{ channel: 7 }],
      ['C1'],
      [Object.fromEntries(Array.from({ length: 9 }, (_, n) => [n, 'x'.repeat(60)]))],
    ])('is no place for anything but ids: %j', async (wrong) => {
      const { deliveries } = await temporaryStore((await here()).options);
      await expect(deliveries.claim(event, { note: wrong as Record<string, string> })).rejects.toThrow(/must be ids by name/);
      expect(await deliveries.claim(event)).toBe('new');
    });
  });
});

test('any text in the table is a note or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        anyString,
        fc.dictionary(anyString, anyString).map((value) => JSON.stringify(value)),
      ),
      (text) => {
        const read = parseNote(text);
        if (read !== null) expect(parseNote(JSON.stringify(read))).toEqual(read);
      },
    ),
  );
});

/** A process that has claimed keys and waits for orders; killed after the test. */
async function claimer(options: StoreOptions, keys: readonly string[]) {
  const child: ChildProcess = spawn(NODE, [join(import.meta.dirname, 'claim-in-process.ts'), JSON.stringify(options), ...keys], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => (await lines.next()).value as string;
  const claims: string[] = [];
  while (claims.length < keys.length) claims.push(await next());
  const order = async (line: string): Promise<string> => {
    child.stdin?.write(`${line}\n`);
    return next();
  };
  return { process: child, claims, order };
}
