/** A direct message outside any thread; those within one are the assistant's (assistant.ts). */
import type { App } from '@slack/bolt';
import { reply } from '../reply.ts';
import type { SlackDeps } from '../turn.ts';
import { isFromPerson, teamOf } from './from.ts';

export function registerDirectMessage(app: App, deps: SlackDeps): void {
  app.event('message', async ({ event, client, context, body }) => {
    if (event.channel_type !== 'im' || !isFromPerson(event)) return;
    const {
      channel,
      user = '',
      ts,
      text = '',
      thread_ts: thread,
    } = event as typeof event & { user?: string; text?: string; thread_ts?: string };
    await reply(deps, { client, team: teamOf(context, body), channel, user, ts, text, thread });
  });
}
