/** Is it in force, since when, what changed: from the dates and amendments that an instrument records. */
import { sentencesOf } from '../../text/sentences.ts';
import { statusOn } from '../citation.ts';
import type { Composer } from '../context.ts';
import { longDate } from '../long-date.ts';
import { addRelated, labelled } from './provision.ts';

const MOST_AMENDMENTS = 6;

export const status: Composer = (context) => {
  const { index, question, ranked, draft, asOf, say } = context;
  const wanted = question.intents.has('status') || question.intents.has('change');
  if (!wanted || question.instruments.length === 0 || question.pinpoints.length > 0) return null;
  const best = ranked.find(({ n }) => question.instruments.includes(index.items[n]?.parent ?? ''));
  const instrument = best && index.instrument(index.items[best.n]?.parent ?? '');
  const provision = best && index.provision(best.id);
  if (!best || !instrument || !provision) return null;
  if (question.instruments.length > 2) return null;
  const current = statusOn(index, best.id, asOf);
  const facts = [
    `${instrument.title}: ${say(`label-${current}`)}`,
    instrument.binding ? '' : say('status-not-binding'),
    instrument.adopted ? say('status-adopted', { date: longDate(instrument.adopted) }) : '',
    instrument.in_force ? say('status-in-force', { date: longDate(instrument.in_force) }) : '',
    instrument.ended ? say('status-ended', { date: longDate(instrument.ended) }) : '',
    instrument.replaced_by
      ? say('status-replaced', { title: index.instrument(instrument.replaced_by)?.title ?? instrument.replaced_by })
      : '',
  ];
  const line = `${facts.filter((fact) => fact !== '').join('; ')}.`;
  const own = /status|commence|force|transition|amend|repeal|ratif/i.test(`${provision.heading} ${provision.ref}`);
  draft.state(line, [best.id]);
  if (own) for (const sentence of sentencesOf(provision.text)) draft.state(sentence, [best.id]);
  const amendments = [...instrument.amended_by].reverse().slice(0, MOST_AMENDMENTS);
  for (const { title, date, note } of question.intents.has('change') || !own ? amendments : []) {
    draft.state(`${date ? `${longDate(date)}: ` : ''}${title}${note ? ` (${note})` : ''}.`, [best.id]);
  }
  for (const sentence of sentencesOf(instrument.summary)) draft.state(sentence, [best.id]);
  if (!own) addRelated(context, best.id);
  return { kind: 'answer', headline: labelled(context, current, line), certainty: own ? 0.85 : 0.75 };
};
