/** What the bot may do where it stands, and the link that invites it with no more than it needs. */
import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

/** Each permission that is asked for: its name in Discord's own words, and what it is for. */
export const PERMISSIONS = [
  { flag: 'ViewChannel', name: 'View Channels', why: 'to see where it is mentioned' },
  { flag: 'SendMessages', name: 'Send Messages', why: 'to answer a mention' },
  { flag: 'AttachFiles', name: 'Attach Files', why: 'to give a comparison as CSV' },
  { flag: 'ReadMessageHistory', name: 'Read Message History', why: 'to reply to the message that asked' },
  { flag: 'CreatePublicThreads', name: 'Create Public Threads', why: 'to answer in a thread' },
  { flag: 'SendMessagesInThreads', name: 'Send Messages in Threads', why: 'to answer in a thread' },
] as const;

export type PermissionFlag = (typeof PERMISSIONS)[number]['flag'];

/** The permissions integer of the invite link. */
export function permissionsInteger(): bigint {
  return PERMISSIONS.reduce((sum, { flag }) => sum | PermissionFlagsBits[flag], 0n);
}

/** The link with which somebody who manages a server adds the bot to it. */
export function inviteLink(applicationId: string): string {
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&permissions=${permissionsInteger()}&integration_type=0&scope=bot+applications.commands`;
}

/** Names of the permissions that are wanted and missing, in Discord's own words; none if it is not known what the bot may do. */
export function missingPermissions(has: Readonly<PermissionsBitField> | null, wanted: readonly PermissionFlag[]): string[] {
  if (has === null) return [];
  return PERMISSIONS.filter(({ flag }) => wanted.includes(flag) && !has.has(PermissionFlagsBits[flag])).map(({ name }) => name);
}
