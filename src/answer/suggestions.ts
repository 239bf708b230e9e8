/** What one might ask next. */
import { isMemberState } from '../corpus/member-states.ts';
import type { Composed, Context } from './context.ts';

const MOST = 3;

/** Up to three questions that LexSEA answers and that lie near the one that was asked. */
export function suggestionsOf({ index, question, evidence, say, nameOf }: Context, composed: Composed): string[] {
  if (composed.kind === 'no-answer' || composed.kind === 'clarification') return [];
  const topic = index.topic(composed.topic ?? evidence.topics[0]?.id ?? '');
  if (!topic) return [];
  const suggestions: string[] = [];
  const place = question.places.find(isMemberState);
  if (topic.comparison && composed.kind !== 'comparison') suggestions.push(say('suggest-compare', { topic: topic.label }));
  if (place && !question.intents.has('penalty') && /interference|access|fraud|devices|interception|protection|breach/.test(topic.id))
    suggestions.push(say('suggest-penalty'));
  const second = evidence.topics.find(({ id }) => id !== topic.id);
  if (place && second)
    suggestions.push(say('suggest-topic-place', { topic: index.topic(second.id)?.label ?? second.id, place: nameOf(place) }));
  return suggestions.slice(0, MOST);
}
