/** Faults on demand: rate limits, errors, and calls that are held back or lost. */

import type { Call } from './ledger.ts';

/** A call that is held. */
export interface Hold {
  /** Resolves with the call once one has arrived. */
  reached: Promise<Call>;
  /** Lets it go on. */
  release(): void;
  /** Cuts its connection: the app gets no answer. Held `before`, it has then done nothing; held `after`, it has. */
  drop(): void;
}

interface Held {
  when: 'before' | 'after';
  arrived(call: Call): void;
  fate: Promise<'release' | 'drop'>;
}

export class Faults {
  readonly #storms = new Map<string, { retryAfter: number; times: number }>();
  readonly #errors = new Map<string, { error: string; times: number }>();
  readonly #statuses = new Map<string, { status: number; times: number }>();
  readonly #holds = new Map<string, Held[]>();

  /** The next `times` calls of the method answer 429 with Retry-After in seconds. */
  storm(method: string, { retryAfter = 1, times = 1 } = {}): void {
    this.#storms.set(method, { retryAfter, times });
  }

  /** The next `times` calls answer ok: false with the error. */
  fail(method: string, error: string, times = 1): void {
    this.#errors.set(method, { error, times });
  }

  /** The next `times` calls answer an HTTP status, such as 503, and nothing of Slack's. */
  break(method: string, status: number, times = 1): void {
    this.#statuses.set(method, { status, times });
  }

  /** Holds the next call of the method, before it is done or after it is done and before it is answered. */
  hold(method: string, when: 'before' | 'after' = 'before'): Hold {
    let arrived: (call: Call) => void = () => {};
    let decide: (fate: 'release' | 'drop') => void = () => {};
    const reached = new Promise<Call>((resolve) => {
      arrived = resolve;
    });
    const fate = new Promise<'release' | 'drop'>((resolve) => {
      decide = resolve;
    });
    this.#holds.set(method, [...(this.#holds.get(method) ?? []), { when, arrived, fate }]);
    return { reached, release: () => decide('release'), drop: () => decide('drop') };
  }

  take(method: string): { retryAfter?: number; error?: string; status?: number; held?: Held } {
    const storm = this.#spend(this.#storms, method);
    if (storm) return { retryAfter: storm.retryAfter };
    const status = this.#spend(this.#statuses, method);
    if (status) return { status: status.status };
    const error = this.#spend(this.#errors, method);
    if (error) return { error: error.error };
    const held = this.#holds.get(method)?.shift();
    return held ? { held } : {};
  }

  #spend<T extends { times: number }>(faults: Map<string, T>, method: string): T | null {
    const fault = faults.get(method);
    if (!fault || fault.times <= 0) return null;
    fault.times -= 1;
    return fault;
  }
}
