/** Wrong names and false premises: put right before anything is answered. */
import type { ItemHead } from '../../index/item-head.ts';
import type { Context } from '../context.ts';
import { premisesOf } from '../premise.ts';

/** No more misconceptions than this are put right at once. */
const MOST = 2;

/** Puts every correction that the question needs into the draft. Returns the ids of the misconceptions that it says. */
export function correctInto({ index, question, evidence, ranked, draft, say }: Context): string[] {
  for (const { said, institution } of question.misnomers) {
    const record = index.institution(institution);
    if (!record) continue;
    const misconception = ranked.find(
      ({ n, id }) =>
        (index.items[n] as ItemHead).kind === 'misconception' && index.misconception(id.replace('misconception:', ''))?.says.includes(said),
    );
    const name = record.acronym && !record.name.includes(record.acronym) ? `${record.name} (${record.acronym})` : record.name;
    if (!misconception) draft.correct(said, say('correction-name', { said, name }), [institution]);
  }
  const order = new Map(ranked.map(({ id }, place) => [id, place]));
  const premises = premisesOf(index, question, evidence, ranked).slice(0, MOST);
  for (const { id, saying } of premises) {
    const record = index.misconception(id);
    if (record) draft.correct(saying, record.correction, [...byRank(record.cites, order), `misconception:${id}`]);
  }
  return premises.map(({ id }) => id);
}

/** What the correction rests on, the item that fits the question best first. */
function byRank(cites: readonly string[], order: ReadonlyMap<string, number>): string[] {
  return [...cites].sort((left, right) => (order.get(left) ?? 999) - (order.get(right) ?? 999));
}
