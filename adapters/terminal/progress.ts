/** A progress bar on a terminal; nothing in a pipe. cli-progress is loaded when there is something to show. */

export interface Progress {
  /** Share that is done, 0..1. */
  update(share: number): void;
  stop(): void;
}

const STEPS = 1000;

export function progressBar(label: string): Progress {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  let stopped = false;
  let bar: { update(value: number): void; stop(): void } | undefined;
  let latest = 0;
  const start = async (): Promise<void> => {
    const { default: cliProgress } = await import('cli-progress');
    if (stopped) return;
    const made = new cliProgress.SingleBar(
      { format: `${label} {bar} {percentage}%`, stream: process.stderr, clearOnComplete: true },
      cliProgress.Presets.shades_classic,
    );
    made.start(STEPS, Math.round(latest * STEPS));
    bar = made;
  };
  let started = false;
  return {
    update: (share) => {
      latest = share;
      if (!started) {
        started = true;
        void start();
      }
      bar?.update(Math.round(share * STEPS));
    },
    stop: () => {
      stopped = true;
      bar?.stop();
    },
  };
}
