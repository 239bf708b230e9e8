/** One topic, or two, over several states or all eleven, as a table. */
import { isMemberState, MEMBER_STATES } from '../../corpus/member-states.ts';
import type { Question } from '../../question/question.ts';
import { ownWords } from '../../question/term-weights.ts';
import { UNSPACED } from '../../text/analyse.ts';
import { isCurrent, statusOn } from '../citation.ts';
import type { Composed, Composer, Context } from '../context.ts';
import { asksFigure, bestSentences } from '../headline.ts';
import { isAbsence, shownCells } from './cells.ts';
import { contentOf } from './provision.ts';

/** A second topic is compared too if it is named, or weighs at least this share of the first. */
const SECOND_TOPIC = 0.75;

export const comparison: Composer = (context) => {
  if (tellsOfACase(context)) return null;
  const states = statesOf(context);
  if (states === null) return null;
  const topics = topicsToCompare(context);
  if (topics.length === 0) return null;
  return compareTopics(context, topics, states);
};

/** A list or count in a question about one incident (`how many countries did the suspects come from`) compares no laws. */
function tellsOfACase({ index, question, ranked }: Context): boolean {
  const best = ranked[0];
  return (
    best !== undefined && index.items[best.n]?.kind === 'case' && !question.intents.has('compare') && !question.places.includes('ASEAN')
  );
}

/** Which states are compared; null if the question compares none. */
function statesOf(context: Context): readonly string[] | null {
  const { question } = context;
  const named = question.places.filter(isMemberState);
  const region = question.places.includes('ASEAN') || question.places.length === 0;
  const all = question.intents.has('compare') || question.intents.has('list') || question.intents.has('lack');
  if (question.places.includes('ASEAN') && all && named.length > 0 && question.intents.has('list')) return MEMBER_STATES;
  if (named.length >= 2) {
    const sideBySide =
      question.intents.has('compare') ||
      (question.placesTogether && (named.length >= 3 || (!question.intents.has('reach') && !question.intents.has('cooperation'))));
    return sideBySide ? [...named].sort() : null;
  }
  if (named.length > 0 || !region || question.instruments.length > 0) return null;
  return all || isBareTopic(question) || isOpen(context) ? MEMBER_STATES : null;
}

/** A topic and nothing else (`data localisation`): answered for all states. */
function isBareTopic(question: Question): boolean {
  const words = ownWords(question);
  const plain = question.hintedPlaces.length === 0 && !asksFigure(question) && !UNSPACED.test(question.text);
  return (
    plain && question.namedTopics.length > 0 && words <= 3 && question.institutions.length === 0 && question.text.split(/\s+/).length <= 4
  );
}

/** Of so many of the best items, so many states: the law of none of them is meant more than that of the others. */
const BEST = 5;
const STATES_OF_BEST = 3;
const CLEAR_TOPIC = 0.5;
/** Two items this near to each other answer a question equally well. */
const EQUALLY_WELL = 2;

/** A question on a comparable topic that names no place and fits the law of many (`how fast must a breach be notified`). */
function isOpen({ index, question, evidence, ranked }: Context): boolean {
  const topic = evidence.topics[0];
  if (question.places.length + question.hintedPlaces.length + question.institutions.length + question.pinpoints.length > 0) return false;
  if (!topic || topic.weight < CLEAR_TOPIC || !index.topic(topic.id)?.comparison) return false;
  const best = ranked.filter(({ n }) => ['provision', 'gap'].includes(index.items[n]?.kind ?? '')).slice(0, BEST);
  const states = best.map(({ n }) => index.items[n]?.jurisdiction ?? '').filter(isMemberState);
  const clear = (best[0]?.score ?? 0) - (best[1]?.score ?? 0) > EQUALLY_WELL;
  return states.length === best.length && new Set(states).size >= STATES_OF_BEST && !clear;
}

/** A comparable topic that weighs less than this share of the first is not what the question is about. */
const LEAST_OF_FIRST = 0.4;
/** A topic without cells can be compared if provisions of this many states are about it before all else. */
const ENOUGH_STATES = 6;

function isOfStates(index: Context['index'], topic: string): boolean {
  const states = new Set(
    index.items
      .filter((item) => item.kind === 'provision' && item.topics[0] === topic && isMemberState(item.jurisdiction))
      .map(({ jurisdiction }) => jurisdiction),
  );
  return states.size >= ENOUGH_STATES;
}

/** Topics whose cells hold the figure that is asked for, wherever their neighbours come first. */
const WITH_DEADLINE = ['breach-notification', 'incident-reporting'];
const WITH_FINE = ['data-protection-penalties'];

function topicsToCompare({ index, evidence, question }: Context): string[] {
  const comparable = evidence.topics.filter(({ id }) => index.topic(id)?.comparison);
  const overall = evidence.topics[0];
  const first = comparable[0];
  if (!overall) return [];
  const ofStates = overall.id !== first?.id && isOfStates(index, overall.id);
  if (ofStates && (first?.weight ?? 0) < overall.weight * SECOND_TOPIC) return [overall.id];
  if (!first || first.weight < overall.weight * LEAST_OF_FIRST) return [];
  const near = evidence.topics.slice(0, 4).map(({ id }) => id);
  const wanted = question.intents.has('time-limit')
    ? WITH_DEADLINE
    : question.intents.has('penalty') && /^(data-|breach)/.test(first.id)
      ? WITH_FINE
      : [];
  const figure = wanted.includes(first.id) ? undefined : wanted.find((topic) => near.includes(topic));
  if (figure) return [figure];
  const second = comparable[1];
  const named = second && question.namedTopics.includes(second.id) && question.namedTopics.includes(first.id);
  return named && second.weight >= first.weight * SECOND_TOPIC ? [first.id, second.id] : [first.id];
}

/** Fills the table and says in the headline what can be counted from its cells. */
export function compareTopics(context: Context, topics: string[], states: readonly string[]): Composed {
  const { index, question, draft, say, nameOf } = context;
  const lacking: string[] = [];
  for (const topic of topics) {
    for (const state of states) {
      const cells = shownCells(context, topic, state);
      const [cell] = cells;
      if (cell)
        draft.row(
          state,
          topic,
          cells.map(({ text }) => text.replace(/\.$/, '')).join('; '),
          cells.map(({ id }) => id),
        );
      else fallbackRow(context, topic, state);
      if (topic === topics[0] && cell && isAbsence(cell)) lacking.push(state);
    }
  }
  const topic = topics[0] as string;
  if (draft.rows.length === 0) return { kind: 'no-answer', reason: 'not-covered', headline: say('no-answer-not-covered'), topic };
  const label = topics.map((id) => index.topic(id)?.label ?? id).join(' / ');
  const names = (list: readonly string[]): string => list.map(nameOf).join(', ');
  let headline = say('comparison-headline', { topic: label, count: String(states.length) });
  if (question.intents.has('lack') && lacking.length > 0) {
    headline = say('list-lacking', { topic: label, count: String(lacking.length), total: String(states.length), names: names(lacking) });
    const kept = draft.rows.filter(({ jurisdiction }) => lacking.includes(jurisdiction));
    const rest = draft.rows.filter(({ jurisdiction }) => !lacking.includes(jurisdiction));
    draft.rows.splice(0, draft.rows.length, ...kept, ...rest);
  } else if (question.intents.has('list') && lacking.length > 0 && !asksFigure(question)) {
    const having = states.filter((state) => !lacking.includes(state));
    headline = say('list-having', { topic: label, count: String(having.length), total: String(states.length), names: names(having) });
  }
  return { kind: 'comparison', headline, topic, certainty: 0.89 };
}

/** Topics without cells are compared by what each state's law says that lies nearest to the question. */
function fallbackRow(context: Context, topic: string, state: string): void {
  const { index, evidence, question, draft, asOf } = context;
  let best: string | null = null;
  let most = 0;
  for (const [n, item] of index.items.entries()) {
    if (item.jurisdiction !== state || !item.topics.includes(topic) || item.kind === 'case' || item.kind === 'misconception') continue;
    const nearness =
      (evidence.meaning[n] as number) + (item.topics[0] === topic ? LEADING : 0) - (isCurrent(statusOn(index, item.id, asOf)) ? 0 : 1);
    if (nearness > most) {
      most = nearness;
      best = item.id;
    }
  }
  if (best === null) return;
  const { text, cells } = contentOf(context, best);
  const sentence = bestSentences(index, question, text, cells)[0];
  if (sentence) draft.row(state, topic, sentence.text, [best]);
}

/** What an item gains that is about the topic before all else. */
const LEADING = 0.2;
