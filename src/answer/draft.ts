/**
 * An answer in the making. It is the only way to put text into an answer, and it takes none without the items that the
 * text rests on: so no statement is without a citation, and no citation without a statement.
 */
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { Citation, Correction, Statement, TableRow } from './answer.ts';
import { citationOf } from './citation.ts';

export class Draft {
  readonly index: CorpusIndex;
  readonly asOf: string;
  readonly statements: Statement[] = [];
  readonly rows: TableRow[] = [];
  readonly corrections: Correction[] = [];
  readonly citations: Citation[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(index: CorpusIndex, asOf: string) {
    this.index = index;
    this.asOf = asOf;
  }

  /** Adds a statement that rests on items; a text that was stated already is not stated again. */
  state(text: string, ids: readonly string[]): void {
    if (text === '' || this.statements.some((statement) => statement.text === text)) return;
    const citations = this.#cite(ids);
    if (citations.length > 0) this.statements.push({ text, citations });
  }

  /** Adds a row of a comparison. */
  row(jurisdiction: string, topic: string, text: string, ids: readonly string[]): void {
    const citations = this.#cite(ids);
    if (citations.length > 0) this.rows.push({ jurisdiction, topic, text, citations });
  }

  /** Says what was wrong in the question. */
  correct(said: string, text: string, ids: readonly string[]): void {
    if (this.corrections.some((correction) => correction.text === text)) return;
    const citations = this.#cite(ids);
    if (citations.length > 0) this.corrections.push({ said, text, citations });
  }

  /** Drops citations that nothing uses any more and numbers the rest anew, in the order in which they are read. */
  dropUnused(correctionsFirst: boolean): void {
    const answer = [...this.statements, ...this.rows];
    const users = correctionsFirst ? [...this.corrections, ...answer] : [...answer, ...this.corrections];
    const order = [...new Set(users.flatMap(({ citations }) => citations))];
    const renumbered = new Map(order.map((n, place) => [n, place + 1]));
    const kept = order.map((n) => ({ ...(this.citations[n - 1] as Citation), n: renumbered.get(n) as number }));
    this.citations.splice(0, this.citations.length, ...kept);
    for (const user of users) user.citations = user.citations.map((n) => renumbered.get(n) as number);
  }

  #cite(ids: readonly string[]): number[] {
    const numbers: number[] = [];
    for (const id of ids) {
      const known = this.#numbers.get(id);
      if (known !== undefined) {
        if (!numbers.includes(known)) numbers.push(known);
        continue;
      }
      const citation = citationOf(this.index, id, this.citations.length + 1, this.asOf);
      if (!citation) continue;
      const again = this.#numbers.get(citation.id);
      if (again !== undefined) {
        if (!numbers.includes(again)) numbers.push(again);
        continue;
      }
      this.citations.push(citation);
      this.#numbers.set(id, citation.n);
      this.#numbers.set(citation.id, citation.n);
      numbers.push(citation.n);
    }
    return numbers;
  }
}
