/** Answer + expectation -> verdict. What counts as right is written here once. */
import type { Answer } from '../src/answer/answer.ts';
import type { CorpusIndex } from '../src/index/corpus-index.ts';
import type { EvalQuestion } from './questions.ts';

export interface Verdict {
  /** A right citation comes first; null where the question expects none. For a table: the expected cells are in it. */
  first: boolean | null;
  /** A right citation is among the first three. */
  three: boolean | null;
  /** Every figure is in the answer; null where none is expected. */
  figures: boolean | null;
  kind: boolean;
  /** Answered although it must not be; null where an answer is expected. */
  wronglyAnswered: boolean | null;
  /** Refused although the corpus answers it; null where a refusal is right. */
  wronglyRefused: boolean | null;
  /** The wrong name or premise was put right; null where there is none. */
  corrected: boolean | null;
}

/** Whether a cited id is one that the question accepts; ids of an earlier edition and whole instruments count. */
export function accepts(index: CorpusIndex, accepted: readonly string[], id: string): boolean {
  return accepted.some(
    (each) => each === id || index.items[index.numberOf(each) ?? -1]?.id === id || (!each.includes('#') && id.startsWith(`${each}#`)),
  );
}

export function judge(index: CorpusIndex, question: EvalQuestion, answer: Answer): Verdict {
  const accepted = [...question.citations, ...(question.correction ? [question.correction, `misconception:${question.correction}`] : [])];
  const ids = answer.citations.map(({ id }) => id);
  const mayRefuse = question.kind.includes('no-answer') || question.kind.includes('clarification');
  const mustRefuse = question.kind.every((kind) => kind === 'no-answer' || kind === 'clarification');
  const refused = answer.kind === 'no-answer' || answer.kind === 'clarification';
  const expectsCitation = !mustRefuse && accepted.length > 0 && !(mayRefuse && refused);
  const isTable = answer.kind === 'comparison' && question.kind.includes('comparison');
  const right = (count: number): boolean | null => {
    if (!expectsCitation) return null;
    if (answer.kind === 'no-answer') return false;
    return (isTable ? ids : ids.slice(0, count)).some((id) => accepts(index, accepted, id));
  };
  const said = normal(
    [
      answer.headline,
      ...answer.corrections.map(({ text }) => text),
      ...answer.statements.map(({ text }) => text),
      ...(answer.table?.rows.map(({ text }) => text) ?? []),
    ].join(' '),
  );
  const figures = question.figures.map((alternatives) => alternatives.split('|').some((figure) => said.includes(normal(figure))));
  const corrects = (): boolean =>
    answer.corrections.some(({ citations }) =>
      citations.some((n) =>
        accepts(index, [question.correction as string, `misconception:${question.correction}`], answer.citations[n - 1]?.id ?? ''),
      ),
    );
  return {
    first: right(1),
    three: right(3),
    figures: figures.length === 0 || mustRefuse || (mayRefuse && refused) ? null : figures.every(Boolean),
    kind: question.kind.includes(answer.kind),
    wronglyAnswered: mustRefuse ? !refused : null,
    wronglyRefused: mayRefuse ? null : answer.kind === 'no-answer',
    corrected: question.correction ? corrects() : null,
  };
}

function normal(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\s ]+/g, ' ')
    .replace(/(\d) %/g, '$1%')
    .replace(/[‐‑–—]/g, '-');
}
