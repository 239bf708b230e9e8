/** The questions of the evaluation, and the one split into a tuning half and a half that is only ever run. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';

const EvalQuestion = z.strictObject({
  id: z.string(),
  question: z.string().min(1),
  context: z.array(z.string()).default([]),
  /** Kinds of answer that are right. */
  kind: z.array(z.enum(['answer', 'comparison', 'correction', 'clarification', 'no-answer'])).min(1),
  reason: z.string().nullish(),
  language: z.string(),
  jurisdictions: z.array(z.string()),
  category: z.string(),
  /** Ids of which any is a right first citation; an id without `#` stands for all provisions of the instrument. */
  citations: z.array(z.string()).default([]),
  /** Figures that must be in the answer; `|` between spellings. */
  figures: z.array(z.union([z.string(), z.number().transform(String)])).default([]),
  /** The misconception or institution whose wrong name must be corrected. */
  correction: z.string().nullish(),
});
export type EvalQuestion = z.infer<typeof EvalQuestion>;
export type Half = 'tuning' | 'held-back';

const Judgement = z.strictObject({
  /** Id of a question. */
  id: z.string(),
  /** Citations that answer it as well as those that its writer named, and those that do not. */
  right: z.array(z.string()),
  wrong: z.array(z.string()),
});
export type Judgement = z.infer<typeof Judgement>;

/**
 * What a second reader found of citations that the writer of a question had not named: pooled judgements, as TREC makes
 * them (Voorhees and Harman 2005, ch. 2). pool.ts makes the pools.
 */
export function loadJudgements(file = join(import.meta.dirname, 'judgements.yaml')): Judgement[] {
  return existsSync(file) ? z.array(Judgement).parse(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA })) : [];
}

/** All questions, in the order of their files, with what was judged right. Throws with file and field if one does not fit its shape. */
export function loadQuestions(folder = join(import.meta.dirname, 'questions')): EvalQuestion[] {
  const judged = new Map(loadJudgements().map(({ id, right }) => [id, right]));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      z.array(EvalQuestion).parse(load(readFileSync(join(folder, file), 'utf8'), { schema: CORE_SCHEMA }), { error: () => undefined }),
    )
    .map((question) => ({ ...question, citations: [...question.citations, ...(judged.get(question.id) ?? [])] }));
}

/** The half that a question belongs to, decided by its id alone, so that it never moves. */
export function halfOf(question: EvalQuestion): Half {
  return (createHash('sha256').update(question.id).digest()[0] as number) < 128 ? 'tuning' : 'held-back';
}
