/** A question in a channel whose settings say that every question is answered. Mentions are mention.ts's. */
import type { App } from '@slack/bolt';
import { written } from '../render/escape.ts';
import { reply } from '../reply.ts';
import { type SlackDeps, settingsOf } from '../turn.ts';
import { isFromPerson, teamOf } from './from.ts';

/** A question mark of any script, or the particle that ends a question in it. */
const ASKS = /[?？؟;՞⸮]\s*$|[?？](\s|$)|(ไหม|มั้ย|หรือไม่|ບໍ່|លား)\s*$/u;

/** Nobody has asked the bot: it answers where it is this sure. */
const SURE = 0.7;

export function registerChannelQuestion(app: App, deps: SlackDeps): void {
  app.event('message', async ({ event, client, context, body }) => {
    if ((event.channel_type !== 'channel' && event.channel_type !== 'group') || !isFromPerson(event)) return;
    const { channel, user = '', ts, text = '', thread_ts } = event as typeof event & { user?: string; text?: string; thread_ts?: string };
    // A mention of the bot is mention.ts's; one of somebody else is a question to them.
    if (text.includes('<@')) return;
    if (!ASKS.test(written(text))) return;
    const team = teamOf(context, body);
    const { listen } = await settingsOf(deps, { team, channel, user });
    if (listen !== 'questions') return;
    await reply(deps, { client, team, channel, user, ts, text, thread: thread_ts ?? ts }, { sure: SURE });
  });
}
