/** What a term means: how the laws define it; of several states if none is named. */
import type { ItemHead } from '../../index/item-head.ts';
import type { Ranked } from '../../search/rank.ts';
import { isCurrent, statusOn } from '../citation.ts';
import type { Composer, Context } from '../context.ts';
import { bestSentences } from '../headline.ts';
import { addRelated, contentOf, provisionAnswer } from './provision.ts';

const DEFINES = /defin|meaning|means|interpret|what counts|terms used/i;
/** A provision that defines is taken before one that ranks higher by at most this much. */
const MARGIN = 3;
/** Unless that one holds so much more of the question's words: `sensitive personal data` is not any personal data. */
const MORE_COVERED = 0.15;
const MOST_STATES = 5;

export const definition: Composer = (context) => {
  const { index, question, ranked, evidence, draft, asOf, nameOf } = context;
  if (!question.intents.has('define') || question.glossary.length === 0 || question.pinpoints.length > 0) return null;
  const best = ranked[0];
  if (!best) return null;
  const covered = ({ n }: Ranked): number => evidence.covered.get(n) ?? 0;
  const defining = ranked.filter(
    (each) =>
      isDefining(index.items[each.n] as ItemHead) &&
      best.score - each.score <= MARGIN &&
      covered(best) - covered(each) <= MORE_COVERED &&
      isCurrent(statusOn(index, each.id, asOf)),
  );
  const first = defining[0];
  if (!first) return null;
  if (question.places.length > 0 || question.hintedPlaces.length > 0) {
    return provisionAnswer(
      context,
      first.id,
      defining.slice(1, 3).map(({ id }) => id),
    );
  }
  const byPlace = firstOfEach(context, defining);
  const composed = provisionAnswer(context, first.id, []);
  for (const { id, n } of byPlace.filter((one) => one.id !== first.id)) {
    const { text, cells } = contentOf(context, id);
    const sentence = bestSentences(index, question, text, cells)[0];
    if (sentence) draft.state(`${nameOf((index.items[n] as ItemHead).jurisdiction)}: ${sentence.text}`, [id]);
  }
  if (byPlace.length === 1 && ranked[1]) addRelated(context, ranked[1].id);
  return composed;
};

function isDefining(item: ItemHead): boolean {
  return item.kind === 'provision' && DEFINES.test(item.heading);
}

function firstOfEach({ index }: Context, defining: readonly Ranked[]): Ranked[] {
  const seen = new Set<string>();
  return defining
    .filter(({ n }) => {
      const place = (index.items[n] as ItemHead).jurisdiction;
      if (seen.has(place)) return false;
      seen.add(place);
      return true;
    })
    .slice(0, MOST_STATES);
}
