/** What Discord's own client does before it sends a command: finds it, checks who may use it, and types its options. */
import { PermissionFlagsBits as P } from 'discord.js';
import type { Json } from './form.ts';
import { permissionsOf } from './permissions.ts';
import type { Command, State } from './state.ts';
import { CHANNEL, type Channel, type Guild, type User } from './world.ts';

const OPTION = { subcommand: 1, group: 2, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, number: 10 } as const;

export type OptionValue = string | number | boolean | Channel | User;

/** The command of this name and type as the user sees it where they are. Throws if Discord's client would not offer it. */
export function findCommand(state: State, user: User, channel: Channel, type: number, name: string): Command {
  const { guild } = channel;
  const hasBot = !guild || guild.members.has(state.bot.id);
  const offered = state.commands.filter((each) => Number(each.body.type ?? 1) === type && each.body.name === name);
  const command =
    offered.find(({ guildId }) => guildId !== undefined && guildId === guild?.id) ?? offered.find(({ guildId }) => guildId === undefined);
  if (!command)
    throw new Error(
      `Discord offers no command ${name}: registered are ${state.commands.map(({ body }) => body.name).join(', ') || 'none'}`,
    );
  const { body } = command;
  const kinds = (body.integration_types as number[] | null | undefined) ?? [0];
  const installedHere = hasBot && (guild ? kinds.includes(0) : true);
  if (!installedHere && !(user.installed && kinds.includes(1))) throw new Error(`Discord does not offer ${name} here: not installed`);
  const context = guild ? 0 : channel.type === CHANNEL.dm && channel.people.has(state.bot.id) ? 1 : 2;
  const contexts = body.contexts as number[] | null | undefined;
  if (contexts ? !contexts.includes(context) : context === 1 && body.dm_permission === false)
    throw new Error(`Discord does not offer ${name} here: contexts are ${contexts}`);
  mayUse(guild, channel, user, body);
  return command;
}

function mayUse(guild: Guild | undefined, channel: Channel, user: User, body: Json): void {
  if (!guild) return;
  const has = permissionsOf(guild, channel, user.id);
  if (!(has & P.UseApplicationCommands)) throw new Error(`Discord does not offer commands to ${user.name} here`);
  const needed = body.default_member_permissions;
  if (needed === undefined || needed === null) return;
  const bits = BigInt(String(needed));
  if (bits === 0n ? guild.ownerId !== user.id : (has & bits) !== bits)
    throw new Error(`Discord does not offer ${body.name} to ${user.name}: permissions`);
}

interface Typed {
  options: Json[];
  resolved: { channels: Channel[]; users: User[] };
}

function typed(definition: Json, value: OptionValue, focused: boolean, resolved: Typed['resolved']): Json {
  const { name, type } = definition;
  const give = (each: unknown) => ({ name, type, value: each, ...(focused ? { focused: true } : {}) });
  const choices = definition.choices as { name: string; value: string | number }[] | undefined;
  switch (type) {
    case OPTION.channel: {
      resolved.channels.push(value as Channel);
      return give((value as Channel).id);
    }
    case OPTION.user: {
      resolved.users.push(value as User);
      return give((value as User).id);
    }
    default: {
      const kind = type === OPTION.string ? 'string' : type === OPTION.boolean ? 'boolean' : 'number';
      // While somebody types, a number comes as the text typed so far, and a text may still be too short or too long.
      if (!focused && typeof value !== kind) throw new Error(`the option ${name} takes a ${kind}`);
      if (choices?.length) {
        const choice = choices.find((each) => each.value === value || each.name === value);
        if (!choice) throw new Error(`the option ${name} has no choice ${value}: ${choices.map((each) => each.name).join(', ')}`);
        return give(choice.value);
      }
      const most = Number(definition.max_length ?? 6000);
      if (!focused && typeof value === 'string' && (value.length > most || value.length < Number(definition.min_length ?? 0)))
        throw new Error(`Discord does not send ${value.length} characters for ${name}: ${definition.min_length ?? 0} to ${most} are taken`);
      return give(value);
    }
  }
}

/** The `options` of a command's data. `path` holds subcommand names; `focused` names the option being completed. Throws for what the client would not send. */
export function typedOptions(body: Json, path: readonly string[], values: Record<string, OptionValue>, focused?: string): Typed {
  const resolved: Typed['resolved'] = { channels: [], users: [] };
  const definitions = (body.options as Json[] | null | undefined) ?? [];
  const [next, ...rest] = path;
  if (next !== undefined) {
    const below = definitions.find(({ name, type }) => name === next && (type === OPTION.subcommand || type === OPTION.group));
    if (!below) throw new Error(`${body.name} has no subcommand ${next}: ${definitions.map(({ name }) => name).join(', ')}`);
    const inner = typedOptions(below, rest, values, focused);
    return { ...inner, options: [{ name: next, type: below.type, options: inner.options }] };
  }
  if (definitions.some(({ type }) => Number(type) <= OPTION.group))
    throw new Error(`${body.name} is used by a subcommand: ${definitions.map(({ name }) => name).join(', ')}`);
  for (const name of Object.keys(values))
    if (!definitions.some((each) => each.name === name)) throw new Error(`${body.name} has no option ${name}`);
  if (focused === undefined)
    for (const { name, required } of definitions)
      if (required && values[String(name)] === undefined) throw new Error(`${body.name} needs the option ${name}`);
  if (focused !== undefined && definitions.find(({ name }) => name === focused)?.autocomplete !== true)
    throw new Error(`${body.name} completes no option ${focused}`);
  const options = Object.entries(values).map(([name, value]) =>
    typed(definitions.find((each) => each.name === name) as Json, value, name === focused, resolved),
  );
  return { options, resolved };
}
