import { describe, expect, test, vi } from 'vitest';
import { keyOf } from '../../src/store/keys.ts';
import { openStore } from '../../src/store/open.ts';
import { openPool } from '../../src/store/postgres-pool.ts';
import { onPostgres, type Place } from './places.ts';
import { temporaryStore } from './temporary-store.ts';
import { type Wire, wireTo } from './wire.ts';

const workspace = { surface: 'slack', community: 'T1' } as const;
const event = keyOf('slack', 'T1', 'Ev1');
const user = keyOf('slack', 'T1', 'U1');
/** How long a condition is waited for at most: no test is decided by it. */
const LONG = { timeout: 60_000 };

test.each(['mysql://root@localhost/lexsea', 'localhost', 'postgres:lexsea', 'postgres://host:port/x'])(
  '%s is no address of PostgreSQL, in one line without it',
  async (url) => {
    await expect(openStore({ url })).rejects.toThrow(/^DATABASE_URL is no address of PostgreSQL; it must look like postgres:[^\n]*$/);
  },
);

test('a server that is not there is told in one line, without the password', async () => {
  const opening = openStore({ url: 'postgres://lexsea:a-password@127.0.0.1:1/lexsea', busyMs: 0 });
  await expect(opening).rejects.toThrow(
    /^PostgreSQL at 127\.0\.0\.1:1\/lexsea cannot be reached \(ECONNREFUSED\); see that it runs and that DATABASE_URL is right$/,
  );
});

onPostgres('a database of PostgreSQL', (here) => {
  const at = async (changes: Partial<Record<'username' | 'password' | 'pathname' | 'search', string>>): Promise<string> => {
    const { options } = await here();
    return Object.assign(new URL(options.url ?? ''), changes).href;
  };

  describe('that cannot be used is told in one line', () => {
    test.each<[string, Parameters<typeof at>[0], RegExp]>([
      ['another password', { password: 'wrong' }, /refuses the user or the password of DATABASE_URL/],
      ['another user', { username: 'nobody' }, /refuses the user or the password of DATABASE_URL/],
      ['no such database', { pathname: '/nowhere' }, /nowhere does not exist; make the database with createdb/],
      ['a server without TLS', { search: 'sslmode=verify-full' }, /cannot be reached by TLS .*sslmode/],
    ])('%s', async (_, changes, line) => {
      const url = await at(changes);
      const error: unknown = await openStore({ url, busyMs: 0 }).catch((refused: unknown) => refused);
      expect((error as Error).message).toMatch(line);
      expect((error as Error).message).not.toContain('\n');
      expect((error as Error).message).not.toContain(new URL(url).password);
    });

    test('a user who may make no tables', async () => {
      const { options, run } = await here();
      await run("CREATE ROLE guest LOGIN PASSWORD 'guest-of-a-test'");
      const url = Object.assign(new URL(options.url ?? ''), { username: 'guest', password: 'guest-of-a-test' }).href;
      await expect(openStore({ url, busyMs: 0 }).finally(() => run('DROP ROLE guest'))).rejects.toThrow(
        /does not let the user of DATABASE_URL do that; make the user the owner/,
      );
    });

    test('of a newer version', async () => {
      const { options, run } = await here();
      await (await openStore(options)).close();
      await run("INSERT INTO kysely_migration VALUES ('9999-later', '2030-01-01T00:00:00.000Z')");
      await expect(openStore(options).finally(() => run("DELETE FROM kysely_migration WHERE name = '9999-later'"))).rejects.toThrow(
        /^PostgreSQL at .* was written by a newer LexSEA; update this one, or set DATABASE_URL to another database$/,
      );
    });
  });

  test('holds a store in each of its schemas', async () => {
    const { options, run } = await here();
    const [first, second] = await Promise.all(
      ['first', 'second'].map(async (schema) => {
        await run(`CREATE SCHEMA ${schema}`);
        return temporaryStore({ url: `${options.url}?options=-c%20search_path%3D${schema}` });
      }),
    );
    await first?.settings.set(workspace, { country: 'TH' });
    expect(await second?.settings.get(workspace)).toEqual({});
    expect(await run('SELECT value FROM first.setting')).toEqual([{ value: '"TH"' }]);
  });

  test('answers more at once than it has connections', async () => {
    const { options } = await here();
    const { settings } = await temporaryStore(options);
    await Promise.all(Array.from({ length: 200 }, (_, n) => settings.set({ ...workspace, place: `C${n}` }, { cooldown: n })));
    const read = await Promise.all(Array.from({ length: 200 }, (_, n) => settings.own({ ...workspace, place: `C${n}` })));
    expect(read).toEqual(read.map((__, n) => ({ cooldown: n })));
  });
});

onPostgres('a way to PostgreSQL that fails', (here) => {
  async function wired(
    busyMs = 60_000,
  ): Promise<{ place: Place; wire: Wire; warned: string[]; store: Awaited<ReturnType<typeof temporaryStore>> }> {
    const place = await here();
    const wire = await wireTo(place.options.url ?? '');
    const warned: string[] = [];
    const store = await temporaryStore({ url: wire.url, busyMs, warn: (message) => void warned.push(message) });
    return { place, wire, warned, store };
  }

  test('while nothing is asked is not noticed by what is asked next, and is told once', async () => {
    const { wire, warned, store } = await wired();
    await Promise.all(Array.from({ length: 20 }, () => store.settings.get(workspace)));
    wire.cut();
    await store.settings.set(workspace, { country: 'TH' });
    expect(await store.settings.get(workspace)).toEqual({ country: 'TH' });
    await vi.waitFor(() => expect(warned).toHaveLength(1), LONG);
    expect(warned[0]).toMatch(/^the connection to PostgreSQL at [\d.:]+\/\w+ was lost \([^)]+\); it is made anew$/);
  });

  test('because an administrator ends all sessions is not noticed', async () => {
    const { place, store } = await wired();
    await store.settings.set(workspace, { country: 'TH' });
    await place.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lexsea'");
    expect(await store.deliveries.claim(event)).toBe('new');
    expect(await store.settings.get(workspace)).toEqual({ country: 'TH' });
  });

  test('is waited for: what is asked meanwhile is done once it is back', async () => {
    const { wire, store } = await wired();
    wire.close();
    const before = wire.tried;
    const asked = [store.settings.set(workspace, { country: 'TH' }), store.limits.take(user, { points: 1, seconds: 60 })] as const;
    await vi.waitFor(() => expect(wire.tried).toBeGreaterThan(before + 2), LONG);
    wire.open();
    await asked[0];
    expect(await asked[1]).toEqual({ allowed: true, retryAfter: 0 });
    expect(await store.settings.get(workspace)).toEqual({ country: 'TH' });
  });

  test('for too long is told in one line, and keeps nobody from closing', async () => {
    const { wire, store } = await wired(100);
    const line = /^PostgreSQL at .* cannot be reached \(.+\); see that it runs and that DATABASE_URL is right$/;
    await expect(store.check()).resolves.toBeUndefined();
    wire.close();
    await expect(store.settings.get(workspace)).rejects.toThrow(line);
    await expect(store.limits.take(user, { points: 1, seconds: 60 })).rejects.toThrow(line);
    await expect(store.check()).rejects.toThrow(line);
    await store.close();
  });

  test.each(['new', 'resumed'] as const)('with the answer to a claim on it: the claim is %s all the same', async (claim) => {
    const { place, wire, store } = await wired();
    const other = await temporaryStore(place.options);
    if (claim === 'resumed') {
      await other.deliveries.claim(event);
      await other.close();
    }
    wire.loseAnswerTo(claim === 'new' ? 'insert into "delivery"' : 'update "delivery"');
    expect(await store.deliveries.claim(event)).toBe(claim);
    expect(await store.deliveries.claim(event)).toBe('busy');
  });

  test('with the answer to something that counts on it: it is told, and nothing is counted twice', async () => {
    const { wire, store } = await wired();
    wire.loseAnswerTo('INSERT INTO "rate_limit"');
    await expect(store.limits.take(user, { points: 2, seconds: 60 })).rejects.toThrow(/cannot be reached/);
    expect(await store.limits.take(user, { points: 2, seconds: 60 })).toEqual({ allowed: true, retryAfter: 0 });
    wire.loseAnswerTo('insert into "no_answer"');
    const question = { surface: 'slack', reason: 'empty', topics: ['cii'], jurisdictions: ['LA'] } as const;
    await expect(store.feedback.noAnswer(question)).rejects.toThrow(/cannot be reached/);
    expect(await store.feedback.unanswered()).toEqual([{ topic: 'cii', jurisdiction: 'LA', reason: 'empty', asked: 1 }]);
  });

  test('without a word: its connections are given up and made anew', async () => {
    const { options } = await here();
    const wire = await wireTo(options.url ?? '');
    const pool = openPool(wire.url, { lost: () => {}, statementMs: 100 });
    const one = { text: 'select 1 as one' };
    expect((await pool.query(one)).rows).toEqual([{ one: 1 }]);
    wire.deafen();
    await expect(pool.query(one)).rejects.toThrow('Query read timeout');
    wire.open();
    expect((await pool.query(one)).rows).toEqual([{ one: 1 }]);
    expect(wire.tried).toBe(2);
    await pool.end();
  });
});
