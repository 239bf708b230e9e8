/** Tells Discord of the commands, and only where what it knows is not what we have: registering is limited per day. */
import { isDeepStrictEqual } from 'node:util';
import { type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';
import { commandData } from './commands/commands.ts';

/**
 * Registers all commands for the application, or for one server, where they show at once.
 * @returns how many commands there are, and whether anything had to be changed
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  guildId?: string,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[] = commandData(),
): Promise<{ changed: boolean; count: number }> {
  const route = guildId ? Routes.applicationGuildCommands(applicationId, guildId) : Routes.applicationCommands(applicationId);
  const known = (await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) })) as unknown[];
  // Where a command can be used and how it is installed is nothing that the command of one server can say.
  const wanted = guildId ? commands.map(({ contexts: _, integration_types: __, ...rest }) => rest) : commands;
  if (sameCommands(known, wanted)) return { changed: false, count: wanted.length };
  await rest.put(route, { body: wanted });
  return { changed: true, count: wanted.length };
}

/** Whether two lists of commands say the same, whatever their order, ids and versions, and what Discord fills in. */
export function sameCommands(left: readonly unknown[], right: readonly unknown[]): boolean {
  const all = (commands: readonly unknown[]): unknown[] =>
    commands.map(canonical).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return isDeepStrictEqual(all(left), all(right));
}

/** The fields of a command or of an option that we set; with their defaults, where leaving one out means the same. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  type: 1,
  name: '',
  name_localizations: {},
  description: '',
  description_localizations: {},
  options: [],
  choices: [],
  default_member_permissions: null,
  contexts: [],
  integration_types: [],
  required: false,
  autocomplete: false,
  nsfw: false,
  min_length: null,
  max_length: null,
  min_value: null,
  max_value: null,
  channel_types: [],
  value: null,
};
const LISTS_OF_PARTS = ['options', 'choices'];
const SETS = ['contexts', 'integration_types', 'channel_types'];

function canonical(part: unknown): unknown {
  const given = part as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(DEFAULTS).map(([name, fallback]) => {
      const value = given[name] ?? fallback;
      if (LISTS_OF_PARTS.includes(name)) return [name, (value as unknown[]).map(canonical)];
      if (SETS.includes(name)) return [name, [...(value as number[])].sort((one, other) => one - other)];
      if (name.endsWith('_localizations')) return [name, Object.fromEntries(Object.entries(value as object).sort())];
      return [name, value];
    }),
  );
}
