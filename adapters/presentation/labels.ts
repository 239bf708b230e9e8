/** How a citation is called on every surface: what it is, and how far it can be relied on. */
import type { Citation } from '../../src/answer/answer.ts';
import { isCurrent } from '../../src/answer/citation.ts';
import type { CorpusIndex } from '../../src/index/corpus-index.ts';

/** Statuses that are called otherwise than they are written in the corpus. */
const WORDS: Readonly<Record<string, string>> = { draft: 'bill, not law' };

/** Title and pinpoint: `Personal Data Protection Act 2012, s 26D`. */
export function nameOf({ title, ref }: Pick<Citation, 'title' | 'ref'>): string {
  return [title, ref].filter(Boolean).join(', ');
}

/** A status in words: `repealed`, `not yet in force`, `bill, not law`. */
export function statusWords(status: string): string {
  return WORDS[status] ?? status.replaceAll('-', ' ');
}

/** What makes a citation less than the law in force: `repealed`, `superseded`, `partly in force`, `unverified` …; empty for one that is. */
export function warningsOf({ status, checked }: Pick<Citation, 'status' | 'checked'>): string[] {
  const doubtful = status !== null && (!isCurrent(status) || status === 'partly-in-force');
  return [...(doubtful ? [statusWords(status)] : []), ...(checked === 'unverified' ? ['unverified'] : [])];
}

/** All that is known of how far a citation can be relied on: `in force; checked: mirror`. */
export function standingOf({ status, checked }: Pick<Citation, 'status' | 'checked'>): string {
  return [...(status === null ? [] : [statusWords(status)]), checked === 'unverified' ? 'unverified' : `checked: ${checked}`].join('; ');
}

/** The web address of a citation, if it is one that a link may lead to. */
export function linkOf({ url }: Pick<Citation, 'url'>): string | null {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}

/** Name of a jurisdiction: `Thailand` for TH. */
export function placeName(index: CorpusIndex, jurisdiction: string): string {
  return index.profile(jurisdiction)?.name ?? index.place(jurisdiction)?.name ?? jurisdiction;
}
