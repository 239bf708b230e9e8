/** What is being done, so that a service can stop without leaving anybody without an answer. */
export class Work {
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  /** Does a task and waits for it at the end; does nothing once stopped. A task must not reject: its errors are its own. */
  run(task: () => Promise<void>): void {
    if (this.#stopped) return;
    const running = task().finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Takes nothing new and resolves when all is done, or after a time. */
  async stop(longestMs: number): Promise<void> {
    this.#stopped = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, longestMs);
    });
    await Promise.race([Promise.allSettled(this.#running), late]);
    clearTimeout(timer);
  }
}
