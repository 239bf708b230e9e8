/** Counts verdicts and prints them. */
import { markdownTable } from 'markdown-table';
import type { Verdict } from './judge.ts';
import type { EvalQuestion } from './questions.ts';

type Count = { right: number; of: number };

/** Names of the figures, in the order in which they are printed. */
const FIGURES = {
  first: 'first citation right',
  three: 'right within the first three',
  figures: 'figures present',
  kind: 'kind right',
  refused: 'refused where it must be',
  answered: 'not wrongly refused',
  corrected: 'wrong name or premise corrected',
  otherLanguage: 'first right, not English',
  followUp: 'first right, follow-ups',
} as const;
type Figure = keyof typeof FIGURES;

export class Tally {
  size = 0;
  readonly #counts = new Map<Figure, Count>();
  readonly #categories = new Map<string, Count>();
  readonly #baselines = new Map<string, { first: Count; three: Count; ten: Count }>();

  add(question: EvalQuestion, verdict: Verdict): void {
    this.size++;
    this.#count('first', verdict.first);
    this.#count('three', verdict.three);
    this.#count('figures', verdict.figures);
    this.#count('kind', verdict.kind);
    this.#count('refused', verdict.wronglyAnswered === null ? null : !verdict.wronglyAnswered);
    this.#count('answered', verdict.wronglyRefused === null ? null : !verdict.wronglyRefused);
    this.#count('corrected', verdict.corrected);
    if (question.language !== 'en') this.#count('otherLanguage', verdict.first);
    if (question.context.length > 0) this.#count('followUp', verdict.first);
    const category = this.#categories.get(question.category) ?? { right: 0, of: 0 };
    category.of++;
    if (verdict.first ?? (verdict.wronglyAnswered === null ? verdict.kind : !verdict.wronglyAnswered)) category.right++;
    this.#categories.set(question.category, category);
  }

  /** Counts where a baseline put the first right item (0 is first, -1 nowhere). */
  addBaseline(name: string, counts: boolean, rank: number): void {
    if (!counts) return;
    const baseline = this.#baselines.get(name) ?? { first: { right: 0, of: 0 }, three: { right: 0, of: 0 }, ten: { right: 0, of: 0 } };
    for (const [depth, within] of [
      ['first', 1],
      ['three', 3],
      ['ten', 10],
    ] as const) {
      baseline[depth].of++;
      if (rank >= 0 && rank < within) baseline[depth].right++;
    }
    this.#baselines.set(name, baseline);
  }

  /** Percentages to one digit. */
  figures(): Record<string, number> {
    return Object.fromEntries([...this.#counts].map(([figure, count]) => [FIGURES[figure], percent(count)]));
  }

  table(): string {
    const names = [...this.#baselines.keys()];
    const rows = (Object.keys(FIGURES) as Figure[]).flatMap((figure) => {
      const count = this.#counts.get(figure);
      if (!count) return [];
      const beside = names.map((name) =>
        figure === 'first' || figure === 'three' ? `${percent(this.#baselines.get(name)?.[figure] as Count)} %` : '',
      );
      return [[FIGURES[figure], `${percent(count)} %`, `${count.right}/${count.of}`, ...beside]];
    });
    return markdownTable([['', 'LexSEA', '', ...names.map((name) => `plain ${name}`)], ...rows], {
      align: ['l', 'r', 'r', ...names.map(() => 'r')],
    });
  }

  byCategory(): string {
    const rows = [...this.#categories]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([category, count]) => [category, `${percent(count)} %`, `${count.right}/${count.of}`]);
    return markdownTable([['category', 'right', ''], ...rows], { align: ['l', 'r', 'r'] });
  }

  #count(figure: Figure, right: boolean | null): void {
    if (right === null) return;
    const count = this.#counts.get(figure) ?? { right: 0, of: 0 };
    count.of++;
    if (right) count.right++;
    this.#counts.set(figure, count);
  }
}

function percent({ right, of }: Count): number {
  return of === 0 ? 0 : Math.round((right / of) * 1000) / 10;
}
