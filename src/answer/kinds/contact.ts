/** Where to report, whom to call: the body of the state that the matter is for, and how it is reached. */
import { isMemberState } from '../../corpus/member-states.ts';
import type { ItemHead } from '../../index/item-head.ts';
import type { Composer, Context } from '../context.ts';
import { asksFigure } from '../headline.ts';
import { institutionAnswer } from './institution.ts';

/** Which authority of a state's profile a matter is for, by the beginning of its topic. */
const ROLES: [RegExp, string[]][] = [
  [/^(data-|breach|cross-border)/, ['data-protection-authority']],
  [/^(illegal|computer-fraud|child|online|misuse|system-int|data-int)/, ['cybercrime-police', 'national-cert']],
  [/^(incident|national-cert|critical|cybersecurity)/, ['national-cert', 'cybersecurity-authority']],
  [/^(mutual|extradition)/, ['mla-central-authority']],
];
const ROLE = 1;
const REACHABLE = 1;
/** Topics on which the rule itself names whom to tell. */
const RULE_NAMES_ADDRESSEE = ['breach-notification', 'incident-reporting'];
/** Topics on which `who` asks for a body. */
const WHO = ['data-protection-authority', 'cybersecurity-authority', 'national-cert'];

export const contact: Composer = (context) => {
  const { question, evidence } = context;
  const topic = evidence.topics[0]?.id ?? '';
  const asked = question.intents.has('contact') || (question.intents.has('who') && WHO.includes(topic));
  if (!asked || asksFigure(question) || question.pinpoints.length > 0 || RULE_NAMES_ADDRESSEE.includes(topic)) return null;
  const state = [...question.places, ...question.hintedPlaces].filter(isMemberState);
  if (state.length !== 1) return null;
  const bodies = bodiesOf(context, state[0] as string, topic);
  const [best, second] = bodies;
  return best ? institutionAnswer(context, best, second ? [second] : []) : null;
};

/** Bodies of a state, the one that fits best first. */
function bodiesOf({ index, ranked, evidence, question }: Context, state: string, topic: string): string[] {
  const authorities = index.profile(state)?.authorities as Record<string, string | null> | undefined;
  const roles = ROLES.find(([begins]) => begins.test(topic))?.[1] ?? ['cybercrime-police', 'national-cert'];
  const fitting = new Set(roles.map((role) => authorities?.[role]));
  const scores = new Map(ranked.map(({ n, score }) => [n, score]));
  const least = Math.min(0, ...scores.values());
  return index.items
    .map((item, n) => ({ item, n }))
    .filter(({ item }) => item.kind === 'institution' && item.jurisdiction === state)
    .map(({ item, n }) => ({
      id: item.id,
      score: worth(item, scores.get(n) ?? least + (evidence.meaning[n] as number), fitting.has(item.id), question.intents.has('contact')),
    }))
    .sort((left, right) => right.score - left.score)
    .map(({ id }) => id);
}

function worth(item: ItemHead, score: number, hasRole: boolean, wantsContact: boolean): number {
  return score + (hasRole ? ROLE : 0) + (wantsContact && item.reachable ? REACHABLE : 0);
}
