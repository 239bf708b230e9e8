import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { parseNote } from '../../src/store/deliveries.ts';
import { keyOf } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import { NODE } from '../adapters/run-terminal.ts';
import { anyString } from '../strings.ts';
import { temporaryFolder, temporaryStore } from './temporary-store.ts';

afterEach(() => vi.useRealTimers());
const event = keyOf('slack', 'T1', 'Ev1');
const other = keyOf('slack', 'T1', 'Ev2');

type Step = ['claim', string, string] | ['done' | 'release', string];

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
    const { deliveries } = await temporaryStore();
    for (const [order, key, claim] of steps)
      if (order === 'claim') expect(await deliveries.claim(key)).toBe(claim);
      else await deliveries[order](key);
  });

  test('claimed a hundred times at once through two stores is new exactly once', async () => {
    const folder = temporaryFolder();
    const stores = [await temporaryStore({ folder }), await temporaryStore({ folder })] as [Store, Store];
    const claims = await Promise.all(Array.from({ length: 100 }, (__, n) => (stores[n % 2] as Store).deliveries.claim(event)));
    expect(claims.filter((claim) => claim === 'new')).toHaveLength(1);
    expect(claims.filter((claim) => claim === 'busy')).toHaveLength(99);
  });

  test('that a closed store had not done is resumed by another, once', async () => {
    const folder = temporaryFolder();
    const [first, second] = [await temporaryStore({ folder }), await temporaryStore({ folder })];
    await first.deliveries.claim(event);
    expect(await second.deliveries.claim(event)).toBe('busy');
    await first.close();
    expect(await second.deliveries.claim(event)).toBe('resumed');
    expect(await second.deliveries.claim(event)).toBe('busy');
  });

  test('is the same for a process with another secret, so that a new secret answers nothing twice', async () => {
    const folder = temporaryFolder();
    await (await temporaryStore({ folder })).deliveries.done(event);
    expect(await (await temporaryStore({ folder, secret: 'another secret of tests' })).deliveries.claim(event)).toBe('done');
  });

  test('of another process cannot be released', async () => {
    const folder = temporaryFolder();
    const [first, second] = [await temporaryStore({ folder }), await temporaryStore({ folder })];
    await first.deliveries.claim(event);
    await second.deliveries.claim(other);
    await second.deliveries.release(event);
    expect(await second.deliveries.claim(event)).toBe('busy');
  });

  test('is forgotten a day later, not before', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const store = await temporaryStore();
    await store.deliveries.done(event);
    vi.setSystemTime(24 * 3_600_000);
    await store.sweep();
    expect(await store.deliveries.claim(event)).toBe('done');
    vi.setSystemTime(26 * 3_600_000);
    await store.sweep();
    expect(await store.deliveries.claim(event)).toBe('new');
  });
});

describe('a process', () => {
  /** Writes the lease of whoever claims as one of another machine, where nobody can look whether the process runs. */
  const elsewhere = (folder: string): void => {
    const database = new Database(join(folder, 'lexsea.db'));
    database.prepare("UPDATE process SET host = 'another machine'").run();
    database.close();
  };

  test('of another machine keeps what it claimed until its lease runs out', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval'], now: 0 });
    const folder = temporaryFolder();
    const [first, second] = [await temporaryStore({ folder, leaseMs: 15_000 }), await temporaryStore({ folder, leaseMs: 15_000 })];
    await first.deliveries.claim(event);
    elsewhere(folder);
    vi.setSystemTime(14_999);
    expect(await second.deliveries.claim(event)).toBe('busy');
    vi.setSystemTime(15_000);
    expect(await second.deliveries.claim(event)).toBe('resumed');
  });

  test('that slept past its lease still knows what it has begun', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval'], now: 0 });
    const { deliveries } = await temporaryStore({ leaseMs: 15_000 });
    await deliveries.claim(event);
    vi.setSystemTime(3_600_000);
    expect(await deliveries.claim(event)).toBe('busy');
  });

  test('renews its lease as long as it lives', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: 0 });
    const folder = temporaryFolder();
    const [first, second] = [await temporaryStore({ folder, leaseMs: 15_000 }), await temporaryStore({ folder, leaseMs: 15_000 })];
    await first.deliveries.claim(event);
    for (let n = 0; n < 10; n++) {
      await vi.advanceTimersByTimeAsync(14_000);
      elsewhere(folder);
      await first.answered.find(event);
      expect(await second.deliveries.claim(event)).toBe('busy');
    }
  });

  test('that is killed while it works leaves its claims to the next, and what it has done stays done', async () => {
    const folder = temporaryFolder();
    const child = await claimer(folder, 3_600_000, [event, other]);
    expect(child.claims).toEqual([`${event} new`, `${other} new`]);
    await child.order(`done ${other}`);
    const { deliveries } = await temporaryStore({ folder });
    expect(await deliveries.claim(event)).toBe('busy');
    child.process.kill('SIGKILL');
    await once(child.process, 'exit');
    expect(await deliveries.claim(event)).toBe('resumed');
    expect(await deliveries.claim(event)).toBe('busy');
    expect(await deliveries.claim(other)).toBe('done');
  });

  test('two that start after a third was killed share what it left: each delivery is resumed once', async () => {
    const folder = temporaryFolder();
    const keys = Array.from({ length: 20 }, (_, n) => keyOf('slack', 'T1', `Ev${n}`));
    const killed = await claimer(folder, 3_600_000, keys);
    killed.process.kill('SIGKILL');
    await once(killed.process, 'exit');
    const both = await Promise.all([claimer(folder, 3_600_000, keys), claimer(folder, 3_600_000, keys)]);
    const claims = both.flatMap((each) => each.claims);
    for (const key of keys)
      expect(claims.filter((claim) => claim.startsWith(`${key} `)).sort(), key).toEqual([`${key} busy`, `${key} resumed`]);
  });
});

describe('what a process leaves', () => {
  const note = { channel: 'C1', ts: '170.1', user: 'U1' };

  test('are the notes of what it had begun and not done, the oldest first', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000 });
    const folder = temporaryFolder();
    const first = await temporaryStore({ folder });
    await first.deliveries.claim(other, { note: { ...note, ts: '170.2' } });
    vi.setSystemTime(2_000);
    await first.deliveries.claim(event, { note });
    await first.deliveries.claim(keyOf('discord', 'G1', '1'), { note: { channel: '7' } });
    await first.deliveries.claim(keyOf('slack', 'T1', 'no note'));
    for (const [n, end] of (['done', 'release'] as const).entries()) {
      const key = keyOf('slack', 'T1', `ended ${n}`);
      await first.deliveries.claim(key, { note });
      await first.deliveries[end](key);
    }
    const { deliveries } = await temporaryStore({ folder });
    expect(await deliveries.abandoned('slack')).toEqual([]);
    await first.close();
    expect(await deliveries.abandoned('slack')).toEqual([
      { note: { ...note, ts: '170.2' }, claimedAt: 1_000 },
      { note, claimedAt: 2_000 },
    ]);
    expect(await deliveries.abandoned('discord')).toEqual([{ note: { channel: '7' }, claimedAt: 2_000 }]);
  });

  test('is not abandoned any more once somebody has resumed it', async () => {
    const folder = temporaryFolder();
    const first = await temporaryStore({ folder });
    await first.deliveries.claim(event, { note });
    await first.close();
    const [second, third] = [await temporaryStore({ folder }), await temporaryStore({ folder })];
    expect(await Promise.all([second, third].map(({ deliveries }) => deliveries.abandoned('slack')))).toHaveLength(2);
    expect(await second.deliveries.claim(event, { note })).toBe('resumed');
    expect(await third.deliveries.claim(event, { note })).toBe('busy');
    expect(await third.deliveries.abandoned('slack')).toEqual([]);
  });

  test('stands in no file once it is done', async () => {
    const folder = temporaryFolder();
    const { deliveries } = await temporaryStore({ folder });
    await deliveries.claim(event, { note: { user: 'UWHOASKED' } });
    await deliveries.done(event);
    const database = new Database(join(folder, 'lexsea.db'), { readonly: true });
    expect(database.prepare('SELECT note FROM delivery').pluck().all()).toEqual([null]);
    database.close();
  });

  test.each<[unknown]>([
    [{ text: 'x'.repeat(101) }],
    [{ channel: 7 }],
    ['C1'],
    [Object.fromEntries(Array.from({ length: 9 }, (_, n) => [n, 'x'.repeat(60)]))],
  ])('is no place for anything but ids: %j', async (wrong) => {
    const { deliveries } = await temporaryStore();
    await expect(deliveries.claim(event, { note: wrong as Record<string, string> })).rejects.toThrow(/must be ids by name/);
    expect(await deliveries.claim(event)).toBe('new');
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
});

/** A process that has claimed keys and waits for orders; killed after the test. */
async function claimer(folder: string, lease: number, keys: readonly string[]) {
  const child: ChildProcess = spawn(NODE, [join(import.meta.dirname, 'claim-in-process.ts'), folder, String(lease), ...keys], {
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
