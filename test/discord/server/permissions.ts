/** Permissions of a member in a channel, as Discord computes them (topics/permissions#permission-overwrites). */
import { PermissionFlagsBits as P } from 'discord.js';
import type { Channel, Guild } from './world.ts';

/** What a member of a new server may do. */
export const MEMBER =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.ReadMessageHistory |
  P.AddReactions |
  P.UseApplicationCommands |
  P.UseExternalApps;
export const MANAGER = MEMBER | P.ManageGuild | P.ManageMessages | P.ManageChannels;
const ALL = Object.values(P).reduce((all, bit) => all | bit, 0n);

/** The permissions of a member of the guild in a channel or thread; 0 for who is no member. */
export function permissionsOf(guild: Guild, channel: Channel | undefined, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return ALL;
  let granted = 0n;
  for (const role of guild.roles) if (role.id === guild.id || member.roles.includes(role.id)) granted |= role.permissions;
  if (granted & P.Administrator) return ALL;
  const from = channel?.isThread ? channel.parent : channel;
  for (const type of [0, 1] as const) {
    for (const overwrite of from?.overwrites ?? []) {
      if (
        overwrite.type !== type ||
        !(type === 1 ? overwrite.id === userId : member.roles.includes(overwrite.id) || overwrite.id === guild.id)
      )
        continue;
      granted = (granted & ~overwrite.deny) | overwrite.allow;
    }
  }
  if (channel && !(granted & P.ViewChannel)) return 0n;
  if (channel && !(granted & (channel.isThread ? P.SendMessagesInThreads : P.SendMessages)))
    granted &= ~(P.EmbedLinks | P.AttachFiles | P.MentionEveryone);
  return granted;
}
