/**
 * May one state reach somebody in another, and what do the two have between them: the reach of the law, the treaties
 * that both have joined, legal assistance, extradition; what is not known is said.
 */
import { isMemberState } from '../../corpus/member-states.ts';
import { isCurrent, statusOn } from '../citation.ts';
import type { Composer } from '../context.ts';
import { shownCell } from './cells.ts';
import { answerFrom } from './topical.ts';

const ABOUT = ['extraterritorial-scope', 'mutual-legal-assistance', 'extradition', 'police-cooperation', 'treaty-status'];

/** Where data may go, or whom a data law binds, is no matter of cooperation between states. */
const ABOUT_DATA = /^(data-|cross-border)/;

export const cooperation: Composer = (context) => {
  const { index, question, evidence, draft, ranked, asOf, say, nameOf } = context;
  const states = question.places.filter(isMemberState).slice(0, 3);
  const wanted = question.intents.has('reach') || question.intents.has('cooperation');
  const top = evidence.topics.slice(0, 2).map(({ id }) => id);
  if (evidence.topics[0] && ABOUT_DATA.test(evidence.topics[0].id)) return null;
  if (states.length < 2 || !(wanted || top.some((id) => ABOUT.includes(id)))) return null;
  const first = ABOUT.find((topic) => top.includes(topic)) ?? 'extraterritorial-scope';
  const lead = ranked.find(({ n }) => {
    const item = index.items[n];
    return item?.kind === 'provision' && item.topics.some((topic) => ABOUT.includes(topic)) && isCurrent(statusOn(index, item.id, asOf));
  });
  const composed = lead ? answerFrom(context, lead.id, []) : null;
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
  return { kind: 'answer', headline: composed?.headline ?? (draft.statements[0]?.text as string), topic: first, certainty: 0.9 };
};
