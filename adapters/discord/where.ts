/** Where an interaction or a message comes from. */
import { type BaseInteraction, type Channel, type Client, InteractionContextType, type Message } from 'discord.js';
import { keyOf } from '../../src/store/keys.ts';
import type { Deps } from './deps.ts';
import { DIRECT, type DiscordSettings, scopeOf, settingsFrom, type Where } from './settings.ts';

export function whereOf(interaction: BaseInteraction): Where {
  const inServer = interaction.inCachedGuild();
  return {
    community: inServer ? interaction.guildId : DIRECT,
    place: placeOf(interaction.channel) ?? interaction.channelId,
    inServer,
    alone: interaction.context === InteractionContextType.BotDM,
  };
}

export function whereOfMessage(message: Message): Where {
  const inServer = message.inGuild();
  return { community: inServer ? message.guildId : DIRECT, place: placeOf(message.channel), inServer, alone: message.channel.isDMBased() };
}

/** The channel whose settings hold: of a thread, the channel or forum that it is in. */
function placeOf(channel: Channel | null): string | null {
  if (channel === null) return null;
  return channel.isThread() ? (channel.parentId ?? channel.id) : channel.id;
}

/** Whether something may be kept of a place: the bot may have been removed from the server while it answered. */
export function isStillThere(client: Client, { inServer, community }: Where): boolean {
  return !inServer || client.guilds.cache.has(community);
}

/** The settings that held last at each place that was asked in of late: good enough to say at once that an answer comes. */
const last = new Map<string, DiscordSettings>();
const MOST_REMEMBERED = 10_000;

/** The settings that held last; undefined if nobody has asked here yet. */
export function lastSettings({ community, place }: Where): DiscordSettings | undefined {
  return last.get(`${community} ${place}`);
}

/** To be called where settings were changed. */
export function forgetLastSettings(): void {
  last.clear();
}

/** The settings that hold; our defaults where the store cannot be read. */
export async function settingsAt({ store, log }: Deps, where: Where): Promise<DiscordSettings> {
  const record = await store.settings.get(scopeOf(where)).catch((error: unknown) => {
    log.warn({ err: error }, 'settings not read');
    return {};
  });
  const settings = settingsFrom(record, where);
  if (last.size >= MOST_REMEMBERED) last.clear();
  last.set(`${where.community} ${where.place}`, settings);
  return settings;
}

/** What somebody does, as far as limits go: a question, or the press of a button under an answer. */
export type Use = 'question' | 'press';

/** What one person and one server may do, so that nobody can keep the others from being answered. */
const OF_A_PERSON = { question: { points: 20, seconds: 60 }, press: { points: 60, seconds: 60 } } as const;
const OF_A_SERVER = { points: 300, seconds: 60 };

/** Seconds until it may be done; 0 if it may be now. A store that cannot count keeps nobody from asking. */
export async function waitFor(
  { store, log, meter }: Deps,
  where: Where,
  user: string,
  use: Use,
  { cooldown }: DiscordSettings,
): Promise<number> {
  const { community, inServer } = where;
  const limits = [
    ...(use === 'question' && cooldown > 0
      ? [{ key: keyOf('discord', community, 'cooldown', user), limit: { points: 1, seconds: cooldown } }]
      : []),
    { key: keyOf('discord', community, use, user), limit: OF_A_PERSON[use] },
    ...(use === 'question' && inServer ? [{ key: keyOf('discord', community, 'server'), limit: OF_A_SERVER }] : []),
  ];
  try {
    for (const { key, limit } of limits) {
      const { allowed, retryAfter } = await store.limits.take(key, limit);
      if (allowed) continue;
      meter.limited('lexsea');
      return retryAfter;
    }
  } catch (error) {
    log.warn({ err: error }, 'limit not counted');
  }
  return 0;
}
