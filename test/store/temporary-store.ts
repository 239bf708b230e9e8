/** A store in a folder of its own, for one test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../src/store/open.ts';

export const SECRET = 'a secret that only tests have';

/** A new folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lexsea-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store in a new folder, or one more on the same folder; closed after the test. */
export async function temporaryStore(options: StoreOptions = {}): Promise<Store> {
  const store = await openStore({ folder: options.folder ?? temporaryFolder(), secret: SECRET, ...options });
  onTestFinished(() => store.close());
  return store;
}
