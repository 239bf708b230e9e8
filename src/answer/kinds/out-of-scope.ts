/** What LexSEA is not for: other fields of law, other regions, attacks, advice on one's own case, small talk. */
import { scopeOf } from '../../search/scope.ts';
import type { Composer } from '../context.ts';

export const outOfScope: Composer = ({ index, question, answerable }) => {
  const scope = scopeOf(index, question, answerable);
  return scope && { kind: 'no-answer', reason: scope.reason, headline: scope.reply, certainty: 0.95 };
};
