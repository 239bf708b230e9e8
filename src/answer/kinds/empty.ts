/** Nothing was asked. */
import type { Composer } from '../context.ts';

export const empty: Composer = ({ question, say }) =>
  /[\p{L}\p{N}]/u.test(question.text) ? null : { kind: 'no-answer', reason: 'empty', headline: say('no-answer-empty'), certainty: 1 };
