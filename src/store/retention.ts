/** What leaves the store: everything of a community that has left, and what has expired. */
import { type Kysely, sql } from 'kysely';
import type { Backend } from './backend.ts';
import { communityOf, keyOf, type SurfaceName } from './keys.ts';
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

/** Ids of all communities of a surface of which anything is kept, sorted. */
export async function communitiesOf(database: Kysely<Schema>, surface: SurfaceName): Promise<string[]> {
  const installed = await database.selectFrom('installation').select('key as community').where('surface', '=', surface).execute();
  const found = new Set(installed.map(({ community }) => community));
  for (const table of ['setting', 'feedback'] as const) {
    const rows = await database.selectFrom(table).select('community').distinct().where('surface', '=', surface).execute();
    for (const { community } of rows) found.add(community);
  }
  for (const table of ['conversation', 'delivery', 'answered'] as const) {
    const rows = await database.selectFrom(table).select('owner').distinct().execute();
    for (const { owner } of rows) {
      const community = communityOf(owner, surface);
      if (community !== null) found.add(community);
    }
  }
  // Settings that people of Discord have for themselves are of no community.
  found.delete('');
  return [...found].sort();
}

/** Nothing that expires is kept for longer. */
const LONGEST_MS = 25 * 60 * 60_000;

/** Drops what has expired. */
export async function sweep({ database, now }: Pick<Backend, 'database' | 'now'>): Promise<void> {
  for (const table of ['conversation', 'delivery', 'answered'] as const) {
    await database.deleteFrom(table).where('expires_at', '<=', now()).execute();
    // Written by a clock that was set back since: it would be kept until that time comes round again.
    await database
      .updateTable(table)
      .set({ expires_at: now(LONGEST_MS) })
      .where('expires_at', '>', now(LONGEST_MS))
      .execute();
  }
  await database
    .deleteFrom('rate_limit')
    .where((each) => each.or([each('expire', '<=', now()), each('expire', '>', now(LONGEST_MS))]))
    .execute();
}
