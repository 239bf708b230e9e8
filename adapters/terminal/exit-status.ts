/** Exit statuses, as the README names them. */
import type { Answer } from '../../src/answer/answer.ts';

export const ANSWERED = 0;
export const NO_ANSWER = 1;
export const WRONG_USAGE = 2;

/** 1 for a refusal, 0 for whatever answers or asks back. */
export function statusOf({ kind }: Answer): number {
  return kind === 'no-answer' ? NO_ANSWER : ANSWERED;
}
