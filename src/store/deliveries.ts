/** Handling an event once, though its platform sends it again and a process may be killed while it works on it. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Backend } from './backend.ts';
import { communityOf, type KeyHash, ownerOf, type SurfaceName } from './keys.ts';
import type { Processes } from './processes.ts';

/**
 * - `new`: nobody has seen the event; handle it
 * - `resumed`: a process that is gone had begun with it; handle it, and look whether its reply was sent
 * - `busy`: a live process is at it, this one perhaps
 * - `done`: it was handled
 */
export type Claim = 'new' | 'resumed' | 'done' | 'busy';

/** Platforms send an event again for an hour at most; Slack, where an app asks for it, for a day. */
const REMEMBERED_MS = 25 * 60 * 60_000;

/** Characters of JSON. */
const LONGEST_NOTE = 500;

/** Ids by which an event can be found again on its platform: of its channel, message, person. Never what it says. */
const noteShape = z.record(z.string().max(20), z.string().max(100)).refine((note) => JSON.stringify(note).length <= LONGEST_NOTE);
export type Note = z.infer<typeof noteShape>;

export interface ClaimOptions {
  /** Who claims; by default the open store itself. */
  process?: string;
  /** Kept with the claim until it is done or released, so that `abandoned` can tell whoever comes after. */
  note?: Note;
  /** Names this claim over several tries of it, where the answer to an earlier try was lost. The store gives each call its own. */
  token?: string;
}

export interface Abandoned {
  note: Note;
  /** Milliseconds since 1970, by the clock of this machine. */
  claimedAt: number;
}

export interface Deliveries {
  /**
   * Claims an event under its key (`keyOf` with the platform's id of the event). What is claimed stays so until `done` or
   * `release`, or until the process is gone.
   * @throws Error with one line if the note is no record of ids or too long
   */
  claim(key: string, options?: ClaimOptions): Promise<Claim>;
  /** The event is handled and never will be again. */
  done(key: string): Promise<void>;
  /** The event could not be handled: the next delivery is `new`. Does nothing for what is done or another process's. */
  release(key: string): Promise<void>;
  /**
   * What processes that are gone had begun and not done, the oldest first: the notes of their claims. For events that a
   * platform will not send again. They are not claimed hereby; of several processes that ask, one gets 'resumed'.
   */
  abandoned(surface: SurfaceName): Promise<Abandoned[]>;
}

export function deliveriesIn(
  { database, now }: Pick<Backend, 'database' | 'now'>,
  hash: KeyHash,
  processes: Processes,
  boot: string,
): Deliveries {
  return {
    async claim(written, { process = boot, note, token = randomUUID() } = {}) {
      const key = hash.of(written);
      const noted = note === undefined ? null : noteText(note);
      await processes.enter(process);
      for (;;) {
        const row = { process, done: 0, note: noted, expires_at: now(REMEMBERED_MS) };
        const inserted = await database
          .insertInto('delivery')
          .values({ key, owner: ownerOf(written), claim: claimText('new', token), ...row })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .returning('key')
          .executeTakeFirst();
        if (inserted) return 'new';
        const claimed = await database
          .selectFrom('delivery')
          .select(['process', 'done', 'claim'])
          .where('key', '=', key)
          .executeTakeFirst();
        if (!claimed) continue;
        if (claimed.done) return 'done';
        // An earlier try of this claim was done, and its answer lost.
        const own = (['new', 'resumed'] as const).find((claim) => claimed.claim === claimText(claim, token));
        if (own) return own;
        if (await processes.isAlive(claimed.process)) return 'busy';
        const taken = await database
          .updateTable('delivery')
          .set({ claim: claimText('resumed', token), ...row })
          .where('key', '=', key)
          .where('process', '=', claimed.process)
          .where('done', '=', 0)
          .returning('key')
          .executeTakeFirst();
        if (taken) return 'resumed';
      }
    },
    async done(written) {
      const row = { done: 1, note: null, expires_at: now(REMEMBERED_MS) };
      await database
        .insertInto('delivery')
        .values({ key: hash.of(written), owner: ownerOf(written), process: boot, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
    async release(written) {
      const { names } = processes;
      if (names.length === 0) return;
      await database
        .deleteFrom('delivery')
        .where('key', '=', hash.of(written))
        .where('done', '=', 0)
        .where('process', 'in', names)
        .execute();
    },
    async abandoned(surface) {
      const rows = await database
        .selectFrom('delivery')
        .select(['owner', 'process', 'note'])
        .select(now(REMEMBERED_MS).as('claimed_now_expires_at'))
        .select('expires_at')
        .where('done', '=', 0)
        .where('note', 'is not', null)
        .orderBy('expires_at')
        .orderBy('key')
        .execute();
      const alive = new Map<string, boolean>();
      const found: Abandoned[] = [];
      for (const { owner, process, note, claimed_now_expires_at, expires_at } of rows) {
        if (communityOf(owner, surface) === null) continue;
        const lives = alive.get(process) ?? (await processes.isAlive(process));
        alive.set(process, lives);
        const read = lives ? null : parseNote(note ?? '');
        if (read) found.push({ note: read, claimedAt: Date.now() - (claimed_now_expires_at - expires_at) });
      }
      return found;
    },
  };
}

function claimText(claim: Claim, token: string): string {
  return `${claim} ${token}`;
}

function noteText(note: Note): string {
  const { data, error } = noteShape.safeParse(note);
  if (error) throw new Error(`the note of a delivery must be ids by name, in at most ${LONGEST_NOTE} characters`);
  return JSON.stringify(data);
}

/** The note in a text; null for what is none, as of another version. */
export function parseNote(text: string): Note | null {
  try {
    return noteShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
