/** The settings that a form changes: which are meant, and who may change them. */
import type { webApi } from '@slack/bolt';
import { type SettingsRecord, settingsShape } from '../../src/store/settings.ts';

export type Level = 'channel' | 'workspace';

/** What a form says of each setting of one level; undefined for what it does not ask. */
export interface Filled {
  country?: string | undefined;
  listen?: string | undefined;
  audience?: string | undefined;
  quiet?: boolean | undefined;
  /** Whether changes of the law are told; then those of which countries and topics, all if none are given. */
  updates?: boolean | undefined;
  countries?: readonly string[] | undefined;
  topics?: readonly string[] | undefined;
}

/**
 * The changes that a filled form asks for. What is not of its kind, "not set here" included, falls back to the level
 * below; what the form does not ask is left as it is.
 */
export function changesOf({ country, listen, audience, quiet, updates, countries, topics }: Filled): Partial<SettingsRecord> {
  const { shape } = settingsShape;
  return {
    ...(country === undefined ? {} : { country: shape.country.safeParse(country).data }),
    ...(listen === undefined ? {} : { listen: shape.listen.safeParse(listen).data }),
    ...(audience === undefined ? {} : { audience: shape.audience.safeParse(audience).data }),
    ...(quiet === undefined ? {} : { quiet: quiet || undefined }),
    ...(updates === undefined ? {} : { updates: updates ? followed(countries, topics) : undefined }),
  };
}

/** What a channel follows; everything if a list is not of its kind. */
function followed(countries: readonly string[] = [], topics: readonly string[] = []): SettingsRecord['updates'] {
  return settingsShape.shape.updates.safeParse({ countries, topics }).data ?? { countries: [], topics: [] };
}

/** Whether a person is an admin or owner of the workspace. False if Slack does not say. */
export async function isAdmin(client: webApi.WebClient, user: string): Promise<boolean> {
  const { user: person } = await client.users.info({ user }).catch((): webApi.UsersInfoResponse => ({ ok: false }));
  return Boolean(person?.is_admin || person?.is_owner || person?.is_primary_owner);
}
