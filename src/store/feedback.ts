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

/** A question that got no answer: what it was about, never what it said or who asked. */
export interface NoAnswer {
  surface: SurfaceName;
  /** Of the answer: out-of-scope, not-covered, empty. */
  reason: string;
  topics: readonly string[];
  jurisdictions: readonly string[];
}

/** How often questions on a topic in a jurisdiction got no answer; null where they named none. */
export interface UnansweredLine {
  topic: string | null;
  jurisdiction: string | null;
  reason: string;
  asked: number;
}

export interface Feedback {
  /** Counts a vote; a second one of the same voter on the same answer (kind and citations) replaces the first. */
  vote(vote: Vote): Promise<void>;
  /** By item and kind, those most often marked as wrong first. */
  report(): Promise<FeedbackLine[]>;
  /** Counts a question without an answer, under each of its topics in each of its jurisdictions. */
  noAnswer(noAnswer: NoAnswer): Promise<void>;
  /** By topic, jurisdiction and reason, those asked most often first. */
  unanswered(): Promise<UnansweredLine[]>;
}

export function feedbackIn(database: Kysely<Schema>, hash: KeyHash): Feedback {
  return {
    async vote({ surface, community, citations, kind, vote, voter }) {
      const cited = [...new Set(citations)].sort();
      const row = { vote, voted_at: Date.now() };
      const [answer = '', ...formerAnswers] = hash.all('answer', surface, community, kind, ...cited);
      const [voted = '', ...formerVoters] = hash.all('voter', surface, community, voter);
      if (formerAnswers.length > 0)
        await database.deleteFrom('feedback').where('answer', 'in', formerAnswers).where('voter', 'in', formerVoters).execute();
      await database
        .insertInto('feedback')
        .values({
          answer,
          voter: voted,
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
    async noAnswer({ surface, reason, topics, jurisdictions }) {
      const rows = orNone(topics).flatMap((topic) =>
        orNone(jurisdictions).map((jurisdiction) => ({ surface, topic, jurisdiction, reason, asked: 1 })),
      );
      await database
        .insertInto('no_answer')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(['surface', 'topic', 'jurisdiction', 'reason'])
            .doUpdateSet((each) => ({ asked: each('no_answer.asked', '+', 1) })),
        )
        .execute();
    },
    async unanswered() {
      const rows = await database
        .selectFrom('no_answer')
        .select(({ fn }) => ['topic', 'jurisdiction', 'reason', fn.sum<number>('asked').as('asked')])
        .groupBy(['topic', 'jurisdiction', 'reason'])
        .execute();
      return rows
        .sort(
          (left, right) =>
            Number(right.asked) - Number(left.asked) ||
            compare(left.topic, right.topic) ||
            compare(left.jurisdiction, right.jurisdiction) ||
            compare(left.reason, right.reason),
        )
        .map(({ topic, jurisdiction, reason, asked }) => ({
          topic: topic || null,
          jurisdiction: jurisdiction || null,
          reason,
          asked: Number(asked),
        }));
    },
  };
}

/** Each once, in one order for all processes, so that two that count the same never wait for each other in a circle; [''] for none. */
function orNone(names: readonly string[]): string[] {
  return names.length > 0 ? [...new Set(names)].sort() : [''];
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
