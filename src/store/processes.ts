/** Which processes are at work on the store. A process is alive as long as it renews its lease; kill -9 ends that. */
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Names under which this process has claimed something and goes on. */
const ALIVE_HERE = new Set<string>();

/** The leases of the names under which one open store claims. */
export class Processes {
  readonly #database: Kysely<Schema>;
  readonly #leaseMs: number;
  readonly #names = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Kysely<Schema>, leaseMs: number) {
    this.#database = database;
    this.#leaseMs = leaseMs;
  }

  /** The names that this store has claimed under. */
  get names(): string[] {
    return [...this.#names];
  }

  /** Makes a name known as alive, and keeps it so until `close`. */
  async enter(name: string): Promise<void> {
    if (this.#names.has(name)) return;
    await this.#renew([name]);
    this.#names.add(name);
    ALIVE_HERE.add(name);
    this.#timer ??= setInterval(() => {
      // A renewal that fails (a full disk, say) is tried again at the next turn, well before the lease ends.
      this.#renew(this.names).catch(() => {});
    }, this.#leaseMs / 3).unref();
  }

  /**
   * Whether a process goes on with what it claimed. It does not if its lease ran out, if it closed its store, or if it
   * ran on this machine and its process is gone.
   */
  async isAlive(name: string): Promise<boolean> {
    // A machine that slept has renewed no lease; what this process has begun it goes on with.
    if (this.#names.has(name)) return true;
    const row = await this.#database
      .selectFrom('process')
      .select(['host', 'pid'])
      .where('id', '=', name)
      .where('alive_until', '>', Date.now())
      .executeTakeFirst();
    if (!row) return false;
    if (row.host !== HOST) return true;
    return row.pid === process.pid ? ALIVE_HERE.has(name) : isRunning(row.pid);
  }

  /** Gives the leases back: what was claimed and not done is free for others at once. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const name of this.#names) ALIVE_HERE.delete(name);
    if (this.#names.size > 0) await this.#database.deleteFrom('process').where('id', 'in', this.names).execute();
    this.#names.clear();
  }

  async #renew(names: readonly string[]): Promise<void> {
    const alive_until = Date.now() + this.#leaseMs;
    await this.#database
      .insertInto('process')
      .values(names.map((id) => ({ id, host: HOST, pid: process.pid, alive_until })))
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ host: HOST, pid: process.pid, alive_until }))
      .execute();
  }
}

/** Where a process number has a meaning: a machine, a container's own numbers, and the thread that keeps `ALIVE_HERE`. */
const HOST = [hostname(), processNumbers(), threadId].join(' ');

function processNumbers(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return process.platform;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
