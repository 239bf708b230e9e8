import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StoreOptions } from '../../src/store/open.ts';
import { NoSecretError } from '../../src/store/seal.ts';
import { onEachDatabase } from './places.ts';
import { SECRET, temporaryFolder, temporaryStore } from './temporary-store.ts';

const TOKEN = 'xoxb-17-token-of-a-test';

onEachDatabase((here) => {
  describe('an installation', () => {
    test('is found again after a restart, and by nobody else', async () => {
      const { options } = await here();
      const store = await temporaryStore(options);
      await store.installations.save('slack', 'T1', { bot: { token: TOKEN } });
      await store.installations.save('slack', 'T2', { bot: { token: 'another' } });
      const again = await temporaryStore(options);
      expect(await again.installations.find('slack', 'T1')).toEqual({ bot: { token: TOKEN } });
      expect(await again.installations.find('discord', 'T1')).toBeUndefined();
      expect(await again.installations.find('slack', 'T3')).toBeUndefined();
    });

    test('is replaced by a later one and can be removed', async () => {
      const { installations } = await temporaryStore((await here()).options);
      await installations.save('slack', 'T1', { version: 1 });
      await installations.save('slack', 'T1', { version: 2 });
      expect(await installations.find('slack', 'T1')).toEqual({ version: 2 });
      await installations.remove('slack', 'T1');
      expect(await installations.find('slack', 'T1')).toBeUndefined();
    });

    test('is refused without a secret, while all else works', async () => {
      const store = await temporaryStore({ ...(await here()).options, secret: '' });
      await expect(store.installations.save('slack', 'T1', {})).rejects.toThrow(NoSecretError);
      await store.settings.set({ surface: 'slack', community: 'T1' }, { country: 'TH' });
      expect(await store.settings.get({ surface: 'slack', community: 'T1' })).toEqual({ country: 'TH' });
    });

    test('with another secret, one line names it and what to do', async () => {
      const { options } = await here();
      await (await temporaryStore(options)).installations.save('slack', 'T1', { bot: { token: TOKEN } });
      const other = await temporaryStore({ ...options, secret: 'another secret of tests' });
      await expect(other.installations.find('slack', 'T1')).rejects.toThrow(
        /^the slack installation of T1 cannot be opened: .*LEXSEA_SECRET.*$/,
      );
    });
  });

  describe('another secret', () => {
    const NEW = { secret: 'another secret of tests', previousSecret: SECRET };
    const install = async (options: StoreOptions, ...keys: string[]): Promise<void> => {
      const { installations } = await temporaryStore(options);
      for (const key of keys) await installations.save('slack', key, { bot: { token: `${TOKEN} ${key}` } });
    };

    test('opens what the former one sealed, where that is given too', async () => {
      const { options } = await here();
      await install(options, 'T1');
      const { installations } = await temporaryStore({ ...options, ...NEW });
      expect(await installations.find('slack', 'T1')).toEqual({ bot: { token: `${TOKEN} T1` } });
    });

    test('seals all anew, and then needs the former one no more; nor does the former one open it any more', async () => {
      const { options } = await here();
      await install(options, 'T1', 'T2');
      await install({ ...options, ...NEW }, 'T3');
      const { installations } = await temporaryStore({ ...options, ...NEW });
      expect(await installations.rekey()).toEqual({ anew: 2, current: 1, unreadable: [] });
      expect(await installations.rekey()).toEqual({ anew: 0, current: 3, unreadable: [] });
      const later = await temporaryStore({ ...options, secret: NEW.secret });
      for (const key of ['T1', 'T2', 'T3'])
        expect(await later.installations.find('slack', key)).toEqual({ bot: { token: `${TOKEN} ${key}` } });
      await expect((await temporaryStore(options)).installations.find('slack', 'T1')).rejects.toThrow(/sealed with another secret/);
    });

    test('names what neither opens, and leaves it', async () => {
      const { options, run } = await here();
      await install({ ...options, secret: 'a third secret of tests' }, 'T1');
      await install(options, 'T2');
      const before = await run("SELECT sealed FROM installation WHERE key = 'T1'");
      const { installations } = await temporaryStore({ ...options, ...NEW });
      expect(await installations.rekey()).toEqual({ anew: 1, current: 0, unreadable: [{ surface: 'slack', key: 'T1' }] });
      expect(await run("SELECT sealed FROM installation WHERE key = 'T1'")).toEqual(before);
    });

    test('may be put in force while others still have the former one, if they open the new one too', async () => {
      const { options } = await here();
      // First every replica learns the new secret as its second, then they change one after the other.
      const former = await temporaryStore({ ...options, secret: SECRET, previousSecret: NEW.secret });
      const changed = await temporaryStore({ ...options, ...NEW });
      await former.installations.save('slack', 'T1', { by: 'former' });
      await changed.installations.save('slack', 'T2', { by: 'changed' });
      expect(await changed.installations.find('slack', 'T1')).toEqual({ by: 'former' });
      expect(await former.installations.find('slack', 'T2')).toEqual({ by: 'changed' });
    });

    test('without one nothing is sealed anew', async () => {
      const { options } = await here();
      await install(options, 'T1');
      await expect((await temporaryStore({ ...options, secret: '' })).installations.rekey()).rejects.toThrow(NoSecretError);
    });
  });
});

test('an installation stands in no file in clear, and no file can be read by others', async () => {
  const folder = temporaryFolder();
  const { installations } = await temporaryStore({ folder });
  await installations.save('slack', 'T1', { bot: { token: TOKEN } });
  const files = readdirSync(folder);
  expect(files).toContain('lexsea.db');
  for (const file of files) {
    expect(readFileSync(join(folder, file)).includes(TOKEN), file).toBe(false);
    expect(statSync(join(folder, file)).mode & 0o077, file).toBe(0);
  }
});
