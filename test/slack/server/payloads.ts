/** What Slack sends to an app, as @slack/bolt reads it. */

import { randomBytes } from 'node:crypto';
import { shown } from './answering.ts';
import type { Parcel } from './delivery.ts';
import type { Message } from './ledger.ts';
import type { Json } from './schema.ts';
import type { Workspace } from './workspace.ts';

/** An event in the envelope of the Events API. */
export function eventParcel(event: Json, workspace: Workspace): Parcel {
  const id = `Ev${randomBytes(6).toString('hex').toUpperCase()}`;
  return {
    kind: 'event',
    type: String(event.type),
    id,
    payload: {
      token: 'verification-token',
      team_id: workspace.id,
      context_team_id: workspace.id,
      context_enterprise_id: null,
      api_app_id: 'A0LEXSEA',
      event,
      type: 'event_callback',
      event_id: id,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: workspace.id, user_id: workspace.botUser, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event_context: `4-${randomBytes(8).toString('hex')}`,
    },
  };
}

/** A `message` event: a new message, an edit (what it said before is given) or a deletion. */
export function messageEvent(message: Message, workspace: Workspace, how: { changedFrom?: Message; removed?: boolean } = {}): Json {
  const channel = workspace.channels.get(message.channel);
  const where = { channel: message.channel, channel_type: channel?.kind ?? 'channel', event_ts: message.edited?.ts ?? message.ts };
  if (how.removed) {
    return {
      type: 'message',
      subtype: 'message_deleted',
      ...where,
      hidden: true,
      ts: where.event_ts,
      deleted_ts: message.ts,
      previous_message: shown(message, workspace),
    };
  }
  if (how.changedFrom) {
    return {
      type: 'message',
      subtype: 'message_changed',
      ...where,
      hidden: true,
      ts: where.event_ts,
      message: { ...shown(message, workspace), source_team: workspace.id, user_team: workspace.id },
      previous_message: shown(how.changedFrom, workspace),
    };
  }
  return { ...shown(message, workspace), ...where };
}

/** Who and where of an interaction. */
export function actor(workspace: Workspace, user: { id: string; name: string }): Json {
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.id },
    api_app_id: 'A0LEXSEA',
    token: 'verification-token',
    team: { id: workspace.id, domain: workspace.id.toLowerCase() },
    enterprise: null,
    is_enterprise_install: false,
  };
}
