/** The rules that hold for every answer (README, "The answer"), as checks. What comes back is what an answer breaks. */
import type { Answer } from '../src/answer/answer.ts';
import { isCurrent } from '../src/answer/citation.ts';
import type { CorpusIndex } from '../src/index/corpus-index.ts';

/** Every breach of the rules by one answer, in words; empty if there is none. */
export function breaches(index: CorpusIndex, answer: Answer): string[] {
  const found: string[] = [];
  const users = [...answer.statements, ...answer.corrections, ...(answer.table?.rows ?? [])];
  const known = new Set(answer.citations.map(({ n }) => n));
  const used = new Set(users.flatMap(({ citations }) => citations));
  for (const { text, citations } of users) {
    if (citations.length === 0) found.push(`rule 1: nothing cited for "${text.slice(0, 40)}"`);
    if (citations.some((n) => !known.has(n))) found.push(`rule 1: unknown citation for "${text.slice(0, 40)}"`);
  }
  for (const { n, id } of answer.citations) {
    if (!used.has(n)) found.push(`rule 1: citation ${id} is not used`);
    if (index.numberOf(id) === undefined) found.push(`rule 1: citation ${id} is not in the corpus`);
  }
  const answered = answer.kind === 'answer' || answer.kind === 'comparison' || answer.kind === 'correction';
  if (answered && answer.citations.length === 0) found.push('rule 1: an answer without a citation');
  found.push(...labels(index, answer));
  if (answer.kind === 'no-answer' && answer.reason === null) found.push('rule 5: a refusal without a reason');
  if (answer.kind === 'correction' && answer.corrections.length === 0) found.push('rule 6: a correction that corrects nothing');
  return found;
}

/** Rules 3 and 4: what is not the law today says so, and so does what nobody checked. */
function labels(index: CorpusIndex, answer: Answer): string[] {
  const found: string[] = [];
  const notices = answer.notices.join(' ');
  for (const { id, status, title, checked } of answer.citations) {
    if (!isCurrent(status) && !notices.includes(title)) found.push(`rule 3: ${id} is ${status} and nothing says so`);
    const unverified = index.phrase('notice-unverified', answer.language === 'fil' ? 'tl' : answer.language);
    if (checked === 'unverified' && !notices.includes(unverified)) found.push(`rule 4: ${id} is unverified and nothing says so`);
  }
  return found;
}
