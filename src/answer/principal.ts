/** The law that a general name means: `the data protection act in Indonesia` is the act that holds Indonesia's rule on the matter. */
import { isMemberState } from '../corpus/member-states.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import { isCurrent, statusOn } from './citation.ts';
import type { Context } from './context.ts';
import { provisionsAt } from './provisions-at.ts';

/**
 * The instruments that a question with a pinpoint means though it names none: those that hold the rule of its one state
 * on the matter that it names. The ones that have the pinpoint, if any has; else the first; none where no matter is named.
 */
export function principalLaws({ index, question, asOf }: Pick<Context, 'index' | 'question' | 'asOf'>): string[] {
  const [state, ...others] = question.places.filter(isMemberState);
  if (!state || others.length > 0 || question.pinpoints.length === 0) return [];
  const laws = question.namedTopics.flatMap((topic) => lawsOn(index, topic, state)).filter((id) => isCurrent(statusOn(index, id, asOf)));
  const having = laws.filter((id) => question.pinpoints.some((asked) => provisionsAt(index, id, asked).length > 0));
  return having.length > 0 ? [...new Set(having)] : laws.slice(0, 1);
}

/** Instruments of a state that hold a comparison cell on a topic, in the order of the corpus. */
function lawsOn(index: CorpusIndex, topic: string, state: string): string[] {
  return index.items
    .filter((item) => item.kind === 'provision' && item.jurisdiction === state && item.cells.includes(topic))
    .map(({ parent }) => parent);
}
