/** `What is AMCC?`, `what does BSSN do?`: one body is named and nothing else is asked. */
import { ownWords } from '../../question/term-weights.ts';
import type { Composer } from '../context.ts';
import { institutionAnswer } from './institution.ts';

/** Words that a question may have of its own beside the name. */
const OWN_WORDS = 1;

export const named: Composer = (context) => {
  const { question, ranked, index } = context;
  const own = ownWords(question);
  const alone = question.instruments.length === 0 && question.pinpoints.length === 0 && own <= OWN_WORDS;
  if (!alone || question.institutions.length !== 1 || question.intents.has('compare') || question.intents.has('list')) return null;
  const id = question.institutions[0] as string;
  const related = ranked.find((one) => one.id !== id && index.items[one.n]?.jurisdiction === index.institution(id)?.jurisdiction);
  return { ...institutionAnswer(context, id, related ? [related.id] : []), certainty: 0.93 };
};
