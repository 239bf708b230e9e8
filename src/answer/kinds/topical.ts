/** The answer to most questions: the best item, as its kind wants it told, and what stands beside it. */
import type { ItemHead } from '../../index/item-head.ts';
import type { Ranked } from '../../search/rank.ts';
import { sentencesOf } from '../../text/sentences.ts';
import { isCurrent, statusOn } from '../citation.ts';
import type { Composed, Composer, Context } from '../context.ts';
import { asksFigure, bestSentences } from '../headline.ts';
import { institutionAnswer } from './institution.ts';
import { overviewAnswer } from './overview.ts';
import { addRelated, contentOf, holdsFigure, provisionAnswer } from './provision.ts';

/** Related items are those whose score is at most this much below the best. */
const MARGIN = 2.5;
const MOST_RELATED = 3;
/** Where the best item is not the law today, one in force within this much of it comes first. */
const IN_FORCE_MARGIN = 3;

export const topical: Composer = (context) => {
  const ranked = inForceFirst(context);
  const best = ranked[0];
  if (!best) return null;
  const related = relatedTo(context, ranked);
  return answerFrom(context, best.id, related);
};

/** Composes an answer from an item of any kind. */
export function answerFrom(context: Context, id: string, related: readonly string[]): Composed | null {
  const { index } = context;
  const item = index.items[index.numberOf(id) ?? -1];
  switch (item?.kind) {
    case 'provision':
      return provisionAnswer(context, item.id, related);
    case 'institution':
      return institutionAnswer(context, item.id, related);
    case 'overview':
      return overviewAnswer(context, item.id);
    case 'case':
    case 'gap':
    case 'misconception': {
      const { text } = contentOf(context, item.id);
      const headline = item.kind === 'gap' ? text : (bestSentences(index, context.question, text, [])[0]?.text ?? text);
      for (const sentence of item.kind === 'gap' ? [text] : sentencesOf(text)) context.draft.state(sentence, [item.id]);
      for (const other of related) addRelated(context, other);
      return { kind: 'answer', headline };
    }
    default:
      return null;
  }
}

/** Rule 3: what is repealed, not yet in force or only a bill comes after what is in force, unless it was asked for by name. */
function inForceFirst({ index, question, ranked, asOf }: Context): Ranked[] {
  const usable = ranked.filter(({ n }) => (index.items[n] as ItemHead).kind !== 'misconception');
  const best = usable[0];
  if (!best) return [];
  const named = question.instruments.includes((index.items[best.n] as ItemHead).parent);
  const current = ({ id, n }: Ranked): boolean => (index.items[n] as ItemHead).kind !== 'provision' || isCurrent(statusOn(index, id, asOf));
  if (named || current(best)) return usable;
  const instead = usable.find(
    (one) =>
      current(one) &&
      best.score - one.score <= IN_FORCE_MARGIN &&
      (index.items[one.n] as ItemHead).jurisdiction === (index.items[best.n] as ItemHead).jurisdiction,
  );
  return instead ? [instead, ...usable.filter((one) => one !== instead)] : usable;
}

/** What is worth saying beside the best item; with a figure if one was asked for and the best has none. */
function relatedTo(context: Context, ranked: Ranked[]): string[] {
  const { index, question } = context;
  const best = ranked[0] as Ranked;
  const place = (index.items[best.n] as ItemHead).jurisdiction;
  const fitting = ranked.slice(1, 12).filter(({ n }) => {
    const item = index.items[n] as ItemHead;
    return item.kind !== 'overview' && (item.jurisdiction === place || question.places.includes(item.jurisdiction));
  });
  const near = fitting.filter(({ score }) => best.score - score <= MARGIN).slice(0, MOST_RELATED);
  if (asksFigure(question) && !holdsFigure(context, best.id) && !near.some(({ id }) => holdsFigure(context, id))) {
    const withFigure = fitting.find(({ id }) => holdsFigure(context, id));
    if (withFigure) near.push(withFigure);
  }
  return near.map(({ id }) => id);
}
