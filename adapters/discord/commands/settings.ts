/** `/settings`: what LexSEA does in a server and its channels; for those who manage the server. */
import {
  type ApplicationCommandOptionAllowedChannelType,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  type ChatInputCommandInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Scope, SettingsRecord } from '../../../src/store/settings.ts';
import type { Deps } from '../deps.ts';
import { escaped } from '../render/escape.ts';
import { renderNotes } from '../render/record.ts';
import { Refusal, replyTo } from '../reply.ts';
import { settingsFrom } from '../settings.ts';
import { forgetLastSettings } from '../where.ts';
import type { SlashCommand } from './command.ts';
import { IN_SERVERS } from './everywhere.ts';
import { AUDIENCES, COUNTRIES, NAMES } from './names.ts';
import { changeUpdates, UPDATES } from './updates.ts';

const LONGEST_COOLDOWN = 3_600;
const COUNTRY = { type: ApplicationCommandOptionType.String, ...NAMES.home, choices: COUNTRIES } as const;
const ANSWERS = { type: ApplicationCommandOptionType.String, ...NAMES.answers, choices: AUDIENCES } as const;
const COOLDOWN = { type: ApplicationCommandOptionType.Integer, ...NAMES.cooldown, min_value: 0, max_value: LONGEST_COOLDOWN } as const;
const FORUM = { type: ApplicationCommandOptionType.Boolean, ...NAMES.forum } as const;
const RESET = { type: ApplicationCommandOptionType.Boolean, ...NAMES.reset } as const;
const CHANNEL_TYPES: ApplicationCommandOptionAllowedChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildVoice,
];
const CHANNEL = {
  type: ApplicationCommandOptionType.Channel,
  ...NAMES.whichChannel,
  channel_types: CHANNEL_TYPES,
} as const;

export const settings: SlashCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...NAMES.settings,
    ...IN_SERVERS,
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    options: [
      { type: ApplicationCommandOptionType.Subcommand, ...NAMES.show },
      { type: ApplicationCommandOptionType.Subcommand, ...NAMES.server, options: [COUNTRY, ANSWERS, COOLDOWN, RESET] },
      { type: ApplicationCommandOptionType.Subcommand, ...NAMES.channel, options: [CHANNEL, COUNTRY, ANSWERS, FORUM, COOLDOWN, RESET] },
      UPDATES,
    ],
  },
  run: (interaction, deps) =>
    replyTo(interaction, deps, { use: 'press', private: true }, async ({ where }) => {
      // Discord hides the command from others, but a server can show it to them: what counts is what the member may do.
      if (!where.inServer || !interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild))
        throw new Refusal('Only those with the permission Manage Server can see or change the settings of a server.');
      const server: Scope = { surface: 'discord', community: where.community };
      const place = interaction.options.getChannel('channel')?.id ?? where.place ?? interaction.channelId;
      const channel: Scope = { ...server, place };
      const level = interaction.options.getSubcommand(true);
      if (level === 'updates') await changeUpdates(interaction, deps, channel);
      else if (level !== 'show') await change(interaction, deps, level === 'server' ? server : channel);
      return { messages: [await summary(deps, server, channel, place)] };
    }),
};

async function change(interaction: ChatInputCommandInteraction, { store }: Deps, scope: Scope): Promise<void> {
  if (interaction.options.getBoolean('reset')) await store.settings.remove(scope);
  const changes = changesOf({
    country: interaction.options.getString('country'),
    audience: interaction.options.getString('answers'),
    forum: scope.place ? interaction.options.getBoolean('forum') : null,
    cooldown: interaction.options.getInteger('cooldown'),
  });
  if (Object.keys(changes).length > 0) await store.settings.set(scope, changes);
  forgetLastSettings();
}

/** The settings that were given; what was not given stays as it is. */
export function changesOf(given: Readonly<Record<string, unknown>>): Partial<SettingsRecord> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
}

async function summary(
  { store, readsMessages }: Deps,
  server: Scope,
  channel: Scope,
  place: string,
): Promise<ReturnType<typeof renderNotes>> {
  const [ofServer, ofChannel, holds] = await Promise.all([
    store.settings.own(server),
    store.settings.own(channel),
    store.settings.get(channel),
  ]);
  const { home, private: isPrivate, forum, cooldown } = settingsFrom(holds, { alone: false });
  const forumNote = forum && !readsMessages ? ' (only the title is read: the message content intent is off, see docs/discord.md)' : '';
  return renderNotes([
    `**What holds in <#${place}>**\n${[
      `- Default country: ${home ?? 'none'}`,
      `- Answers to commands: ${isPrivate ? 'only who asked sees them, and can share them' : 'everybody in the channel sees them'}`,
      `- First answer to new forum posts: ${forum ? `yes, where it is sure${forumNote}` : 'no'}`,
      `- Wait between two questions of one person: ${cooldown === 0 ? 'none' : `${cooldown} s`}`,
      `- Told of changes of the law: ${escaped(followedBy(ofChannel))}`,
    ].join('\n')}`,
    `-# Server: ${listOf(ofServer)}\n-# This channel: ${listOf(ofChannel)}`,
  ]);
}

function followedBy({ updates }: SettingsRecord): string {
  if (!updates) return 'no';
  const { countries, topics } = updates;
  return `yes, ${countries.length > 0 ? countries.join(', ') : 'all countries'}, ${topics.length > 0 ? topics.join(', ') : 'all topics'}`;
}

function listOf({ updates: _, toldOf: __, ...record }: SettingsRecord): string {
  const set = Object.entries(record).map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  return set.length > 0 ? escaped(set.join(', ')) : 'nothing set';
}
