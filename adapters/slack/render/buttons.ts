/** The buttons under an answer. */
import type { types } from '@slack/bolt';
import type { Answer } from '../../../src/answer/answer.ts';
import type { ConversationContext } from '../../../src/question/context.ts';
import { followUpsOf } from '../../presentation/sources.ts';
import { type CarriedTopic, packed, packedIds, packedQuestion } from './carried.ts';
import { shortened } from './escape.ts';
import { plain } from './fields.ts';

/** What the buttons of an answer need to know besides the answer. */
export interface ButtonOptions {
  /** What was recognised before the question, and with it. */
  before: ConversationContext | null;
  after: ConversationContext | null;
  /** What was asked where it was a comparison by topic rather than a question. */
  asked?: CarriedTopic;
  /** The topic to compare, where there is one, and the suggestion that says the same. */
  compare: { topic: string; suggestion: string } | null;
  /** Whether the answer can be shared: it is seen by one person only. */
  share: boolean;
  /** Whether a file can be sent where the answer stands. */
  csv: boolean;
  /** Whether the surface has Slack's own feedback buttons. */
  nativeFeedback: boolean;
}

/** Slack takes 2,000 characters in a value; all values of a message together must leave room for the answer. */
const MOST_QUESTION = 1_000;
const MOST_FOLLOW_UP = 600;
const MOST_IDS = 1_000;
const MOST_VOTE = 500;
const MOST_SUGGESTIONS = 4;
const MOST_LABEL = 75;

/** Rows of buttons: follow-ups, what to do with the answer, feedback. */
export function buttonsOf(answer: Answer, options: ButtonOptions): types.KnownBlock[] {
  return [followUps(answer, options), acts(answer, options), ...feedback(answer, options)].filter((block) => block.elements.length > 0);
}

/** Suggestions that get a button: all but the one that the button "Compare across ASEAN" stands for. */
export function suggestionsOf(answer: Answer, { compare }: Pick<ButtonOptions, 'compare'>): string[] {
  return followUpsOf(answer, MOST_SUGGESTIONS + 1)
    .filter((suggestion) => suggestion !== compare?.suggestion)
    .slice(0, MOST_SUGGESTIONS);
}

function followUps(answer: Answer, options: ButtonOptions): types.ActionsBlock {
  const elements = suggestionsOf(answer, options).flatMap((suggestion, n) => {
    const value = packedQuestion(suggestion, options.after, MOST_FOLLOW_UP);
    return value === null ? [] : [button(`ask:${n}`, suggestion, value)];
  });
  return { type: 'actions', elements };
}

function acts(answer: Answer, { before, asked, compare, share, csv }: ButtonOptions): types.ActionsBlock {
  const elements: types.Button[] = [];
  const question = asked ? packed(asked, MOST_QUESTION) : packedQuestion(answer.question, before, MOST_QUESTION);
  if (answer.citations.length > 0) {
    const ids = answer.citations.map(({ id }) => id);
    elements.push(
      button(
        'sources',
        'Sources',
        packedIds(ids, (some) => ({ ids: some, day: answer.asOf }), MOST_IDS),
      ),
    );
  }
  if (compare) elements.push(button('compare', 'Compare across ASEAN', packed({ topic: compare.topic, states: [] }, MOST_QUESTION) ?? ''));
  if (csv && answer.table && question) elements.push(button('csv', 'CSV', question, 'The table as a CSV file'));
  if (share && answer.kind !== 'no-answer' && question) elements.push(button('share', 'Share to channel', question));
  return { type: 'actions', elements };
}

function feedback(answer: Answer, { nativeFeedback }: ButtonOptions): (types.ActionsBlock | types.ContextActionsBlock)[] {
  if (answer.kind === 'clarification') return [];
  const value = (vote: 'right' | 'wrong') =>
    packedIds(
      answer.citations.map(({ id }) => id),
      (ids) => ({ kind: answer.kind, ids, vote }),
      MOST_VOTE,
    );
  if (!nativeFeedback)
    return [{ type: 'actions', elements: [button('right', 'Right', value('right')), button('wrong', 'Wrong', value('wrong'))] }];
  return [
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'feedback',
          positive_button: { text: plain('Right'), value: value('right'), accessibility_label: 'This answer is right' },
          negative_button: { text: plain('Wrong'), value: value('wrong'), accessibility_label: 'This answer is wrong or not to the point' },
        },
      ],
    },
  ];
}

function button(action_id: string, label: string, value: string, description?: string): types.Button {
  return {
    type: 'button',
    action_id,
    text: plain(shortened(label, MOST_LABEL)),
    value,
    ...(description ? { accessibility_label: description } : {}),
  };
}
