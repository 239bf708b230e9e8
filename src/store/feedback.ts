/** Votes on answers: what an answer cited and whether it was right. Neither its question nor who voted can be read from them. */
import type { Kysely } from 'kysely';
import type { KeyHash, SurfaceName } from './keys.ts';
import type { Schema } from './schema.ts';

export interface Vote {
  surface: SurfaceName;
  community: string;
  /** Ids of what the answer cited. */
  citations: readonly string[];
  /** Kind of the answer. */
  kind: string;
  vote: 'right' | 'wrong';
  /** The platform's id of who votes; kept as a keyed hash. */
  voter: string;
}

/** How often answers of a kind that cited an item were marked. */
export interface FeedbackLine {
  citation: string;
  kind: string;
  right: number;
  wrong: number;
}

export interface Feedback {
  /** Counts a vote; a second one of the same voter on the same answer (kind and citations) replaces the first. */
  vote(vote: Vote): Promise<void>;
  /** By item and kind, those most often marked as wrong first. */
  report(): Promise<FeedbackLine[]>;
}

export function feedbackIn(database: Kysely<Schema>, hash: KeyHash): Feedback {
  return {
    async vote({ surface, community, citations, kind, vote, voter }) {
      const cited = [...new Set(citations)].sort();
      const row = { vote, voted_at: Date.now() };
      await database
        .insertInto('feedback')
        .values({
          answer: hash.of('answer', surface, community, kind, ...cited),
          voter: hash.of('voter', surface, community, voter),
          surface,
          community,
          kind,
          citations: JSON.stringify(cited),
          ...row,
        })
        .onConflict((conflict) => conflict.columns(['answer', 'voter']).doUpdateSet(row))
        .execute();
    },
    async report() {
      const rows = await database
        .selectFrom('feedback')
        .select(({ fn }) => ['citations', 'kind', 'vote', fn.countAll<number>().as('votes')])
        .groupBy(['citations', 'kind', 'vote'])
        .execute();
      const lines = new Map<string, FeedbackLine>();
      for (const { citations, kind, vote, votes } of rows)
        for (const citation of JSON.parse(citations) as string[]) {
          const name = JSON.stringify([citation, kind]);
          const line = lines.get(name) ?? { citation, kind, right: 0, wrong: 0 };
          line[vote === 'wrong' ? 'wrong' : 'right'] += Number(votes);
          lines.set(name, line);
        }
      return [...lines.values()].sort(
        (left, right) =>
          right.wrong - left.wrong || left.right - right.right || compare(left.citation, right.citation) || compare(left.kind, right.kind),
      );
    },
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
