/** A provision that is named by its number: given as it is, or said not to be in the corpus. */
import { isCurrent, statusOn } from '../citation.ts';
import type { Composer, Context } from '../context.ts';
import { principalLaws } from '../principal.ts';
import { provisionsAt } from '../provisions-at.ts';
import { provisionAnswer } from './provision.ts';

export const pinpoint: Composer = (context) => {
  const { index, question, ranked, draft, say } = context;
  if (question.pinpoints.length === 0) return null;
  const instruments = question.instruments.length > 0 ? question.instruments : principalLaws(context);
  if (instruments.length === 0) return null;
  const found: string[] = [];
  for (const asked of question.pinpoints) {
    for (const instrument of instruments) for (const id of provisionsAt(index, instrument, asked)) if (!found.includes(id)) found.push(id);
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
  const held = instruments.flatMap((id) => index.provisionsOf(id));
  const nearest = ranked.find(({ id }) => held.includes(id))?.id ?? held[0];
  const title = index.instrument(instruments[0] as string)?.title ?? '';
  const headline = say('no-answer-provision', { ref: question.pinpoints[0]?.written ?? '', title });
  if (nearest) {
    const provision = index.provision(nearest);
    draft.state(`${say('no-answer-nearest')} ${provision?.ref} — ${provision?.heading}`, [nearest]);
  }
  return { kind: 'no-answer', reason: 'not-covered', headline, certainty: 0.9 };
};

/** What is the law today first (a law and its successor may bear one name), then by the ranking. */
function closest({ index, asOf }: Context, found: string[], order: Map<string, number>): string[] {
  const ended = (id: string): number => Number(!isCurrent(statusOn(index, id, asOf)));
  return [...found].sort((left, right) => ended(left) - ended(right) || (order.get(left) ?? 999) - (order.get(right) ?? 999));
}
