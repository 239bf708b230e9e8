import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NoSecretError } from '../../src/store/seal.ts';
import { onEachDatabase } from './places.ts';
import { temporaryFolder, temporaryStore } from './temporary-store.ts';

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
