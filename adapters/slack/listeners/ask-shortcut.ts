/** The global shortcut: a form with country, topic and question, and the answer in its place. Nothing is posted. */
import type { App, GlobalShortcut } from '@slack/bolt';
import { isMemberState } from '../../../src/corpus/member-states.ts';
import { placeName } from '../../presentation/labels.ts';
import { stopwatch } from '../../service/meter.ts';
import { answerModal, askModal } from '../render/ask-modal.ts';
import { compareTurn, count, messagesOf, type SlackDeps, settingsOf, slowDown, type Turn, takeTurn } from '../turn.ts';
import { placeChoices, topicChoices } from './choices.ts';
import { chosen, typed } from './form.ts';
import { teamOf } from './from.ts';

/** A modal takes what every Slack takes, and has no channel to share in. */
export const IN_MODAL = { nativeTable: false, nativeFeedback: false, csv: false } as const;

export function registerAskShortcut(app: App, deps: SlackDeps): void {
  const { lexsea } = deps;
  app.shortcut<GlobalShortcut>({ callback_id: 'ask', type: 'shortcut' }, async ({ shortcut, ack, client, context, body }) => {
    await ack();
    const { country } = await settingsOf(deps, { team: teamOf(context, body), channel: '', user: shortcut.user.id });
    await client.views.open({
      trigger_id: shortcut.trigger_id,
      view: askModal(placeChoices(lexsea.index), topicChoices(lexsea.index), country),
    });
  });
  app.view('ask', async ({ ack, view, body, context }) => {
    const seconds = stopwatch();
    const turn = await answerForm(deps, teamOf(context, body), body.user.id, {
      question: typed(view, 'question'),
      country: placeChoices(lexsea.index).find(({ value }) => value === chosen(view, 'country'))?.value,
      topic: lexsea.index.topic(chosen(view, 'topic') ?? '')?.id,
    });
    if (turn === null) await ack({ response_action: 'errors', errors: { question: 'Write a question, or choose a topic below.' } });
    else if (typeof turn === 'string') await ack({ response_action: 'errors', errors: { question: turn } });
    else {
      await ack({
        response_action: 'update',
        view: answerModal(messagesOf(deps, turn, { ...IN_MODAL, showQuestion: turn.asked === undefined })),
      });
      count(deps, turn, seconds());
    }
  });
}

interface Form {
  question: string;
  country: string | undefined;
  topic: string | undefined;
}

/** The answer to a form; null if it asks nothing. A question is for its country where it names none. */
async function answerForm(deps: SlackDeps, team: string, user: string, { question, country, topic }: Form): Promise<Turn | string | null> {
  const { lexsea } = deps;
  const label = topic && lexsea.index.topic(topic)?.label;
  const asker = { team, channel: '', user, conversation: ['form', user] };
  // A form begins a conversation.
  const anew = { before: null, home: country };
  if (question !== '') return takeTurn(deps, asker, escapedLike(question), anew);
  if (!topic || !label) return null;
  if (country && isMemberState(country)) return takeTurn(deps, asker, `${label} in ${placeName(lexsea.index, country)}`, anew);
  if (!lexsea.index.topic(topic)?.comparison) return takeTurn(deps, asker, label, anew);
  return (await slowDown(deps, asker)) ?? compareTurn(deps, { topic, states: [] });
}

/** A form gives what was typed as it was typed; everything else comes escaped. */
function escapedLike(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
