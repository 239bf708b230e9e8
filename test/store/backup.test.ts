import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { backupStore } from '../../src/store/backup.ts';
import { openStore } from '../../src/store/open.ts';
import { environment, MAIN, NODE, runCommand } from '../adapters/run-terminal.ts';
import { SECRET, temporaryFolder, temporaryStore } from './temporary-store.ts';

const workspace = { surface: 'slack', community: 'T1' } as const;

/** Runs `lexsea store …` with a store in a folder. */
function storeCommand(folder: string, args: readonly string[], more: Record<string, string> = {}) {
  return runCommand(NODE, [MAIN, 'store', ...args], environment(folder, '', { LEXSEA_SECRET: SECRET, ...more }));
}

describe('a backup', () => {
  test('is one file that its owner alone may read, and a store in it holds what the other held', async () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    const store = await temporaryStore({ folder });
    await store.settings.set(workspace, { country: 'TH' });
    await store.installations.save('slack', 'T1', { token: 'a' });
    const copy = join(elsewhere, 'lexsea.db');
    expect(await backupStore(copy, { folder, url: '' })).toBe(statSync(copy).size);
    expect(statSync(copy).mode & 0o077).toBe(0);
    expect(readdirSync(elsewhere)).toEqual(['lexsea.db']);
    const restored = await temporaryStore({ folder: elsewhere });
    expect(await restored.settings.get(workspace)).toEqual({ country: 'TH' });
    expect(await restored.installations.find('slack', 'T1')).toEqual({ token: 'a' });
  });

  test('made while another process writes holds one moment: no second change without the first', async () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    const store = await temporaryStore({ folder });
    const copies = Array.from({ length: 5 }, (_, n) => join(elsewhere, `${n}.db`));
    let written = 0;
    let over = false;
    const writing = (async () => {
      for (; !over; written++) {
        // SQLite never waits; without this nothing else would have its turn.
        await turn();
        for (const place of ['first', 'second']) await store.settings.set({ ...workspace, place }, { cooldown: written % 3600 });
      }
    })();
    for (const copy of copies) {
      const before = written;
      while (written < before + 20) await turn();
      const made = await storeCommand(folder, ['backup', copy]);
      expect(made).toMatchObject({ status: 0, err: '' });
    }
    over = true;
    await writing;
    for (const [n, copy] of copies.entries()) {
      const restored = temporaryFolder();
      writeFileSync(join(restored, 'lexsea.db'), readFileSync(copy));
      const { settings } = await temporaryStore({ folder: restored });
      const [first = 0, second = 0] = await Promise.all(
        ['first', 'second'].map(async (place) => (await settings.own({ ...workspace, place })).cooldown),
      );
      expect([0, 1], `${n}: ${first} ${second}`).toContain(first - second);
    }
  });

  test.each<[string, (folder: string) => Promise<string>, RegExp]>([
    [
      'where there is no store',
      async (folder) => join(folder, 'copy.db'),
      /lexsea\.db does not exist, so there is nothing to back up[^\n]*$/,
    ],
    [
      'onto a file that is there',
      async (folder) => {
        await (await openStore({ folder })).close();
        return join(folder, 'lexsea.db');
      },
      /exists already; give another name or move it away$/,
    ],
    [
      'into a folder that is not there',
      async (folder) => {
        await (await openStore({ folder })).close();
        return join(folder, 'a', 'copy.db');
      },
      /could not be copied to [^\n]*$/,
    ],
    [
      'of a damaged file',
      async (folder) => {
        await (await openStore({ folder })).close();
        writeFileSync(
          join(folder, 'lexsea.db'),
          'this is no database, whatever its name says; it is long enough for a header, of a hundred bytes',
        );
        return join(folder, 'copy.db');
      },
      /could not be copied to [^\n]*$/,
    ],
  ])('%s is refused in one line, and leaves nothing', async (_, prepare, line) => {
    const folder = temporaryFolder();
    const target = await prepare(folder);
    const before = readdirSync(folder);
    await expect(backupStore(target, { folder, url: '' })).rejects.toThrow(line);
    expect(readdirSync(folder)).toEqual(before);
  });

  test('of a store in PostgreSQL is left to pg_dump, and no password is shown', async () => {
    const { status, err } = await storeCommand(temporaryFolder(), ['backup', 'x.db'], {
      DATABASE_URL: 'postgres://u:a-password@db/lexsea',
    });
    expect(status).toBe(1);
    expect(err).toMatch(/^lexsea: the store is in PostgreSQL at db\/lexsea; back it up with pg_dump[^\n]*\n$/);
    expect(err).not.toContain('a-password');
  });
});

describe('lexsea store rekey', () => {
  test('says how many installations were sealed anew, and ends with 1 if one cannot be opened', async () => {
    const folder = temporaryFolder();
    await (await temporaryStore({ folder })).installations.save('slack', 'T1', { token: 'a' });
    await (await temporaryStore({ folder, secret: 'a third secret of tests' })).installations.save('slack', 'T2', { token: 'b' });
    const { status, out, err } = await storeCommand(folder, ['rekey'], {
      LEXSEA_SECRET: 'another secret of tests',
      LEXSEA_SECRET_PREVIOUS: SECRET,
    });
    expect(out).toBe('1 installations sealed anew, 0 were already, 1 cannot be opened\n');
    expect(err).toBe('the slack installation of T2 opens with neither secret; install LexSEA there again\n');
    expect(status).toBe(1);
  });
});
