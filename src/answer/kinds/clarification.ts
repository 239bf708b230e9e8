/** A name that several states use, or a pinpoint of no law: asked back, with the choices. */

import type { Question } from '../../question/question.ts';
import { ownWords } from '../../question/term-weights.ts';
import type { Composer, Context } from '../context.ts';
import { provisionsAt } from '../provisions-at.ts';

export const clarification: Composer = (context) => {
  const { index, question, draft, say, nameOf } = context;
  const { ambiguous, pinpoints, instruments, places } = question;
  if (ambiguous && !isDecided(context) && !question.intents.has('compare') && !question.intents.has('list')) {
    const choices = ambiguous.ids.flatMap((id) => {
      const instrument = index.instrument(id);
      const body = index.institution(id);
      if (body) return [{ id, text: `${body.name} (${nameOf(body.jurisdiction)})` }];
      const at = pinpoints[0] ? provisionsAt(index, id, pinpoints[0])[0] : undefined;
      return instrument ? [{ id: at ?? id, text: `${instrument.title} (${nameOf(instrument.jurisdiction)})` }] : [];
    });
    for (const { id, text } of choices) draft.state(text, [id]);
    return {
      kind: 'clarification',
      reason: 'ambiguous',
      headline: say('clarify-instrument', { name: ambiguous.name }),
      suggestions: choices.map(({ text }) => `${question.text} (${text})`).slice(0, 5),
      certainty: 0.9,
    };
  }
  const bare = pinpoints.length > 0 && instruments.length === 0 && places.length === 0 && question.institutions.length === 0;
  if (bare && ownWords(question) <= 2 && pinpoints[0]?.unit !== 'norm') {
    return {
      kind: 'clarification',
      reason: 'ambiguous',
      headline: say('clarify-pinpoint', { ref: pinpoints[0]?.written ?? '' }),
      certainty: 0.9,
    };
  }
  if (namesNothing(question)) {
    return { kind: 'clarification', reason: 'ambiguous', headline: say('clarify-matter'), suggestions: [], certainty: 0.9 };
  }
  return null;
};

/** The rest of the question fits the law of one of the choices so much better that nothing need be asked. */
function isDecided({ index, question, ranked }: Context): boolean {
  const best = ranked[0];
  const place: string = index.items[best?.n ?? -1]?.jurisdiction ?? '';
  const choices: (string | undefined)[] = (question.ambiguous?.ids ?? []).map(
    (id) => (index.instrument(id) ?? index.institution(id))?.jurisdiction,
  );
  if (best === undefined || !choices.includes(place)) return false;
  const other = ranked.find(({ n }) => index.items[n]?.jurisdiction !== place && choices.includes(index.items[n]?.jurisdiction ?? ''));
  return other === undefined || best.score - other.score > DECISIVE;
}

const DECISIVE = 3;

/** `What's the penalty?`: words that ask, and no word of what is asked about. */
function namesNothing(question: Question): boolean {
  const { intents, glossary, namedTopics, instruments, institutions, misnomers, pinpoints, mentions } = question;
  if (intents.size === 0 || ownWords(question) > 0) return false;
  const names = instruments.length + institutions.length + misnomers.length + pinpoints.length + namedTopics.length;
  return (
    names === 0 && glossary.length <= 1 && !mentions.some(({ kind }) => kind === 'case' || kind === 'misconception' || kind === 'scope')
  );
}
