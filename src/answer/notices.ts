/** Small print: what the reader must know of the sources, and that this is no advice. */
import { isCurrent } from './citation.ts';
import type { Composed, Context } from './context.ts';

/** Notices of an answer, each once. */
export function noticesOf({ index, question, draft, asOf, say }: Context, { kind }: Composed): string[] {
  if (kind === 'no-answer' && draft.citations.length === 0) return [];
  const notices = new Set<string>();
  for (const { written, read } of question.spelling)
    if (index.longestPhrase(read) > 0) notices.add(say('notice-spelling', { written, read }));
  const seen = new Set<string>();
  for (const { status, title, checked } of draft.citations) {
    if (!isCurrent(status) && !seen.has(title)) {
      seen.add(title);
      const id = status === 'draft' ? 'notice-draft' : status === 'not-yet-in-force' ? 'notice-not-in-force' : 'notice-ended';
      notices.add(say(id, { title }));
    }
    if (checked === 'unverified') notices.add(say('notice-unverified'));
  }
  if (question.date !== null) notices.add(say('notice-as-of', { date: asOf }));
  if (question.language !== 'en') notices.add(say('notice-digest-language'));
  notices.add(say('notice-general'));
  return [...notices];
}
