/** How recent a corpus is. */
import type { Corpus } from './load.ts';

/** The latest day on which a record of the corpus was compared with the law, as YYYY, YYYY-MM or YYYY-MM-DD; '' if no record says. */
export function asOfCorpus({ instruments, profiles, institutions, cases, overviews }: Corpus): string {
  const days = [...instruments, ...profiles, ...institutions, ...cases, ...overviews].map(({ as_of }) => as_of);
  return days.toSorted().at(-1) ?? '';
}
