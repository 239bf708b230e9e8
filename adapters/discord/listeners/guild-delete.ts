/** The bot was removed from a server: all that is kept of it goes. An outage is told otherwise and deletes nothing. */
import { type Client, type Guild, ShardClientUtil } from 'discord.js';
import type { Deps } from '../deps.ts';

export async function onGuildDelete({ id }: Pick<Guild, 'id'>, deps: Deps): Promise<void> {
  await forget(id, deps);
}

const SNOWFLAKE = /^\d{17,20}$/;

/** Forgets the servers that have removed the bot while it was off. Servers that are out of order are still known to Discord, and stay. */
export async function forgetLeft(client: Client, deps: Deps): Promise<void> {
  const { shardCount = 1 } = client.options;
  const own = client.options.shards as readonly number[];
  try {
    for (const community of await deps.store.communities('discord')) {
      if (!SNOWFLAKE.test(community) || client.guilds.cache.has(community)) continue;
      if (own.includes(ShardClientUtil.shardIdForGuildId(community, shardCount))) await forget(community, deps);
    }
  } catch (error) {
    deps.log.error({ err: error }, 'servers that were left not looked for');
  }
}

async function forget(server: string, { store, log }: Deps): Promise<void> {
  try {
    await store.forget('discord', server);
    log.info({ server }, 'left a server; its data is deleted');
  } catch (error) {
    log.error({ server, err: error }, 'data of a server not deleted');
  }
}
