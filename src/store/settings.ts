/** What a community, a channel or a person has set. One row per setting, so that two changes at once keep both. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { MEMBER_STATES } from '../corpus/member-states.ts';
import type { SurfaceName } from './keys.ts';
import type { Schema } from './schema.ts';

/** Whose settings: those of a community (a workspace, a server), of a place in it (a channel), or of a person. */
export interface Scope {
  surface: SurfaceName;
  community: string;
  place?: string;
  user?: string;
}

const country = z.enum([...MEMBER_STATES, 'ASEAN']);

export const settingsShape = z.object({
  /** Taken where a question names no place. */
  country: country.optional(),
  /** Who sees the answer to a command. */
  audience: z.enum(['public', 'private']).optional(),
  /** Whether every question in a channel is answered, or only a mention. */
  listen: z.enum(['mentions', 'questions']).optional(),
  /** No answers here at all. */
  quiet: z.boolean().optional(),
  /** A first answer to new posts of a forum channel (Discord). */
  forum: z.boolean().optional(),
  /** Seconds between two questions of a person. */
  cooldown: z.int().min(0).max(3600).optional(),
  /** Changes of the law that are told. */
  updates: z
    .object({ countries: z.array(country).max(12), topics: z.array(z.string().max(64)).max(64) })
    .nullable()
    .optional(),
  /** Fingerprint of the corpus that a place which wants to be told of changes was told of last. */
  toldOf: z.string().max(64).optional(),
});
export type SettingsRecord = z.infer<typeof settingsShape>;

export interface Settings {
  /** What holds in a scope: its place's settings over its community's over its user's. */
  get(scope: Scope): Promise<SettingsRecord>;
  /** What is set at one level alone, for a form that changes it. */
  own(scope: Scope): Promise<SettingsRecord>;
  /**
   * Changes settings at one level: of the place if the scope has one, else of the user, else of the community.
   * A setting given as undefined falls back to the level below.
   * @throws Error with one line that names the setting whose value is not of its kind, or if the scope has place and user.
   */
  set(scope: Scope, changes: Partial<SettingsRecord>): Promise<void>;
  /** Drops all settings of one level. */
  remove(scope: Scope): Promise<void>;
  /** Every level of a surface at which a setting is set, with its value: who is to be told of changes of the law. */
  everywhere<Name extends keyof SettingsRecord>(surface: SurfaceName, name: Name): Promise<SetSomewhere<Name>[]>;
}

export interface SetSomewhere<Name extends keyof SettingsRecord> {
  scope: Scope;
  value: NonNullable<SettingsRecord[Name]>;
}

type Level = Pick<Schema['setting'], 'surface' | 'community' | 'place' | 'member'>;

/** Ids of people mean the same in all of Discord, so that their settings go with them; in Slack they are of a workspace. */
const PEOPLE_OF_A_COMMUNITY: Record<SurfaceName, boolean> = { slack: true, discord: false };

export function settingsIn(database: Kysely<Schema>): Settings {
  const read = async (level: Level): Promise<SettingsRecord> => {
    const rows = await database
      .selectFrom('setting')
      .select(['name', 'value'])
      .where((each) => each.and(level))
      .execute();
    return parseSettings(rows);
  };
  return {
    async get(scope) {
      const levels = [
        scope.user ? userLevel(scope, scope.user) : [],
        communityLevel(scope),
        scope.place ? placeLevel(scope, scope.place) : [],
      ].flat();
      return Object.assign({}, ...(await Promise.all(levels.map(read)))) as SettingsRecord;
    },
    own: async (scope) => read(levelOf(scope)),
    async set(scope, changes) {
      const level = levelOf(scope);
      const { error } = settingsShape.strict().safeParse(changes);
      if (error) throw new Error(`setting ${error.issues[0]?.path.join('.') ?? ''}: ${error.issues[0]?.message ?? 'not of its kind'}`);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) {
          await database
            .deleteFrom('setting')
            .where((each) => each.and({ ...level, name }))
            .execute();
          continue;
        }
        await database
          .insertInto('setting')
          .values({ ...level, name, value: JSON.stringify(value) })
          .onConflict((conflict) =>
            conflict.columns(['surface', 'community', 'place', 'member', 'name']).doUpdateSet({ value: JSON.stringify(value) }),
          )
          .execute();
      }
    },
    async remove(scope) {
      await database
        .deleteFrom('setting')
        .where((each) => each.and({ ...levelOf(scope) }))
        .execute();
    },
    async everywhere(surface, name) {
      const rows = await database
        .selectFrom('setting')
        .selectAll()
        .where('surface', '=', surface)
        .where('name', '=', name)
        .orderBy('community')
        .orderBy('place')
        .orderBy('member')
        .execute();
      return rows.flatMap((row) => {
        const value = parseSettings([row])[name];
        return value === undefined || value === null ? [] : [{ scope: scopeOf(surface, row), value }];
      });
    },
  };
}

/** The settings in rows of the table. What is not of its kind, as of another version, counts as not set. */
export function parseSettings(rows: readonly { name: string; value: string }[]): SettingsRecord {
  const known = rows.flatMap(({ name, value }) => {
    if (!Object.hasOwn(settingsShape.shape, name)) return [];
    const { data, success } = settingsShape.shape[name as keyof SettingsRecord].safeParse(parseJson(value));
    return success && data !== undefined ? [[name, data]] : [];
  });
  return Object.fromEntries(known) as SettingsRecord;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function levelOf(scope: Scope): Level {
  if (scope.place && scope.user) throw new Error('settings are changed for a place or for a user, not for both at once');
  if (scope.place) return placeLevel(scope, scope.place);
  return scope.user ? userLevel(scope, scope.user) : communityLevel(scope);
}

function scopeOf(surface: SurfaceName, { community, place, member }: Level): Scope {
  return { surface, community, ...(place ? { place } : {}), ...(member ? { user: member } : {}) };
}

function communityLevel({ surface, community }: Scope): Level {
  return { surface, community, place: '', member: '' };
}

function placeLevel({ surface, community }: Scope, place: string): Level {
  return { surface, community, place, member: '' };
}

function userLevel({ surface, community }: Scope, member: string): Level {
  return { surface, community: PEOPLE_OF_A_COMMUNITY[surface] ? community : '', place: '', member };
}
