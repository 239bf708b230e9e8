/** What a body is, does and may not do, and where it is reached. */
import { sentencesOf } from '../../text/sentences.ts';
import type { Composed, Context } from '../context.ts';
import { bestSentences } from '../headline.ts';
import { addRelated } from './provision.ts';

export function institutionAnswer(context: Context, id: string, related: readonly string[]): Composed {
  const { index, question, draft, say } = context;
  const institution = index.institution(id);
  if (!institution) throw new Error(`${id}: no such institution`);
  const report = institution.contact.report;
  const wantsContact = question.intents.has('contact') || question.intents.has('who');
  const sentences = sentencesOf(institution.mandate);
  const title =
    institution.acronym && !institution.name.includes(institution.acronym)
      ? `${institution.name} (${institution.acronym})`
      : institution.name;
  const best = bestSentences(index, question, institution.mandate, [])[0]?.text ?? institution.mandate;
  const headline = wantsContact && report ? `${title}: ${report}` : wantsContact && best === sentences[0] ? `${title}. ${best}` : best;
  if (report) draft.state(say('institution-report', { name: institution.acronym ?? institution.name, report }), [id]);
  for (const sentence of sentences) draft.state(sentence, [id]);
  if (institution.members) draft.state(say('institution-members', { members: institution.members }), [id]);
  if (institution.established) {
    draft.state(
      say(institution.seat ? 'institution-established-seat' : 'institution-established', {
        established: institution.established,
        seat: institution.seat ?? '',
      }),
      [id],
    );
  }
  for (const other of related) addRelated(context, other);
  return { kind: 'answer', headline };
}
