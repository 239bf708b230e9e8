/** What an app's manifest lets it do: scopes, events, commands and shortcuts. */

import type { Json } from './schema.ts';

/** The scope that lets an app have an event, by event. */
const EVENT_SCOPES: Record<string, string> = {
  app_mention: 'app_mentions:read',
  assistant_thread_started: 'assistant:write',
  assistant_thread_context_changed: 'assistant:write',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
};

export interface Manifest {
  scopes: readonly string[] | null;
  events: ReadonlySet<string> | null;
  commands: ReadonlySet<string> | null;
  shortcuts: ReadonlySet<string> | null;
}

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Json)[key] : undefined), value);
const names = (value: unknown, key: string): string[] => (Array.isArray(value) ? value.map((each) => String(at(each, key) ?? '')) : []);

/**
 * Reads slack/manifest.json; null allows everything. Throws an Error that names each event without the scope that it needs, and
 * commands or shortcuts without `commands`.
 */
export function readManifest(manifest: unknown): Manifest {
  if (!manifest) return { scopes: null, events: null, commands: null, shortcuts: null };
  const scopes = (at(manifest, 'oauth_config', 'scopes', 'bot') ?? []) as string[];
  const events = (at(manifest, 'settings', 'event_subscriptions', 'bot_events') ?? []) as string[];
  const commands = names(at(manifest, 'features', 'slash_commands'), 'command');
  const shortcuts = names(at(manifest, 'features', 'shortcuts'), 'callback_id');
  const needed = [...events.flatMap((event) => EVENT_SCOPES[event] ?? []), ...(commands.length + shortcuts.length > 0 ? ['commands'] : [])];
  const missing = needed.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) throw new Error(`the manifest needs the scopes ${[...new Set(missing)].join(', ')}`);
  return { scopes, events: new Set(events), commands: new Set(commands), shortcuts: new Set(shortcuts) };
}
