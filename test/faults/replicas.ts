/** Replicas of the service, each a process of its own, behind a balancer that Slack sends to. */
import { type ChildProcess, execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { manifest } from '../slack/rig.ts';
import { type SlackServer, startSlack } from '../slack/server/slack.ts';
import { dataFolder, type ServiceProcess, startService } from '../slack/service-process.ts';
import { type Balancer, startBalancer } from './balancer.ts';

export interface Replica extends Pick<ServiceProcess, 'output' | 'end'> {
  child: ChildProcess;
  port: number;
}

export interface Site {
  slack: SlackServer;
  balancer: Balancer;
  /** Where the store of SQLite lies. */
  folder: string;
  /** Starts one more replica; requests go to it as soon as it listens. */
  add(more?: Record<string, string>): Promise<Replica>;
  /** Ends a replica; by default as a power cut does. Requests go elsewhere once it is gone. */
  end(replica: Replica, signal?: NodeJS.Signals): Promise<number | null>;
  close(): Promise<void>;
}

/** A loopback Slack whose retries come soon, a balancer, and no replica yet. */
export async function startSite(env: Record<string, string> = {}, where?: string): Promise<Site> {
  const slack = await startSlack({ manifest, retryDelays: [0, 1_000, 5_000] });
  const balancer = await startBalancer();
  const data = where === undefined ? dataFolder() : { path: where, remove: () => {} };
  const running = new Set<Replica>();
  return {
    slack,
    balancer,
    folder: data.path,
    async add(more = {}) {
      const service = await startService(slack, data.path, 'http', { ...env, ...more });
      const port = Number(/"port":(\d+)/.exec(service.output())?.[1]);
      const replica = { child: service.child, output: service.output, end: service.end, port };
      running.add(replica);
      balancer.replicas.add(port);
      slack.deliverTo(balancer.url);
      return replica;
    },
    async end(replica, signal = 'SIGKILL') {
      const code = await replica.end(signal);
      balancer.replicas.delete(replica.port);
      running.delete(replica);
      return code;
    },
    async close() {
      for (const replica of running) await replica.end();
      await balancer.close();
      await slack.close();
      data.remove();
    },
  };
}

/** A PostgreSQL of its own, which may be crashed; null where there is none. */
export function startPostgres(): { url: string; crash(): Promise<void>; remove(): void } | null {
  if (!process.env.LEXSEA_TEST_POSTGRES) return null;
  // Made by the script, for the user that PostgreSQL runs as.
  const folder = join(tmpdir(), `lexsea-faults-${randomBytes(6).toString('hex')}`);
  const run = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync('.ci/postgres', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`.ci/postgres ${args[0]} failed: ${stderr}`);
    return stdout.trim();
  };
  const url = run('start', folder);
  return {
    url,
    // Slack, the balancer and the people go on meanwhile.
    crash: async () => {
      await promisify(execFile)('.ci/postgres', ['restart', folder, 'immediate']);
    },
    remove: () => void run('remove', folder),
  };
}
