/** Citations as they stand in a text: numbers that link to the official text, with a label where the law is not simply in force. */
import type { Answer, Citation } from '../../../src/answer/answer.ts';
import { warningsOf } from '../../presentation/labels.ts';
import { escaped, safeUrl } from './escape.ts';

/** A statement of more citations than this shows the first of them. */
const MOST_MARKS = 90;

/**
 * `[1]` linked to the official text, `[2] (repealed)`, … in at most `longest` characters (900 or more): where many long
 * addresses would crowd out the answer they are left out, and where that is not enough the labels too, which stand in
 * the list of sources.
 */
export function marksOf(
  answer: Answer,
  numbers: readonly number[],
  longest: number,
  isLinked: (n: number) => boolean = () => true,
): string {
  const some = numbers.slice(0, MOST_MARKS);
  const mark = (n: number): Citation | undefined => answer.citations[n - 1];
  const linked = some.map((n) => (isLinked(n) ? linkOf(n, mark(n)) : numberOf(n)) + labelOf(mark(n))).join(' ');
  if (linked.length <= longest) return linked;
  const labelled = some.map((n) => numberOf(n) + labelOf(mark(n))).join(' ');
  return labelled.length <= longest ? labelled : some.map(numberOf).join(' ');
}

function linkOf(n: number, citation: Citation | undefined): string {
  const url = safeUrl(citation?.url ?? null);
  return url ? `[[${n}]](${url})` : numberOf(n);
}

function numberOf(n: number): string {
  return `\\[${n}\\]`;
}

function labelOf(citation: Citation | undefined): string {
  const warnings = citation ? warningsOf(citation) : [];
  return warnings.length > 0 ? ` *(${escaped(warnings.join(', '))})*` : '';
}
