/** What the corpus does not hold: said plainly, with the nearest thing that it does hold. */
import { REFUSE_BELOW } from '../../search/scope.ts';
import type { Composer } from '../context.ts';

/** Nothing is near enough to be named below this cosine. */
const NEAR = 0.35;

export const noAnswer: Composer = ({ index, question, answerable, ranked, evidence, draft, say, nameOf }) => {
  const best = ranked[0];
  if (best && answerable >= REFUSE_BELOW) return null;
  const place = question.places[0];
  const headline = place ? say('no-answer-place-topic', { place: nameOf(place) }) : say('no-answer-not-covered');
  if (best && (evidence.meaning[best.n] as number) >= NEAR) {
    const item = index.items[best.n];
    draft.state(`${say('no-answer-nearest')} ${item?.heading}`, [best.id]);
  }
  return { kind: 'no-answer', reason: 'not-covered', headline, certainty: 0.65 };
};
