/** The form that the global shortcut opens, and what takes its place when it is sent. */
import type { types } from '@slack/bolt';
import { LONGEST_QUESTION } from '../../../src/text/normalise.ts';
import { shortened } from './escape.ts';
import { type Choice, input, menu, plain } from './fields.ts';
import type { SlackMessage } from './pack.ts';
import { paragraphs, pieces, small, text } from './rich-text.ts';

/** A form with a country, a topic and a question; one of the last two is enough. */
export function askModal(places: readonly Choice[], topics: readonly Choice[], country: string | undefined): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'ask',
    title: plain('Ask LexSEA'),
    submit: plain('Ask'),
    close: plain('Cancel'),
    blocks: [
      input(
        'Question',
        {
          type: 'plain_text_input',
          action_id: 'question',
          multiline: true,
          max_length: LONGEST_QUESTION,
          focus_on_load: true,
          placeholder: plain('How fast must a data breach be notified?'),
        },
        { optional: true, hint: 'Or choose a topic below, and leave this empty.' },
      ),
      input('Country', menu('country', places, country, 'Any country'), { optional: true }),
      input('Topic', menu('topic', topics, undefined, 'Any topic'), { optional: true }),
      small(['The question is answered and then forgotten. Only you see the answer.']),
    ],
  };
}

/** Slack takes 100 blocks in a view, 3 of which are kept for what says that there is more. */
const MOST_BLOCKS = 97;

/** An answer in a form: all its messages one below the other. */
export function answerModal(messages: readonly SlackMessage[]): types.ModalView {
  const blocks = messages.flatMap((message) => message.blocks);
  const shown =
    blocks.length <= MOST_BLOCKS
      ? blocks
      : [...blocks.slice(0, MOST_BLOCKS), small(['The answer is longer than this window. Ask in a direct message to see all of it.'])];
  return { type: 'modal', callback_id: 'answer', title: plain('LexSEA'), close: plain('Close'), blocks: shown };
}

/** Slack takes 24 characters in a title. */
const MOST_TITLE = 24;
const NOTE = { text: 2_600, json: 8_000 };

/** A window that says one thing. */
export function noteModal(title: string, content: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'note',
    title: plain(shortened(title, MOST_TITLE)),
    close: plain('Close'),
    blocks: [paragraphs(pieces([text(content)], NOTE))],
  };
}
