/** Where an interaction or a message comes from. */
import type { BaseInteraction, Channel, Message } from 'discord.js';
import { keyOf } from '../../src/store/keys.ts';
import type { Deps } from './deps.ts';
import { type DiscordSettings, scopeOf, settingsFrom, type Where } from './settings.ts';
import { messageOf } from './turn.ts';

export function whereOf(interaction: BaseInteraction): Where {
  const inServer = interaction.inCachedGuild();
  return {
    community: inServer ? interaction.guildId : interaction.user.id,
    place: placeOf(interaction.channel) ?? interaction.channelId,
    inServer,
  };
}

export function whereOfMessage(message: Message): Where {
  const inServer = message.inGuild();
  return { community: inServer ? message.guildId : message.author.id, place: placeOf(message.channel), inServer };
}

/** The channel whose settings hold: of a thread, the channel or forum that it is in. */
function placeOf(channel: Channel | null): string | null {
  if (channel === null) return null;
  return channel.isThread() ? (channel.parentId ?? channel.id) : channel.id;
}

/** The settings that hold; our defaults where the store cannot be read. */
export async function settingsAt({ store, log }: Deps, where: Where): Promise<DiscordSettings> {
  const record = await store.settings.get(scopeOf(where)).catch((error: unknown) => {
    log.warn({ error: messageOf(error) }, 'settings not read');
    return {};
  });
  return settingsFrom(record, where);
}

/** Questions that a person and a server may ask, so that nobody can keep the others from being answered. */
const OF_A_PERSON = { points: 20, seconds: 60 };
const OF_A_SERVER = { points: 300, seconds: 60 };

/** Seconds until the next question may be asked; 0 if this one may. A store that cannot count keeps nobody from asking. */
export async function waitFor({ store, log }: Deps, where: Where, user: string, { cooldown }: DiscordSettings): Promise<number> {
  const { community } = where;
  const limits = [
    ...(cooldown > 0 ? [{ key: keyOf('discord', community, 'cooldown', user), limit: { points: 1, seconds: cooldown } }] : []),
    { key: keyOf('discord', community, 'person', user), limit: OF_A_PERSON },
    { key: keyOf('discord', community, 'server'), limit: OF_A_SERVER },
  ];
  try {
    for (const { key, limit } of limits) {
      const { allowed, retryAfter } = await store.limits.take(key, limit);
      if (!allowed) return retryAfter;
    }
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'limit not counted');
  }
  return 0;
}
