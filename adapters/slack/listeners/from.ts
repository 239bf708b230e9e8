/** Who sent an event, and from which workspace. */
import type { Context } from '@slack/bolt';

/** Whether a message is one that a person wrote just now: no bot, no notice of Slack, no message of Slackbot. */
export function isFromPerson(message: object): boolean {
  const { bot_id, bot_profile, subtype, user, hidden } = message as Record<string, unknown>;
  const written = subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast';
  return written && !bot_id && !bot_profile && !hidden && typeof user === 'string' && user !== 'USLACKBOT';
}

/** The workspace in which LexSEA is asked: where it is installed, which in a shared channel need not be the one of who asks. */
export function teamOf(context: Context, body: object): string {
  // Installed for a whole organisation: what is kept belongs to it, and goes when it uninstalls.
  if (context.isEnterpriseInstall && context.enterpriseId) return context.enterpriseId;
  const { team_id, team } = body as { team_id?: unknown; team?: { id?: unknown } | null };
  return String(context.teamId ?? team_id ?? team?.id ?? context.enterpriseId ?? '');
}

/** A direct message between one person and the bot. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}
