/** A shard counts in the process that has started it, where the metrics of all of them are read. */
import { z } from 'zod';
import type { Meter } from '../service/meter.ts';

const Told = z.object({
  lexsea: z.discriminatedUnion('meter', [
    z.object({
      meter: z.literal('answered'),
      answer: z.object({
        kind: z.enum(['answer', 'comparison', 'correction', 'clarification', 'no-answer']),
        reason: z.enum(['out-of-scope', 'not-covered', 'empty', 'ambiguous']).nullable(),
        topics: z.array(z.string()),
        jurisdictions: z.array(z.string()),
      }),
      seconds: z.number().min(0),
    }),
    z.object({ meter: z.literal('failed') }),
    z.object({ meter: z.literal('limited'), by: z.enum(['lexsea', 'platform']) }),
    z.object({ meter: z.literal('reconnected') }),
  ]),
});
type Told = z.infer<typeof Told>;

/** The meter of a shard: each count is a message to its parent. */
export function sendingMeter(send: (message: Told) => void): Meter {
  return {
    answered: ({ kind, reason, topics, jurisdictions }, seconds) =>
      send({ lexsea: { meter: 'answered', answer: { kind, reason, topics, jurisdictions }, seconds } }),
    failed: () => send({ lexsea: { meter: 'failed' } }),
    limited: (by) => send({ lexsea: { meter: 'limited', by } }),
    reconnected: () => send({ lexsea: { meter: 'reconnected' } }),
  };
}

/** Counts what a message of a shard tells; other messages pass. */
export function count(meter: Meter, message: unknown): void {
  const told = Told.safeParse(message).data?.lexsea;
  if (told?.meter === 'answered') meter.answered(told.answer, told.seconds);
  else if (told?.meter === 'limited') meter.limited(told.by);
  else if (told) meter[told.meter]();
}
