/** Lets work through one at a time, so that between two pieces of it the process reads, writes and keeps its timers. */

/**
 * Answering is quick but never waits, and neither does the store beneath it: two hundred questions at once would be
 * answered in one go, with nothing sent and no deadline kept until the last is done.
 */
export class Turnstile {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Resolves when it is the caller's turn: what follows at once runs before the next one's turn. In the order of the calls. */
  pass(): Promise<void> {
    this.#waiting++;
    this.#last = this.#last.then(
      () =>
        new Promise((resolve) => {
          setImmediate(() => {
            this.#waiting--;
            resolve();
          });
        }),
    );
    return this.#last;
  }
}
