/** A question that its author has changed: its answer is changed with it, for ten minutes. */
import type { App } from '@slack/bolt';
import * as z from 'zod';
import { editReply } from '../reply.ts';
import type { SlackDeps } from '../turn.ts';
import { isFromPerson, teamOf } from './from.ts';

const Changed = z.object({
  channel: z.string(),
  channel_type: z.string().optional(),
  message: z.looseObject({
    ts: z.string(),
    text: z.string(),
    user: z.string().optional(),
    thread_ts: z.string().optional(),
    edited: z.object({ ts: z.string() }).optional(),
  }),
  previous_message: z.looseObject({ text: z.string().optional() }).optional(),
});

export function registerEdit(app: App, deps: SlackDeps): void {
  app.event('message', async ({ event, client, context, body }) => {
    if (event.subtype !== 'message_changed') return;
    const { data } = Changed.safeParse(event);
    // Slack tells of a link's preview in the same way; then the text is as it was.
    if (!data || !isFromPerson(data.message) || data.previous_message?.text === data.message.text) return;
    const { channel, channel_type, message } = data;
    const { ts, text, user = '', thread_ts, edited } = message;
    const thread = thread_ts ?? (channel_type === 'im' ? undefined : ts);
    await editReply(deps, { client, team: teamOf(context, body), channel, user, ts, text, thread }, edited?.ts ?? event.ts);
  });
}
