/** What a surface tells of its work: counts and kinds, never a text. Plain data, so that a shard can send it to its parent. */
import type { Answer } from '../../src/answer/answer.ts';

/** What is counted of an answer. */
export type Answered = Pick<Answer, 'kind' | 'reason' | 'topics' | 'jurisdictions'>;

/** Who made somebody wait: LexSEA with a limit of its own, or the platform with its. */
export type Limiter = 'lexsea' | 'platform';

export interface Meter {
  /** An answer was sent, so many seconds after its question was received. */
  answered(answer: Answered, seconds: number): void;
  /** A question was received and could not be answered. */
  failed(): void;
  /** Somebody, or LexSEA itself, was told to wait. */
  limited(by: Limiter): void;
  /** A connection that was lost is there again. */
  reconnected(): void;
}

/** Begins to count; what it gives tells the seconds since. */
export function stopwatch(): () => number {
  const started = performance.now();
  return () => (performance.now() - started) / 1000;
}
