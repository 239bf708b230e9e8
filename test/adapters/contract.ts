/** The shape of an answer that every surface shows and `--json` prints (README, "The answer"). */
import { z } from 'zod';

const numbers = z.array(z.int().positive()).min(1);
/** Fields may be added, none renamed. */
export const Contract = z.object({
  question: z.string(),
  kind: z.enum(['answer', 'comparison', 'correction', 'clarification', 'no-answer']),
  reason: z.enum(['out-of-scope', 'not-covered', 'empty', 'ambiguous']).nullable(),
  language: z.string().regex(/^[a-z]{2,3}$/),
  jurisdictions: z.array(z.string().regex(/^[A-Z]{2,5}$/)),
  topics: z.array(z.string()),
  asOf: z.iso.date(),
  confidence: z.number().min(0).max(1),
  headline: z.string().min(1),
  statements: z.array(z.object({ text: z.string().min(1), citations: numbers })),
  table: z
    .object({
      topic: z.string(),
      rows: z.array(z.object({ jurisdiction: z.string(), text: z.string().min(1), citations: numbers })).min(1),
    })
    .nullable(),
  citations: z.array(
    z.object({
      n: z.int().positive(),
      id: z.string().min(1),
      title: z.string().min(1),
      jurisdiction: z.string(),
      ref: z.string().nullable(),
      heading: z.string().nullable(),
      status: z.string().nullable(),
      checked: z.string(),
      url: z.url().nullable(),
    }),
  ),
  corrections: z.array(z.object({ said: z.string(), text: z.string().min(1), citations: numbers })),
  suggestions: z.array(z.string()),
  notices: z.array(z.string()),
});
