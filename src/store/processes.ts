/**
 * Which processes are at work on the store. A process is alive as long as its beat goes on; kill -9 ends that. No clock is
 * read for it: clocks of several machines differ and are set, and a database that was away makes nobody dead.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Names under which this process has claimed something and goes on. */
const ALIVE_HERE = new Set<string>();
/** How often a process beats, and looks after the others, within the time that it may be silent. */
const BEATS = 3;

type Row = Schema['process'];

interface Observed {
  beat: number;
  /** When this beat was first read, by the clock of this process that nobody sets. */
  since: number;
}

/** The names under which one open store claims, and what it has observed of all others. */
export class Processes {
  readonly #database: Kysely<Schema>;
  readonly #silenceMs: number;
  readonly #names = new Set<string>();
  readonly #observed = new Map<string, Observed>();
  readonly #timer: NodeJS.Timeout;
  #lastLook = Number.NEGATIVE_INFINITY;

  /** A process that is silent for `silenceMs` is dead. Observes from now on, until `close`. */
  constructor(database: Kysely<Schema>, silenceMs: number) {
    this.#database = database;
    this.#silenceMs = silenceMs;
    this.#timer = setInterval(() => {
      // What fails (a full disk, a database that is away) is tried again at the next turn.
      this.beat().catch(() => {});
    }, silenceMs / BEATS).unref();
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
  }

  /** Gives a sign of life and looks for those of all others. Done by itself, `BEATS` times in the time that a process may be silent. */
  async beat(): Promise<void> {
    if (this.#names.size > 0) await this.#renew(this.names);
    await this.#look();
  }

  /**
   * Whether a process goes on with what it claimed. It does not if it closed its store, if it ran on this machine and its
   * process is gone, or if this process has seen it silent for long enough.
   */
  async isAlive(name: string): Promise<boolean> {
    // A machine that slept has given no sign; what this process has begun it goes on with.
    if (this.#names.has(name)) return true;
    const rows = await this.#look();
    const row = rows.find(({ id }) => id === name);
    return row !== undefined && !this.#isDead(row);
  }

  /** Drops the rows of those that are dead; what they have claimed is free without them as well. */
  async sweep(): Promise<void> {
    for (const row of await this.#look())
      if (!this.#names.has(row.id) && this.#isDead(row))
        await this.#database.deleteFrom('process').where('id', '=', row.id).where('beat', '=', row.beat).execute();
  }

  /** Gives the names back: what was claimed and not done is free for others at once. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const name of this.#names) ALIVE_HERE.delete(name);
    if (this.#names.size > 0) await this.#database.deleteFrom('process').where('id', 'in', this.names).execute();
    this.#names.clear();
  }

  async #renew(names: readonly string[]): Promise<void> {
    await this.#database
      .insertInto('process')
      .values(names.map((id) => ({ id, host: HOST, pid: process.pid, beat: 0 })))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((each) => ({ host: HOST, pid: process.pid, beat: each('process.beat', '+', 1) })),
      )
      .execute();
  }

  /** Reads the beats of all. What was observed before counts only if it was read often enough since. */
  async #look(): Promise<Row[]> {
    const begun = performance.now();
    const rows = await this.#database.selectFrom('process').selectAll().execute();
    const read = performance.now();
    // While nothing was read, the others may have been kept from beating as this process was from reading.
    if (begun - this.#lastLook > (2 * this.#silenceMs) / BEATS) this.#observed.clear();
    this.#lastLook = begun;
    for (const { id, beat } of rows) if (this.#observed.get(id)?.beat !== beat) this.#observed.set(id, { beat, since: read });
    const there = new Set(rows.map(({ id }) => id));
    for (const id of this.#observed.keys()) if (!there.has(id)) this.#observed.delete(id);
    return rows;
  }

  #isDead({ id, host, pid }: Row): boolean {
    if (host === HOST && !(pid === process.pid ? ALIVE_HERE.has(id) : isRunning(pid))) return true;
    const observed = this.#observed.get(id);
    return observed !== undefined && this.#lastLook - observed.since >= this.#silenceMs;
  }
}

/**
 * Where a process number has a meaning: a machine since it was started (two may have one name), a container's own numbers,
 * and the thread that keeps `ALIVE_HERE`.
 */
const HOST = [
  hostname(),
  orPlatform(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  orPlatform(() => readlinkSync('/proc/self/ns/pid')),
  threadId,
].join(' ');

function orPlatform(read: () => string): string {
  try {
    return read();
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
