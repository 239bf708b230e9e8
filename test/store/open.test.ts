import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { NODE } from '../adapters/run-terminal.ts';
import { inPostgres, inSqlite } from './places.ts';
import { SECRET, temporaryFolder, temporaryStore } from './temporary-store.ts';

const community = { surface: 'slack', community: 'T1' } as const;

/** A folder with a store in it that has some rows, closed. */
async function usedFolder(): Promise<string> {
  const folder = temporaryFolder();
  const store = await openStore({ folder, secret: SECRET });
  for (let n = 0; n < 200; n++) await store.settings.set({ ...community, place: `C${n}` }, { country: 'TH' });
  await store.close();
  return folder;
}

describe('opening the store', () => {
  test('makes the folder and the file, and finds what was kept the next time', async () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    const first = await openStore({ folder, secret: SECRET });
    await first.settings.set(community, { country: 'TH' });
    await first.close();
    expect(readdirSync(folder)).toEqual(['lexsea.db']);
    expect(await (await temporaryStore({ folder })).settings.get(community)).toEqual({ country: 'TH' });
  });

  test('takes LEXSEA_DATA and LEXSEA_SECRET from the environment', async () => {
    const folder = temporaryFolder();
    vi.stubEnv('LEXSEA_DATA', folder);
    vi.stubEnv('LEXSEA_SECRET', SECRET);
    const store = await openStore();
    await store.installations.save('slack', 'T1', { token: 'a' });
    await store.close();
    vi.unstubAllEnvs();
    expect(await (await temporaryStore({ folder })).installations.find('slack', 'T1')).toEqual({ token: 'a' });
  });

  test('writes in WAL mode', async () => {
    const folder = temporaryFolder();
    await temporaryStore({ folder });
    const database = new Database(join(folder, 'lexsea.db'), { readonly: true });
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
  });

  test.each([
    ['LEXSEA_SECRET', { secret: 'short' }],
    ['LEXSEA_SECRET_PREVIOUS', { previousSecret: 'short' }],
  ])('refuses a %s that is too short, in one line', async (name, options) => {
    await expect(openStore({ folder: temporaryFolder(), ...options })).rejects.toThrow(new RegExp(`^${name} has 5 characters[^\\n]*$`));
  });
});

describe.each([['SQLite', inSqlite], ...(process.env.LEXSEA_TEST_POSTGRES ? [['PostgreSQL', inPostgres] as const] : [])] as const)(
  'opening a new store in %s',
  (_, here) => {
    test('by four processes at once makes the tables once, and each of them works', async () => {
      const { options, run: look } = await here();
      const script = join(import.meta.dirname, 'claim-in-process.ts');
      const runs = await Promise.all(
        Array.from({ length: 4 }, (_, n) => {
          const run = promisify(execFile)(NODE, [script, JSON.stringify(options), `slack:T1:${n}`]);
          run.child.stdin?.end();
          return run;
        }),
      );
      expect(runs.map(({ stdout, stderr }) => stdout + stderr)).toEqual(runs.map((__, n) => `slack:T1:${n} new\n`));
      expect(await look('SELECT name FROM kysely_migration ORDER BY name')).toEqual([
        { name: '0001-first-tables' },
        { name: '0002-several-machines' },
      ]);
      expect(await look('SELECT key FROM meta ORDER BY key')).toEqual([{ key: 'key-pepper' }, { key: 'seal-salt' }]);
    });

    test('eight times at once in one process', async () => {
      const { options } = await here();
      const stores = await Promise.all(Array.from({ length: 8 }, () => temporaryStore(options)));
      await Promise.all(stores.map((store, n) => store.settings.set({ ...community, place: `C${n}` }, { quiet: true })));
      for (const [n, store] of stores.entries())
        expect(await store.settings.get({ ...community, place: `C${7 - n}` })).toEqual({ quiet: true });
    });
  },
);

describe('a file that cannot be used', () => {
  const FILE = 'lexsea.db';
  test.each<[string, (file: string) => void]>([
    [
      'text',
      (file) => writeFileSync(file, 'this is no database, whatever its name says; it is long enough for a header, which has 100 bytes'),
    ],
    ['half of it', (file) => truncateSync(file, 20_480)],
    ['zeros in the middle', (file) => overwrite(file, 4096 * 2, Buffer.alloc(4096 * 3))],
    ['other bytes in the header', (file) => overwrite(file, 0, Buffer.from('SQLite format 9\0'))],
    ['other bytes in a page', (file) => overwrite(file, 4096 * 4, Buffer.alloc(8192, 0xa5))],
  ])('is named in one line and left as it is: %s', async (_, damage) => {
    const folder = await usedFolder();
    const file = join(folder, FILE);
    damage(file);
    const before = readFileSync(file);
    await expect(openStore({ folder, secret: SECRET })).rejects.toThrow(
      new RegExp(`^${file} is damaged; nothing was changed: move it away[^\\n]*backup[^\\n]*$`),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('once moved away, a new one is made, and the old one still lies there', async () => {
    const folder = await usedFolder();
    const file = join(folder, FILE);
    truncateSync(file, 20_480);
    cpSync(file, `${file}.damaged`);
    writeFileSync(file, '');
    const store = await temporaryStore({ folder });
    expect(await store.settings.get({ ...community, place: 'C1' })).toEqual({});
    expect(existsSync(`${file}.damaged`)).toBe(true);
  });

  test('of a newer version is named and left as it is', async () => {
    const folder = await usedFolder();
    const database = new Database(join(folder, FILE));
    database.prepare("INSERT INTO kysely_migration VALUES ('9999-later', '2030-01-01T00:00:00.000Z')").run();
    database.close();
    const before = readFileSync(join(folder, FILE));
    await expect(openStore({ folder, secret: SECRET })).rejects.toThrow(/lexsea\.db was written by a newer LexSEA; update this one/);
    expect(readFileSync(join(folder, FILE)).equals(before)).toBe(true);
  });

  test('a folder in its place', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, FILE));
    await expect(openStore({ folder, secret: SECRET })).rejects.toThrow(/lexsea\.db cannot be written; set LEXSEA_DATA[^\n]*$/);
  });

  test('a file where the folder should be', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data'), '');
    await expect(openStore({ folder: join(folder, 'data'), secret: SECRET })).rejects.toThrow(/cannot be written; set LEXSEA_DATA[^\n]*$/);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that is read-only', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    await expect(openStore({ folder, secret: SECRET })).rejects.toThrow(/cannot be written; set LEXSEA_DATA[^\n]*$/);
    chmodSync(folder, 0o700);
  });
});

describe('what is wrong while it is open is told in one line', () => {
  const attempts: [string, (store: Store) => Promise<unknown>][] = [
    ['a setting', (store) => store.settings.set(community, { country: 'TH' })],
    ['a claim', (store) => store.deliveries.claim('slack:T1:1')],
    ['a limit', (store) => store.limits.take('slack:T1:U1', { points: 1, seconds: 1 })],
    ['a sweep', (store) => store.sweep()],
  ];
  test.each(attempts)('%s, held by another program', async (_, attempt) => {
    const folder = temporaryFolder();
    const store = await temporaryStore({ folder, busyMs: 50 });
    const other = new Database(join(folder, 'lexsea.db'));
    other.exec('BEGIN IMMEDIATE');
    await expect(attempt(store)).rejects.toThrow(/lexsea\.db is held by another program; end it, or set LEXSEA_DATA[^\n]*$/);
    other.close();
    await expect(attempt(store)).resolves.not.toThrow();
  });

  test('is waited for, while the process goes on with other work', async () => {
    const folder = temporaryFolder();
    const store = await temporaryStore({ folder, busyMs: 60_000 });
    const other = new Database(join(folder, 'lexsea.db'));
    other.exec('BEGIN IMMEDIATE');
    const asked = Promise.all(attempts.map(([, attempt]) => attempt(store)));
    // Were the process stopped while it waits, the other one, which is in it too, would never end.
    for (let turns = 0; turns < 100; turns++) await new Promise((resolve) => setImmediate(resolve));
    expect(await Promise.race([asked.then(() => 'done'), Promise.resolve('waiting')])).toBe('waiting');
    other.exec('COMMIT');
    other.close();
    await asked;
    expect(await store.settings.get(community)).toEqual({ country: 'TH' });
  });

  test('a full disk', async () => {
    const folder = temporaryFolder();
    const store = await temporaryStore({ folder });
    await store.settings.set(community, { country: 'TH' });
    const write = async (): Promise<void> => {
      for (let n = 0; n < 10_000; n++) await store.answered.put(`slack:T1:${n}`, { channel: 'C1', id: 'x'.repeat(4000) });
    };
    // What a full disk is to SQLite, without one: no page may be added to the file.
    const limit = vi.spyOn(Database.prototype, 'prepare');
    await store.settings.get(community);
    const client = limit.mock.contexts[0] as Database.Database;
    limit.mockRestore();
    client.pragma('max_page_count = 40');
    await expect(write()).rejects.toThrow(/lexsea\.db cannot grow, the disk is full; free some space$/);
    expect(await store.settings.get(community)).toEqual({ country: 'TH' });
  });
});

function overwrite(file: string, at: number, bytes: Buffer): void {
  const content = readFileSync(file);
  bytes.copy(content, at);
  writeFileSync(file, content);
}
