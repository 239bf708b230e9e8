/** The bot was removed from a server: all that is kept of it goes. An outage is told otherwise and deletes nothing. */
import type { Guild } from 'discord.js';
import type { Deps } from '../deps.ts';
import { messageOf } from '../turn.ts';

export async function onGuildDelete({ id }: Pick<Guild, 'id'>, { store, log }: Deps): Promise<void> {
  try {
    await store.forget('discord', id);
    log.info({ server: id }, 'left a server; its data is deleted');
  } catch (error) {
    log.error({ server: id, error: messageOf(error) }, 'data of a server not deleted');
  }
}
