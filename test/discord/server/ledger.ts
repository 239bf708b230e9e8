/** Everything that the bot did, in order; and waiting for it without sleeping. */
import type { Json } from './form.ts';
import type { Message } from './message.ts';
import type { Channel } from './world.ts';

export type EntryKind =
  | 'message' // posted, whichever way
  | 'edit'
  | 'delete'
  | 'callback' // first response to an interaction
  | 'thread' // a thread begun
  | 'commands' // a write of application commands
  | 'typing'
  | 'reaction'
  | 'limited' // a request answered with 429
  | 'failed' // a request answered with an error that the test asked for
  | 'refused' // a request refused as Discord would refuse it
  | 'lost' // a request done, its response thrown away
  | 'identify'
  | 'resume'
  | 'closed' // a gateway connection, with its code
  | 'left'; // the bot left a server by itself

export interface Entry {
  n: number;
  kind: EntryKind;
  /** Milliseconds on the clock of performance.now(). */
  at: number;
  route?: string;
  message?: Message;
  channel?: Channel;
  /** Id of the interaction that it answers. */
  interaction?: string;
  /** How a message came: by its channel, as the first response, as the edit of a deferred one, or as a followup. */
  via?: 'channel' | 'callback' | 'original' | 'followup';
  /** Kind-specific rest: callback type, error, scope of commands, shard. */
  data?: Json;
}

/** Long, so that a busy machine fails no test; only a test that fails waits for it. */
const PATIENCE = 30_000;

export class Ledger {
  readonly entries: Entry[] = [];
  private readonly waiting = new Set<() => void>();

  add(kind: EntryKind, rest: Omit<Entry, 'n' | 'kind' | 'at'> = {}): Entry {
    const entry = { n: this.entries.length, kind, at: performance.now(), ...rest };
    this.entries.push(entry);
    for (const look of this.waiting) look();
    return entry;
  }

  /** The entries of a kind, those before `since` left out. */
  of(kind: EntryKind, since = 0): Entry[] {
    return this.entries.filter((entry) => entry.n >= since && entry.kind === kind);
  }

  /** A place in the ledger: what comes after it is new. */
  mark(): number {
    return this.entries.length;
  }

  /** The first entry of a kind that fits, past ones counted from `since` on; throws after `patience` milliseconds. */
  until(
    kind: EntryKind,
    fits: (entry: Entry) => boolean = () => true,
    options: { since?: number; patience?: number } = {},
  ): Promise<Entry> {
    return this.when(() => this.of(kind, options.since).find(fits), `no '${kind}' that fits was seen`, options.patience);
  }

  /** What `look` finds once it finds something; it is asked at every new entry. Throws after `patience` milliseconds. */
  when<T>(look: () => T | undefined, complaint: string, patience = PATIENCE): Promise<T> {
    const now = look();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const error = new Error();
      const again = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        this.waiting.delete(again);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.waiting.delete(again);
        error.message = `${complaint} within ${patience} ms; last in the ledger: ${this.tail()}`;
        reject(error);
      }, patience);
      this.waiting.add(again);
    });
  }

  /** Lets those who wait look again: something has changed that is no entry. */
  stir(): void {
    for (const look of this.waiting) look();
  }

  private tail(): string {
    return (
      this.entries
        .slice(-12)
        .map(({ kind, route, via, data }) => [kind, via ?? route, data ? JSON.stringify(data).slice(0, 160) : ''].filter(Boolean).join(' '))
        .join(' | ') || 'nothing'
    );
  }
}
