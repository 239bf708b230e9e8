/** Questions about the whole: the statements of an overview, each on the items that it cites. */
import type { Composed, Context } from '../context.ts';
import { bestSentences } from '../headline.ts';

const MOST_STATEMENTS = 8;

export function overviewAnswer(context: Context, id: string): Composed | null {
  const { index, question, draft } = context;
  const overview = index.overview(id);
  if (!overview) return null;
  const scored = new Map(
    bestSentences(
      index,
      question,
      '',
      overview.statements.map(({ text }) => text),
    ).map(({ text, score }) => [text, score]),
  );
  const best = [...overview.statements].sort((left, right) => (scored.get(right.text) ?? 0) - (scored.get(left.text) ?? 0));
  const kept = new Set(best.slice(0, MOST_STATEMENTS));
  const first = best[0];
  if (!first) return null;
  draft.state(first.text, first.cites);
  for (const statement of overview.statements) if (kept.has(statement)) draft.state(statement.text, statement.cites);
  return { kind: 'answer', headline: overview.title };
}
