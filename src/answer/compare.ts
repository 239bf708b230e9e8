/** A comparison that was asked for by topic and states rather than by a question. */

import { MEMBER_STATES } from '../corpus/member-states.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import { understand } from '../question/understand.ts';
import type { Answer } from './answer.ts';
import { compareIn } from './compose.ts';

/** The table of a topic over states; all eleven if none are given. */
export function compareTopic(index: CorpusIndex, topic: string, states: readonly string[], today: string): Answer {
  const label = index.topic(topic)?.label ?? topic;
  const question = understand(index, `${label}`, { in: states });
  return compareIn(index, question, [topic], states.length > 0 ? states : MEMBER_STATES, today);
}
