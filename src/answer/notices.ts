/** Small print: what the reader must know of the sources, and that this is no advice. */
import { amendedSince, isCurrent } from './citation.ts';
import type { Composed, Context } from './context.ts';
import { longDate } from './long-date.ts';

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
  if (question.date !== null) for (const notice of ofThatDay({ index, draft, asOf, say })) notices.add(notice);
  if (question.language !== 'en') notices.add(say('notice-digest-language'));
  notices.add(say('notice-general'));
  return [...notices];
}

/** Whether the digests are of the law of the day that was asked for. */
function ofThatDay({ index, draft, asOf, say }: Pick<Context, 'index' | 'draft' | 'asOf' | 'say'>): string[] {
  const amended = new Map(draft.citations.map(({ id, title }) => [title, amendedSince(index, id, asOf)]));
  const later = [...amended].flatMap(([title, date]) =>
    date === null ? [] : [say('notice-amended-since', { title, amended: longDate(date), date: longDate(asOf) })],
  );
  return later.length > 0 ? later : [say('notice-as-of', { date: asOf })];
}
