/** What goes wrong while people ask, one thing each; a scenario ends when all is over and gives what became of the questions. */
import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { SINGAPORE } from '../slack/rig.ts';
import { type Load, startLoad, type Tally } from './load.ts';
import { type Site, startPostgres, startSite } from './replicas.ts';
import { onSmallDisk } from './small-disk.ts';
import { updateCorpus } from './update-corpus.ts';

export interface Scenario {
  name: string;
  /** Whether it needs a PostgreSQL. */
  onPostgres: boolean;
  /** Why it cannot be run here; null if it can. */
  lacks?(): string | null;
  /** Takes long: left to `npm run faults`. */
  slow?: boolean;
  run(questions: number): Promise<Tally>;
}

/** Milliseconds between two questions: some thirty a second, more than a large workspace asks in a minute. */
const EVERY_MS = 30;

/** Resolves once so many of the questions have been asked. */
async function after(load: Load, share: number, questions: number): Promise<void> {
  while (load.sent.length < questions * share) await wait(EVERY_MS);
}

/** Counts, and then sees that a question more is answered: what comes double comes before. */
async function end(site: Site, load: Load): Promise<Tally> {
  await load.tally();
  await site.slack.workspace('T1').user('the last').dm(SINGAPORE.text).answer();
  return load.tally();
}

async function withSite<Result>(env: Record<string, string>, use: (site: Site) => Promise<Result>, folder?: string): Promise<Result> {
  const site = await startSite(env, folder);
  try {
    return await use(site);
  } finally {
    await site.close();
  }
}

async function withPostgres(use: (url: string, crash: () => Promise<void>) => Promise<Tally>): Promise<Tally> {
  const postgres = startPostgres();
  if (!postgres) throw new Error('no PostgreSQL; run this by ".ci/postgres run"');
  try {
    return await use(postgres.url, postgres.crash);
  } finally {
    postgres.remove();
  }
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'nothing: two replicas on PostgreSQL',
    onPostgres: true,
    run: (questions) =>
      withPostgres((url) =>
        withSite({ DATABASE_URL: url }, async (site) => {
          await Promise.all([site.add(), site.add()]);
          return end(site, startLoad(site.slack, questions, EVERY_MS));
        }),
      ),
  },
  {
    name: 'one of two replicas is killed (SIGKILL)',
    onPostgres: true,
    run: (questions) =>
      withPostgres((url) =>
        withSite({ DATABASE_URL: url }, async (site) => {
          const first = await site.add();
          await site.add();
          const load = startLoad(site.slack, questions, EVERY_MS);
          await after(load, 0.5, questions);
          await site.end(first);
          return end(site, load);
        }),
      ),
  },
  {
    name: 'rolling restart of two replicas (SIGTERM)',
    onPostgres: true,
    run: (questions) =>
      withPostgres((url) =>
        withSite({ DATABASE_URL: url }, async (site) => {
          const old = [await site.add(), await site.add()];
          const load = startLoad(site.slack, questions, EVERY_MS);
          for (const replica of old) {
            await after(load, 0.3, questions);
            const code = await site.end(replica, 'SIGTERM');
            if (code !== 0) throw new Error(`a replica that was told to stop ended with ${code}:\n${replica.output()}`);
            await site.add();
          }
          return end(site, load);
        }),
      ),
  },
  {
    name: 'PostgreSQL crashes and starts again',
    onPostgres: true,
    run: (questions) =>
      withPostgres((url, crash) =>
        withSite({ DATABASE_URL: url }, async (site) => {
          await Promise.all([site.add(), site.add()]);
          const load = startLoad(site.slack, questions, EVERY_MS);
          await after(load, 0.5, questions);
          await crash();
          return end(site, load);
        }),
      ),
  },
  {
    name: 'the only process, on SQLite, is killed and started again',
    onPostgres: false,
    run: (questions) =>
      withSite({}, async (site) => {
        const first = await site.add();
        const load = startLoad(site.slack, questions, EVERY_MS);
        await after(load, 0.5, questions);
        await site.end(first);
        await site.add();
        return end(site, load);
      }),
  },
  {
    name: 'the only process, on SQLite, stands still for five seconds (SIGSTOP)',
    onPostgres: false,
    run: (questions) =>
      withSite({}, async (site) => {
        const { child } = await site.add();
        const load = startLoad(site.slack, questions, EVERY_MS);
        await after(load, 0.5, questions);
        child.kill('SIGSTOP');
        await wait(5_000);
        child.kill('SIGCONT');
        return end(site, load);
      }),
  },
  {
    name: 'the disk of the only process, on SQLite, is full for some seconds',
    onPostgres: false,
    lacks: () => (spawnSync('mount', ['-V']).status === 0 && process.getuid?.() === 0 ? null : 'only root may mount a small disk'),
    run: (questions) =>
      onSmallDisk(({ folder, fill, free }) =>
        withSite(
          {},
          async (site) => {
            const { output } = await site.add();
            // Full from the start: later the store could write where it has written before.
            fill();
            const load = startLoad(site.slack, questions, EVERY_MS);
            await site.slack.until(() => output().includes('the disk is full'), 'the service to say so', 60_000);
            await wait(1_000);
            free();
            return end(site, load);
          },
          folder,
        ),
      ),
  },
  {
    name: 'the corpus is updated under two processes',
    onPostgres: false,
    slow: true,
    run: (questions) =>
      withSite({}, async (site) => {
        const both = [await site.add(), await site.add()];
        const load = startLoad(site.slack, questions, EVERY_MS);
        await after(load, 0.2, questions);
        await updateCorpus(site.folder);
        const swapped = both.map(({ output }) =>
          site.slack.until(() => output().includes('another corpus is in force'), 'the swap', 60_000),
        );
        await Promise.all(swapped);
        return end(site, load);
      }),
  },
];
