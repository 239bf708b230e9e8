/** How often something may be done: rate-limiter-flexible on the store's own database, so that all processes count together. */
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Backend } from './backend.ts';
import { type KeyHash, ownerOf } from './keys.ts';

export interface Limit {
  /** How often in how many seconds. */
  points: number;
  seconds: number;
}

export interface Limits {
  /**
   * Counts one use under a key (`keyOf`). The seconds begin with the first use; `retryAfter` says in how many whole
   * seconds the next is allowed, and is 0 for one that is.
   */
  take(key: string, limit: Limit): Promise<{ allowed: boolean; retryAfter: number }>;
}

export function limitsIn(backend: Backend, hash: KeyHash): Limits {
  const limiters = new Map<string, RateLimiterAbstract>();
  return {
    async take(key, { points, seconds }) {
      if (points <= 0 || seconds <= 0) return { allowed: true, retryAfter: 0 };
      const name = `${points}/${seconds}`;
      const limiter = limiters.get(name) ?? backend.limiter(points, seconds);
      limiters.set(name, limiter);
      const limited = `${ownerOf(key)}:${hash.of(name, key)}`;
      let refused = await refusal(limiter, limited);
      if (refused && refused.msBeforeNext > seconds * 1000) {
        // Longer than a limit lasts: the clock was set back since. Nobody waits for it to come round again.
        await limiter.delete(limited);
        refused = await refusal(limiter, limited);
      }
      return { allowed: !refused, retryAfter: refused ? Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) : 0 };
    },
  };
}

/** Counts one use; what refuses it, or null. */
async function refusal(limiter: RateLimiterAbstract, key: string): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  }
}
