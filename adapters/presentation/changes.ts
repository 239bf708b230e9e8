/** Changes of the law as every surface words them: which kinds there are, and what is said of each provision. */
import type { Difference, ProvisionChange } from '../../src/corpus/difference.ts';
import { statusWords } from './labels.ts';

export type KindOfChange = keyof Difference;

/** The kinds in the order in which they are shown. What was taken out of the corpus may well be the law still. */
export const KINDS_OF_CHANGE: readonly { kind: KindOfChange; label: string }[] = [
  { kind: 'added', label: 'new' },
  { kind: 'amended', label: 'amended or put right' },
  { kind: 'repealed', label: 'repealed or ending' },
  { kind: 'withdrawn', label: 'no longer in the corpus' },
];

/** How many there are of each kind that there is: "3 new, 1 repealed or ending"; "no provision changed" for none. */
export function countsOf(difference: Difference): string {
  const counts = KINDS_OF_CHANGE.flatMap(({ kind, label }) => (difference[kind].length > 0 ? [`${difference[kind].length} ${label}`] : []));
  return counts.length > 0 ? counts.join(', ') : 'no provision changed';
}

/** Status and days of a provision: "in force, from 2022-06-01, until 2026-12-31". */
export function datesOf({ status, from, until }: ProvisionChange): string {
  return [statusWords(status), from ? `from ${from}` : '', until ? `until ${until}` : ''].filter((part) => part !== '').join(', ');
}

const FIELDS: Record<ProvisionChange['fields'][number], string> = {
  text: 'its digest',
  heading: 'its heading',
  from: 'its first day',
  until: 'its last day',
  status: 'the status of the law',
  ref: 'its number',
};

/** What of a provision is other than it was: "its digest and its last day"; '' for what is new or was taken out. */
export function fieldsOf({ fields }: ProvisionChange): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(fields.map((field) => FIELDS[field]));
}
