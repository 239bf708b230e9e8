/** @LexSEA in a channel: the answer comes in the thread. */
import type { App } from '@slack/bolt';
import { reply } from '../reply.ts';
import type { SlackDeps } from '../turn.ts';
import { isFromPerson, teamOf } from './from.ts';

export function registerMention(app: App, deps: SlackDeps): void {
  app.event('app_mention', async ({ event, client, context, body }) => {
    if (!isFromPerson(event)) return;
    const { channel, user = '', ts, text, thread_ts } = event;
    await reply(deps, { client, team: teamOf(context, body), channel, user, ts, text, thread: thread_ts ?? ts });
  });
}
