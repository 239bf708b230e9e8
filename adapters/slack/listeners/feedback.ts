/** Votes on answers: what an answer cited and whether it was right, never the question. */
import type { App } from '@slack/bolt';
import { CarriedVote, unpacked } from '../render/carried.ts';
import { note } from '../render/texts.ts';
import { respondWith } from '../respond.ts';
import type { SlackDeps } from '../turn.ts';
import { teamOf } from './from.ts';

const THANKS = {
  right: 'Thank you. Your vote is counted, without your question.',
  wrong: 'Thank you. Your vote is counted, without your question; those who keep the corpus see which provisions it was about.',
};

export function registerFeedback(app: App, deps: SlackDeps): void {
  app.action(/^(feedback|right|wrong)$/, async ({ ack, action, body, context }) => {
    await ack();
    const vote = unpacked(CarriedVote, 'value' in action ? action.value : undefined);
    if (!vote || body.type !== 'block_actions') return;
    const community = teamOf(context, body);
    await deps.store.feedback.vote({
      surface: 'slack',
      community,
      citations: vote.ids,
      kind: vote.kind,
      vote: vote.vote,
      voter: body.user.id,
    });
    deps.log.info({ team: community, kind: vote.kind, vote: vote.vote }, 'feedback');
    if (body.response_url) await respondWith(body.response_url, [note(THANKS[vote.vote])]);
  });
}
