/** "Look this up" on anybody's message: the answer is seen by who looks it up, and can be shared. */
import type { App, MessageShortcut } from '@slack/bolt';
import { stopwatch } from '../../service/meter.ts';
import { MOST_RESPONSES, respondWith } from '../respond.ts';
import { count, messagesOf, type SlackDeps, takeTurn } from '../turn.ts';
import { teamOf } from './from.ts';

export function registerLookUp(app: App, deps: SlackDeps): void {
  app.shortcut<MessageShortcut>({ callback_id: 'look_up', type: 'message_action' }, async ({ shortcut, ack, context, body }) => {
    const seconds = stopwatch();
    await ack();
    const { channel, user, message, response_url } = shortcut;
    const asker = { team: teamOf(context, body), channel: channel.id, user: user.id, conversation: [channel.id, user.id] };
    const turn = message.text?.trim() ? await takeTurn(deps, asker, message.text) : 'That message has no text to look up.';
    await respondWith(response_url, messagesOf(deps, turn, { share: true, showQuestion: true, most: MOST_RESPONSES }));
    count(deps, turn, seconds());
  });
}
