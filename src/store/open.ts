/** The store: what must outlive a restart. Opened once per process; several processes may have the same one open. */
import { randomBytes, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { corpusFolder } from '../corpus/folder.ts';
import { type Answered, answeredIn } from './answered.ts';
import type { Backend } from './backend.ts';
import { type Conversations, conversationsIn } from './conversations.ts';
import { type Deliveries, deliveriesIn } from './deliveries.ts';
import { type Feedback, feedbackIn } from './feedback.ts';
import { type Installations, installationsIn } from './installations.ts';
import { KeyHash, type SurfaceName } from './keys.ts';
import { type Limits, limitsIn } from './limits.ts';
import { migrate } from './migrations/migrate.ts';
import { openPostgres } from './postgres.ts';
import { Processes } from './processes.ts';
import { communitiesOf, forget, sweep } from './retention.ts';
import { Seal } from './seal.ts';
import { type Settings, settingsIn } from './settings.ts';
import { openSqlite } from './sqlite.ts';

export interface StoreOptions {
  /** Address of a database of PostgreSQL; by default `DATABASE_URL`. Without one, or with '', the store is a file of SQLite. */
  url?: string;
  /** Where `lexsea.db` lies; by default `LEXSEA_DATA`, or `data` beside the corpus. */
  folder?: string;
  /** Seals tokens; by default `LEXSEA_SECRET`. Without one the store works, but keeps no installations. */
  secret?: string;
  /** The secret before that, which still opens what it has sealed; by default `LEXSEA_SECRET_PREVIOUS`. */
  previousSecret?: string;
  /** How long a claimed delivery stays claimed once its process no longer says that it lives, in milliseconds. */
  leaseMs?: number;
  /** How long what asks waits for another process that writes (SQLite) or for a database that is away (PostgreSQL), in milliseconds. */
  busyMs?: number;
  /** Told in one line when the connection to the database is lost. */
  warn?: (message: string) => void;
}

/** Every method may reject with an Error; where the database is at fault, its one line says what to do. */
export interface Store {
  /** Names this open store among the processes that claim deliveries. */
  readonly boot: string;
  readonly installations: Installations;
  readonly settings: Settings;
  readonly conversations: Conversations;
  readonly deliveries: Deliveries;
  readonly answered: Answered;
  readonly feedback: Feedback;
  readonly limits: Limits;
  /** Drops all that is kept of a community that has removed LexSEA. */
  forget(surface: SurfaceName, community: string): Promise<void>;
  /** Ids of all communities of which anything is kept: to forget those that have left while nobody listened. */
  communities(surface: SurfaceName): Promise<string[]>;
  /** Drops what has expired; to be called from time to time. */
  sweep(): Promise<void>;
  /** Resolves if the database answers; rejects within two seconds if it does not. */
  check(): Promise<void>;
  /** Gives back what is claimed and not done, and closes the database. */
  close(): Promise<void>;
}

const LEASE_MS = 15_000;
const BUSY_MS = 5_000;

/**
 * Opens the store, making the database's tables, and the file of SQLite, where they are missing.
 * @throws Error with one line if the database is damaged, of a newer version, cannot be reached or written, or a secret is too short.
 */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const backend = await openBackend(options);
  try {
    await backend.steadily(() => migrate(backend), true);
    return await storeIn(backend, options);
  } catch (error) {
    await backend.close();
    throw backend.inOneLine(error);
  }
}

async function openBackend({ url = process.env.DATABASE_URL, folder, busyMs, warn }: StoreOptions): Promise<Backend> {
  if (url?.trim()) return openPostgres(url.trim(), { ...(busyMs === undefined ? {} : { patienceMs: busyMs }), ...(warn ? { warn } : {}) });
  return openSqlite(folder ?? defaultFolder(), busyMs ?? BUSY_MS);
}

/** Where the file of SQLite lies if nobody says where. */
export function defaultFolder(): string {
  return process.env.LEXSEA_DATA ?? join(dirname(corpusFolder()), 'data');
}

async function storeIn(backend: Backend, { leaseMs = LEASE_MS, ...options }: StoreOptions): Promise<Store> {
  const { database } = backend;
  const secret = (options.secret ?? process.env.LEXSEA_SECRET)?.trim() || undefined;
  const previous = (options.previousSecret ?? process.env.LEXSEA_SECRET_PREVIOUS)?.trim() || undefined;
  const [salt, pepper] = [await randomOf(backend, 'seal-salt'), await randomOf(backend, 'key-pepper')];
  const seal = new Seal(secret, salt, previous ? { former: new Seal(previous, salt, { variable: 'LEXSEA_SECRET_PREVIOUS' }) } : {});
  const people = new KeyHash(secret, pepper, previous ? new KeyHash(previous, pepper) : undefined);
  // An event stays the same event for a process that starts with another secret.
  const events = new KeyHash(undefined, pepper);
  const processes = new Processes(database, leaseMs);
  const boot = randomUUID();
  const steady = <Methods extends object>(methods: Methods, repeatable = true): Methods => steadyMethods(methods, backend, repeatable);
  const deliveries = steady(deliveriesIn(backend, events, processes, boot));
  const { noAnswer, ...feedback } = feedbackIn(database, people);
  return {
    boot,
    installations: steady(installationsIn(database, seal)),
    settings: steady(settingsIn(database)),
    conversations: steady(conversationsIn(backend, people)),
    deliveries: {
      ...deliveries,
      // One token for all tries of a claim: the answer of one that was made may be lost with the connection.
      claim: (key, claim) => deliveries.claim(key, { token: randomUUID(), ...claim }),
    },
    answered: steady(answeredIn(backend, events)),
    // What counts is not done anew where it may have been done: once too few is better than once too many.
    feedback: { ...steady(feedback), ...steady({ noAnswer }, false) },
    limits: steady(limitsIn(backend, people), false),
    ...steady({
      forget: (surface: SurfaceName, community: string) => forget(database, surface, community),
      communities: (surface: SurfaceName) => communitiesOf(database, surface),
      async sweep() {
        await sweep(backend);
        await processes.sweep();
      },
    }),
    check: () =>
      backend.check().catch((error: unknown) => {
        throw backend.inOneLine(error);
      }),
    async close() {
      // A disk that is full or a database that is away keeps nobody from closing; the others then see that nobody beats.
      await processes.close().catch(() => {});
      await backend.close();
    },
  };
}

/** The same methods, which wait for a database that is busy or away; where it is at fault, their errors tell the user what to do. */
function steadyMethods<Methods extends object>(methods: Methods, backend: Backend, repeatable: boolean): Methods {
  const steady = Object.entries(methods).map(([name, method]) => [
    name,
    (...parameters: unknown[]) =>
      backend
        .steadily(() => (method as (...parameters: unknown[]) => Promise<unknown>)(...parameters), repeatable)
        .catch((error: unknown) => {
          throw backend.inOneLine(error);
        }),
  ]);
  return Object.fromEntries(steady) as Methods;
}

/** A random value that is made once for a database. */
async function randomOf({ database, steadily }: Backend, key: string): Promise<string> {
  return steadily(async () => {
    await database
      .insertInto('meta')
      .values({ key, value: randomBytes(32).toString('base64') })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
    const { value } = await database.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirstOrThrow();
    return value;
  }, true);
}
