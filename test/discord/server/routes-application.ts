/** REST routes on the application itself: gateway, users, guilds and application commands. */
import { PermissionFlagsBits as P } from 'discord.js';
import { commandErrors, commandsErrors } from './command-form.ts';
import type { Json } from './form.ts';
import { ApiError, type Call, invalidForm, type Route } from './http.ts';
import { permissionsOf } from './permissions.ts';
import type { Command, State } from './state.ts';
import { CHANNEL, Channel, type Guild } from './world.ts';

function wire(state: State, { id, guildId, body }: Command): Json {
  return {
    type: 1,
    default_member_permissions: null,
    nsfw: false,
    description: '',
    name_localizations: null,
    description_localizations: null,
    ...(guildId ? {} : { integration_types: [0], contexts: null, dm_permission: true }),
    ...body,
    id,
    application_id: state.applicationId,
    version: id,
    ...(guildId ? { guild_id: guildId } : {}),
  };
}

/** A command as it stands without the localisations, which GET leaves out unless asked. */
function listed(state: State, command: Command, withLocalisations: boolean): Json {
  const all = wire(state, command);
  if (withLocalisations) return all;
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = all;
  return rest;
}

function guildOf({ params }: Call, state: State): Guild {
  const guild = state.guilds.get(params.guild ?? '');
  if (!guild?.members.has(state.bot.id))
    throw new ApiError(
      params.application ? 403 : 404,
      params.application ? 50001 : 10004,
      params.application ? 'Missing Access' : 'Unknown Guild',
    );
  return guild;
}

function scopeOf(call: Call, state: State): string | undefined {
  if (call.params.application !== state.applicationId) throw new ApiError(404, 10002, 'Unknown Application');
  return call.params.guild === undefined ? undefined : guildOf(call, state).id;
}

function listCommands(call: Call, state: State): Json[] {
  const scope = scopeOf(call, state);
  const with_ = call.query.get('with_localizations') === 'true';
  return state.commands.filter(({ guildId }) => guildId === scope).map((command) => listed(state, command, with_));
}

const keyOf = (body: Json): string => `${body.type ?? 1} ${body.name}`;

function overwriteCommands(call: Call, state: State): Json[] {
  const scope = scopeOf(call, state);
  const errors = commandsErrors(call.body);
  if (errors.length > 0) throw invalidForm(errors);
  const before = state.commands.filter(({ guildId }) => guildId === scope);
  const now = (call.body as Json[]).map((body) => ({
    id: before.find((each) => keyOf(each.body) === keyOf(body))?.id ?? state.newId(),
    guildId: scope,
    body,
  }));
  state.commands = [...state.commands.filter(({ guildId }) => guildId !== scope), ...now];
  state.ledger.add('commands', { data: { scope: scope ?? 'global', how: 'overwrite', count: now.length } });
  return now.map((command) => wire(state, command));
}

function createCommand(call: Call, state: State): Json {
  const scope = scopeOf(call, state);
  const body = call.body as Json;
  const errors = commandErrors(body);
  if (errors.length > 0) throw invalidForm(errors);
  const old = state.commands.find((each) => each.guildId === scope && keyOf(each.body) === keyOf(body));
  const command = { id: old?.id ?? state.newId(), guildId: scope, body };
  state.commands = [...state.commands.filter((each) => each !== old), command];
  state.ledger.add('commands', { data: { scope: scope ?? 'global', how: 'create', count: 1 } });
  return wire(state, command);
}

function deleteCommand(call: Call, state: State): undefined {
  const scope = scopeOf(call, state);
  if (!state.commands.some(({ id, guildId }) => id === call.params.command && guildId === scope))
    throw new ApiError(404, 10063, 'Unknown application command');
  state.commands = state.commands.filter(({ id }) => id !== call.params.command);
  state.ledger.add('commands', { data: { scope: scope ?? 'global', how: 'delete', count: 1 } });
}

/** The direct messages between the bot and a user; made on first use. */
export function directChannel(state: State, userId: string): Channel {
  const user = state.users.get(userId);
  if (!user) throw new ApiError(400, 50033, 'Invalid Recipient(s)');
  for (const channel of state.channels.values()) if (channel.type === CHANNEL.dm && channel.people.has(userId)) return channel;
  const channel = new Channel(state.newId(), user.name, CHANNEL.dm);
  channel.people.set(user.id, user).set(state.bot.id, state.bot);
  state.channels.set(channel.id, channel);
  return channel;
}

function gatewayBot(state: State, url: string): Json {
  const session = { total: 1000, remaining: 1000, reset_after: 14_400_000, max_concurrency: 16 };
  return { url, shards: state.options.shards, session_start_limit: session };
}

function application(state: State): Json {
  return {
    id: state.applicationId,
    name: 'LexSEA',
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    owner: [...state.users.values()].find((user) => !user.bot)?.wire() ?? null,
    team: null,
    approximate_guild_count: state.guilds.size,
    integration_types_config: { 0: {}, 1: {} },
  };
}

/** `address` gives the gateway's URL, known only once the server listens. */
export const applicationRoutes = (address: () => string): Route[] => [
  { route: 'GET /gateway', open: true, run: () => ({ url: address() }) },
  { route: 'GET /gateway/bot', run: (_call, state) => gatewayBot(state, address()) },
  { route: 'GET /users/@me', run: (_call, state) => ({ ...state.bot.wire(), verified: true, mfa_enabled: true, flags: 0, email: null }) },
  {
    route: 'GET /users/@me/guilds',
    run: (_call, state) =>
      [...state.guilds.values()]
        .filter((guild) => guild.members.has(state.bot.id))
        .map(({ id, name }) => ({ id, name, icon: null, owner: false, permissions: '0', features: [] })),
  },
  {
    route: 'DELETE /users/@me/guilds/:guild',
    run: (call, state) => {
      const guild = guildOf(call, state);
      guild.members.delete(state.bot.id);
      state.ledger.add('left', { data: { guild: guild.id } });
      state.dispatch('GUILD_DELETE', guild.id, () => ({ id: guild.id }));
    },
  },
  {
    route: 'POST /users/@me/channels',
    run: (call, state) => directChannel(state, String((call.body as Json).recipient_id)).wire(state.bot),
  },
  {
    route: 'GET /users/:user',
    run: (call, state) => {
      const user = state.users.get(call.params.user ?? '');
      if (!user) throw new ApiError(404, 10013, 'Unknown User');
      return user.wire();
    },
  },
  { route: 'GET /applications/@me', run: (_call, state) => application(state) },
  { route: 'GET /oauth2/applications/@me', run: (_call, state) => application(state) },
  { route: 'GET /guilds/:guild', run: (call, state) => guildOf(call, state).wire() },
  {
    route: 'GET /guilds/:guild/channels',
    run: (call, state) =>
      [...guildOf(call, state).channels.values()].filter((channel) => !channel.isThread).map((channel) => channel.wire(state.bot)),
  },
  { route: 'GET /guilds/:guild/roles', run: (call, state) => guildOf(call, state).wire().roles },
  {
    route: 'GET /guilds/:guild/threads/active',
    run: (call, state) => {
      const guild = guildOf(call, state);
      const seen = [...guild.channels.values()].filter(
        (channel) => channel.isThread && !channel.archived && permissionsOf(guild, channel, state.bot.id) & P.ViewChannel,
      );
      return { threads: seen.map((thread) => thread.wire(state.bot)), members: [] };
    },
  },
  {
    route: 'GET /guilds/:guild/members/:user',
    run: (call, state) => {
      const member = guildOf(call, state).memberWire(call.params.user ?? '');
      if (!member) throw new ApiError(404, 10007, 'Unknown Member');
      return member;
    },
  },
  { route: 'GET /applications/:application/commands', run: listCommands },
  { route: 'PUT /applications/:application/commands', run: overwriteCommands },
  { route: 'POST /applications/:application/commands', run: createCommand },
  { route: 'DELETE /applications/:application/commands/:command', run: deleteCommand },
  { route: 'GET /applications/:application/guilds/:guild/commands', run: listCommands },
  { route: 'PUT /applications/:application/guilds/:guild/commands', run: overwriteCommands },
  { route: 'POST /applications/:application/guilds/:guild/commands', run: createCommand },
  { route: 'DELETE /applications/:application/guilds/:guild/commands/:command', run: deleteCommand },
];
