/** Handling an event once, though its platform sends it again and a process may be killed while it works on it. */
import type { Kysely } from 'kysely';
import { type KeyHash, ownerOf } from './keys.ts';
import type { Processes } from './processes.ts';
import type { Schema } from './schema.ts';

/**
 * - `new`: nobody has seen the event; handle it
 * - `resumed`: a process that is gone had begun with it; handle it, and look whether its reply was sent
 * - `busy`: a live process is at it, this one perhaps
 * - `done`: it was handled
 */
export type Claim = 'new' | 'resumed' | 'done' | 'busy';

/** Platforms send an event again for an hour at most; Slack, where an app asks for it, for a day. */
const REMEMBERED_MS = 25 * 60 * 60_000;

export interface Deliveries {
  /**
   * Claims an event under its key (`keyOf` with the platform's id of the event). What is claimed stays so until `done` or
   * `release`, or until the process is gone. `process` names who claims; by default the open store itself.
   */
  claim(key: string, process?: string): Promise<Claim>;
  /** The event is handled and never will be again. */
  done(key: string): Promise<void>;
  /** The event could not be handled: the next delivery is `new`. Does nothing for what is done or another process's. */
  release(key: string): Promise<void>;
}

export function deliveriesIn(database: Kysely<Schema>, hash: KeyHash, processes: Processes, boot: string): Deliveries {
  return {
    async claim(written, process = boot) {
      const key = hash.of(written);
      await processes.enter(process);
      for (;;) {
        const row = { process, done: 0, expires_at: Date.now() + REMEMBERED_MS };
        const inserted = await database
          .insertInto('delivery')
          .values({ key, owner: ownerOf(written), ...row })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .returning('key')
          .executeTakeFirst();
        if (inserted) return 'new';
        const claimed = await database.selectFrom('delivery').select(['process', 'done']).where('key', '=', key).executeTakeFirst();
        if (!claimed) continue;
        if (claimed.done) return 'done';
        if (await processes.isAlive(claimed.process)) return 'busy';
        const taken = await database
          .updateTable('delivery')
          .set(row)
          .where('key', '=', key)
          .where('process', '=', claimed.process)
          .where('done', '=', 0)
          .returning('key')
          .executeTakeFirst();
        if (taken) return 'resumed';
      }
    },
    async done(written) {
      const row = { done: 1, expires_at: Date.now() + REMEMBERED_MS };
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
  };
}
