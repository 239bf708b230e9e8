/** The Discord client with its listeners. Builds it; connects nothing. */
import { Client, Events, GatewayIntentBits, Options, Partials } from 'discord.js';
import { DISCORD_API } from './configuration.ts';
import type { Deps } from './deps.ts';
import { onGuildDelete } from './listeners/guild-delete.ts';
import { onInteraction } from './listeners/interaction.ts';
import { onMessage } from './listeners/message.ts';
import { Work } from './work.ts';

export interface App {
  client: Client;
  deps: Deps;
  work: Work;
}

/** Discord allows three seconds for an answer; a request that hangs for longer than this is tried again. */
const REQUEST_MS = 15_000;
const TELL_AGAIN_MS = 60_000;

export function buildApp(deps: Deps, api: string = DISCORD_API): App {
  const { log, meter, readsMessages } = deps;
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsMessages ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Without it a direct message in a channel that is not cached would not arrive.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    rest: { api, timeout: REQUEST_MS },
    // Messages are answered and forgotten, members are not listed: nothing of them need be kept.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      GuildMemberManager: { maxSize: 100, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
  const work = new Work();
  client.on(Events.InteractionCreate, (interaction) => work.run(() => onInteraction(interaction, deps)));
  client.on(Events.MessageCreate, (message) => work.run(() => onMessage(message, deps)));
  client.on(Events.GuildDelete, (guild) => work.run(() => onGuildDelete(guild, deps)));
  client.on(Events.Error, (error) => log.error({ err: error }, 'Discord client'));
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, err: error }, 'gateway error'));
  // Where Discord is away it is tried twice a second, for hours perhaps: the log says so once a minute.
  const told = new Map<number, number>();
  client.on(Events.ShardReconnecting, (shard) => {
    if (Date.now() - (told.get(shard) ?? 0) < TELL_AGAIN_MS) return;
    told.set(shard, Date.now());
    log.info({ shard }, 'gateway reconnects');
  });
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'gateway resumed'));
  client.rest.on('rateLimited', ({ route, global, timeToReset, scope }) =>
    log.warn({ route, global, scope, ms: timeToReset }, 'rate limited'),
  );
  // The event before is of waits that the client makes by itself, so as not to be told; this one is of being told.
  client.rest.on('response', (_, { status }) => {
    if (status === 429) meter.limited('platform');
  });
  return { client, deps, work };
}
