/** What leaves the store: everything of a community that has left, and what has expired. */
import { type Kysely, sql } from 'kysely';
import { keyOf, type SurfaceName } from './keys.ts';
import type { Schema } from './schema.ts';

/** Drops all that is kept of a community: installation, settings, conversations, deliveries, feedback, limits. */
export async function forget(database: Kysely<Schema>, surface: SurfaceName, community: string): Promise<void> {
  const owner = keyOf(surface, community);
  await database.deleteFrom('installation').where('surface', '=', surface).where('key', '=', community).execute();
  for (const table of ['setting', 'feedback'] as const)
    await database.deleteFrom(table).where('surface', '=', surface).where('community', '=', community).execute();
  for (const table of ['conversation', 'delivery', 'answered'] as const)
    await database.deleteFrom(table).where('owner', '=', owner).execute();
  await database
    .deleteFrom('rate_limit')
    .where(sql`substr(key, 1, ${owner.length + 1})`, '=', `${owner}:`)
    .execute();
}

/** Drops what has expired. */
export async function sweep(database: Kysely<Schema>): Promise<void> {
  const now = Date.now();
  for (const table of ['conversation', 'delivery', 'answered'] as const)
    await database.deleteFrom(table).where('expires_at', '<=', now).execute();
  await database.deleteFrom('rate_limit').where('expire', '<=', now).execute();
  await database.deleteFrom('process').where('alive_until', '<=', now).execute();
}
