/**
 * May one state reach somebody in another, and what do the two have between them: the reach of the law, the treaties
 * that both have joined, legal assistance, extradition; what is not known is said.
 */

import { isMemberState } from '../../corpus/member-states.ts';
import { pinpointsOfRef } from '../../corpus/pinpoints.ts';
import { actingState, FEATURES } from '../../search/features.ts';
import { isCurrent, statusOn } from '../citation.ts';
import type { Composer, Context } from '../context.ts';
import { shownCell } from './cells.ts';
import { answerFrom } from './topical.ts';

const ABOUT = ['extraterritorial-scope', 'mutual-legal-assistance', 'extradition', 'police-cooperation', 'treaty-status'];

const RARE_IN_HEADING = FEATURES.indexOf('rareInHeading');

/** Where data may go, or whom a data law binds, is no matter of cooperation between states. */
const ABOUT_DATA = /^(data-|cross-border)/;

/** A case that is so much nearer than any rule is what the question tells of. */
const CLEARLY = 1.5;

/** A case that the question asks about, or that it names (`the Shwe Kokko developer`). */
function asksOfACase({ index, question, ranked }: Context): boolean {
  const [best] = ranked;
  if (best === undefined || index.items[best.n]?.kind !== 'case') return false;
  const next = ranked.find(({ n }) => index.items[n]?.kind !== 'case');
  const clear = next === undefined || best.score - next.score > CLEARLY;
  return clear || question.intents.has('case') || (best.features[RARE_IN_HEADING] ?? 0) > 0;
}

/** The matter of cooperation that a question is about; one that asks for help is not about how far the law reaches. */
function topicOf({ evidence }: Context, helps: boolean): string {
  const about = evidence.topics.map(({ id }) => id).filter((topic) => ABOUT.includes(topic));
  return about.find((topic) => !(helps && topic === 'extraterritorial-scope')) ?? 'extraterritorial-scope';
}

export const cooperation: Composer = (context) => {
  const { index, question, evidence, draft, ranked, asOf, say, nameOf } = context;
  const states = question.places.filter(isMemberState).slice(0, 3);
  const wanted = question.intents.has('reach') || question.intents.has('cooperation');
  const top = evidence.topics.slice(0, 2).map(({ id }) => id);
  if (evidence.topics[0] && ABOUT_DATA.test(evidence.topics[0].id)) return null;
  if (states.length < 2 || !(wanted || top.some((id) => ABOUT.includes(id)))) return null;
  const helps = question.intents.has('cooperation');
  const first = question.intents.has('reach') && !helps ? 'extraterritorial-scope' : topicOf(context, helps);
  if (asksOfACase(context)) return null;
  const about = ranked.filter(({ n, id }) => {
    const item = index.items[n];
    return item?.kind === 'provision' && item.topics.some((topic) => ABOUT.includes(topic)) && isCurrent(statusOn(index, id, asOf));
  });
  const acting = actingState(question, evidence.topics[0]?.id);
  const ofActing = about.filter(({ n }) => index.items[n]?.jurisdiction === acting);
  // A treaty or an act that the question names decides it before the law of the state that acts. What is told of a treaty (`statistics`) is no rule of it.
  const ofNamed = about.filter(
    ({ n, id }) => question.instruments.includes(index.items[n]?.parent ?? '') && pinpointsOfRef(id.split('#')[1] ?? '').length > 0,
  );
  const onTopic = [...ofNamed, ...ofActing].find(({ n }) => index.items[n]?.topics.includes(first))?.id;
  // What the state says on the matter may rank nowhere, as where the words are those of another.
  const lead = onTopic ?? (acting && shownCell(context, first, acting)?.id) ?? (ofNamed[0] ?? ofActing[0] ?? about[0])?.id;
  const composed = lead ? answerFrom(context, lead, []) : null;
  for (const topic of [first, 'extraterritorial-scope', 'extradition', 'mutual-legal-assistance']) {
    for (const state of topic === 'extraterritorial-scope' ? states.slice(0, 2) : states) {
      const cell = shownCell(context, topic, state);
      if (cell) draft.state(`${nameOf(state)}, ${index.topic(topic)?.label}: ${cell.text}`, [cell.id]);
    }
  }
  for (const { key, title } of index.treaties()) {
    const records = states.map((state) => [state, index.profile(state)?.treaties[key]] as const);
    const line = records.flatMap(([state, record]) => (record ? [say(`party-${record.status}`, { place: nameOf(state) })] : []));
    if (line.length > 0)
      draft.state(
        `${title} — ${line.join('; ')}.`,
        states.map((state) => `profile:${state}#treaty-status`),
      );
  }
  if (draft.statements.length === 0) return null;
  return { kind: 'answer', headline: composed?.headline ?? (draft.statements[0]?.text as string), topic: first, certainty: 0.75 };
};
