/** A provision that is named by its number: given as it is, or said not to be in the corpus. */
import type { Pinpoint } from '../../corpus/pinpoints.ts';
import type { CorpusIndex } from '../../index/corpus-index.ts';
import { isCurrent, statusOn } from '../citation.ts';
import type { Composer, Context } from '../context.ts';
import { provisionAnswer } from './provision.ts';

export const pinpoint: Composer = (context) => {
  const { index, question, ranked, draft, say } = context;
  if (question.pinpoints.length === 0 || question.instruments.length === 0) return null;
  const found: string[] = [];
  for (const asked of question.pinpoints) {
    for (const instrument of question.instruments)
      for (const id of provisionsAt(index, instrument, asked)) if (!found.includes(id)) found.push(id);
  }
  if (found.length > 0) {
    const order = new Map(ranked.map(({ id }, place) => [id, place]));
    const best = found.length === 1 ? found : closest(context, found, order);
    return { ...provisionAnswer(context, best[0] as string, best.slice(1, 3)), certainty: 0.97 };
  }
  if (
    question.pinpoints.every(
      ({ unit, number }) =>
        unit === 'norm' &&
        ranked.some(({ id }) => provisionsAt(index, id.split('#')[0] as string, { unit, number, subs: [], written: '' }).length > 0),
    )
  )
    return null;
  const held = question.instruments.flatMap((id) => index.provisionsOf(id));
  const nearest = ranked.find(({ id }) => held.includes(id))?.id ?? held[0];
  const title = index.instrument(question.instruments[0] as string)?.title ?? '';
  const headline = say('no-answer-provision', { ref: question.pinpoints[0]?.written ?? '', title });
  if (nearest) {
    const provision = index.provision(nearest);
    draft.state(`${say('no-answer-nearest')} ${provision?.ref} — ${provision?.heading}`, [nearest]);
  }
  return { kind: 'no-answer', reason: 'not-covered', headline, certainty: 0.9 };
};

/**
 * Provisions of an instrument at a pinpoint: those that agree down to the subs, else those of the number. What bore the
 * number in an earlier edition is among them; the ranking decides by what else the question says.
 */
export function provisionsAt(index: CorpusIndex, instrument: string, { unit, number, subs }: Pinpoint): string[] {
  const rows = index.pinpoints(instrument, number).filter((row) => (row.unit === 'norm') === (unit === 'norm') || row.unit === unit);
  const pool = rows;
  const asked = subs.join('.');
  const exact = pool.filter((row) => row.subs === asked);
  const wider = pool.filter((row) => asked !== row.subs && (row.subs === '' || `${asked}.`.startsWith(`${row.subs}.`)));
  const inside = pool.filter((row) => asked !== row.subs && `${row.subs}.`.startsWith(`${asked}.`));
  const chosen =
    exact.length > 0 ? exact : asked === '' ? pool : wider.length > 0 ? wider : inside.length > 0 ? inside : subs.length > 0 ? [] : pool;
  return [...new Set(chosen.map(({ provision }) => provision))];
}

/** What is the law today first (a law and its successor may bear one name), then by the ranking. */
function closest({ index, asOf }: Context, found: string[], order: Map<string, number>): string[] {
  const ended = (id: string): number => Number(!isCurrent(statusOn(index, id, asOf)));
  return [...found].sort((left, right) => ended(left) - ended(right) || (order.get(left) ?? 999) - (order.get(right) ?? 999));
}
