/** What holds where somebody asks: the settings of the channel over those of the server, and what holds where nothing is set. */
import type { Scope, SettingsRecord } from '../../src/store/settings.ts';

export interface DiscordSettings {
  /** Taken where a question names no place. */
  home: string | null;
  /** Whether only the person who used a command sees its answer. */
  private: boolean;
  /** Whether new posts of a forum channel get a first answer. */
  forum: boolean;
  /** Seconds between two questions of one person; 0 for no wait. */
  cooldown: number;
}

/**
 * The community of all that happens in no server of ours: direct messages, and servers to which a person brought the
 * bot along. One for all, as what a community is called is kept in clear, and who asks should not be.
 */
export const DIRECT = 'direct';

/** Where something happened, as far as settings and limits go. */
export interface Where {
  /** The server if the bot is a member of it; otherwise DIRECT. */
  community: string;
  /** The channel; of a thread, the channel that it is in. */
  place: string | null;
  /** Whether it is a server that the bot is a member of. */
  inServer: boolean;
  /** Whether the person is alone with the bot, in direct messages. */
  alone: boolean;
}

export function scopeOf({ community, place, inServer }: Where): Scope {
  return { surface: 'discord', community, ...(place && inServer ? { place } : {}) };
}

/** Settings with our defaults: where others are, an answer to a command is private until somebody shares it. */
export function settingsFrom(record: SettingsRecord, { alone }: Pick<Where, 'alone'>): DiscordSettings {
  return {
    home: record.country ?? null,
    private: !alone && record.audience !== 'public',
    forum: record.forum ?? false,
    cooldown: record.cooldown ?? 0,
  };
}
