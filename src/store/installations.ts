/** Installations: what a platform gives an app that was installed, its tokens included. Sealed. */
import type { Kysely } from 'kysely';
import { keyOf, type SurfaceName } from './keys.ts';
import type { Schema } from './schema.ts';
import { type Seal, SealError } from './seal.ts';

export interface Installations {
  /**
   * Keeps an installation under a key (a workspace, an organisation), in place of an earlier one.
   * @throws NoSecretError without LEXSEA_SECRET.
   */
  save(surface: SurfaceName, key: string, installation: object): Promise<void>;
  /** @throws NoSecretError without LEXSEA_SECRET; Error with one line if it was sealed with another one. */
  find(surface: SurfaceName, key: string): Promise<object | undefined>;
  remove(surface: SurfaceName, key: string): Promise<void>;
  /**
   * Seals anew, under the secret of now, what another one sealed. May run while the service does.
   * @throws NoSecretError without LEXSEA_SECRET.
   */
  rekey(): Promise<Rekeyed>;
}

export interface Rekeyed {
  /** How many were sealed anew. */
  anew: number;
  /** How many were sealed under the secret of now already. */
  current: number;
  /** Those that neither secret opens; they are left as they are. */
  unreadable: { surface: string; key: string }[];
}

export function installationsIn(database: Kysely<Schema>, seal: Seal): Installations {
  return {
    async save(surface, key, installation) {
      const row = { sealed: await seal.seal(JSON.stringify(installation), keyOf(surface, key)), saved_at: Date.now() };
      await database
        .insertInto('installation')
        .values({ surface, key, ...row })
        .onConflict((conflict) => conflict.columns(['surface', 'key']).doUpdateSet(row))
        .execute();
    },
    async find(surface, key) {
      const row = await database
        .selectFrom('installation')
        .select('sealed')
        .where('surface', '=', surface)
        .where('key', '=', key)
        .executeTakeFirst();
      if (!row) return undefined;
      try {
        return JSON.parse(await seal.open(row.sealed, keyOf(surface, key))) as object;
      } catch (error) {
        if (error instanceof SealError) throw new Error(`the ${surface} installation of ${key} cannot be opened: ${error.message}`);
        throw error;
      }
    },
    async remove(surface, key) {
      await database.deleteFrom('installation').where('surface', '=', surface).where('key', '=', key).execute();
    },
    async rekey() {
      const rows = await database.selectFrom('installation').selectAll().orderBy('surface').orderBy('key').execute();
      const done: Rekeyed = { anew: 0, current: 0, unreadable: [] };
      for (const { surface, key, sealed } of rows) {
        const again = await seal.again(sealed, keyOf(surface as SurfaceName, key));
        if (again === 'current') done.current++;
        else if (again === 'unreadable') done.unreadable.push({ surface, key });
        else {
          // Of an installation that was saved anew meanwhile, that one stays.
          await database
            .updateTable('installation')
            .set({ sealed: again.sealed })
            .where('surface', '=', surface)
            .where('key', '=', key)
            .where('sealed', '=', sealed)
            .execute();
          done.anew++;
        }
      }
      return done;
    },
  };
}
