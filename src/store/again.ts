/** Trying again what failed because a database was busy or away. */
import { setTimeout as wait } from 'node:timers/promises';

export interface AgainOptions {
  /** How long the work is begun again after its first failure, in milliseconds. */
  forMs: number;
  /** The pause after the first failure, in milliseconds; it doubles with each further one up to the longest. */
  shortestMs: number;
  longestMs: number;
  /** Whether an error is one that may pass by itself, of work that may be done again. */
  worth: (error: unknown) => boolean;
}

/** The result of the work, begun anew as long as its errors are worth it; then its last error. Never waits without giving way to other work. */
export async function again<Result>(work: () => Promise<Result>, options: AgainOptions): Promise<Result> {
  let until: number | undefined;
  for (let pause = options.shortestMs; ; pause = Math.min(pause * 2, options.longestMs)) {
    try {
      return await work();
    } catch (error) {
      // Measured by a clock that nobody sets, so that one set back does not wait for ever.
      until ??= performance.now() + options.forMs;
      if (!options.worth(error) || performance.now() > until) throw error;
    }
    // Those that failed together do not come back together.
    await wait(pause * (0.5 + Math.random()));
  }
}
