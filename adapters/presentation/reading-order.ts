/** The parts of an answer in the order in which every surface shows them, nothing twice. */
import type { Answer, Correction, Statement } from '../../src/answer/answer.ts';

export interface ReadingOrder {
  /** Null where a correction says the same. Without citations where no statement repeats it. */
  headline: Statement | null;
  corrections: Correction[];
  statements: Statement[];
}

/** A statement that repeats the headline gives it its citations and is not shown again. */
export function readingOrder({ headline, corrections, statements }: Answer): ReadingOrder {
  const repeated = statements.find(({ text }) => text === headline);
  const said = corrections.some(({ text }) => text === headline);
  return {
    headline: said ? null : { text: headline, citations: repeated?.citations ?? [] },
    corrections,
    statements: statements.filter((statement) => statement.text !== headline),
  };
}

/** `[1][2]`. */
export function numbers(citations: readonly number[]): string {
  return citations.map((n) => `[${n}]`).join('');
}
