/** The store: what must outlive a restart. Opened once per process; several processes may have the same one open. */
import { randomBytes, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
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
import { Processes } from './processes.ts';
import { communitiesOf, forget, sweep } from './retention.ts';
import type { Schema } from './schema.ts';
import { Seal } from './seal.ts';
import { type Settings, settingsIn } from './settings.ts';
import { openSqlite } from './sqlite.ts';

export interface StoreOptions {
  /** Where `lexsea.db` lies; by default `LEXSEA_DATA`, or `data` beside the corpus. */
  folder?: string;
  /** Seals tokens; by default `LEXSEA_SECRET`. Without one the store works, but keeps no installations. */
  secret?: string;
  /** How long a claimed delivery stays claimed once its process no longer says that it lives, in milliseconds. */
  leaseMs?: number;
  /** How long a write waits for one of another process, in milliseconds. */
  busyMs?: number;
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
  /** Gives back what is claimed and not done, and closes the database. */
  close(): Promise<void>;
}

const LEASE_MS = 15_000;
const BUSY_MS = 5_000;

/**
 * Opens the store, making the file and its tables where they are missing.
 * @throws Error with one line if the database is damaged, of a newer version or cannot be written, or the secret too short.
 */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const folder = options.folder ?? process.env.LEXSEA_DATA ?? join(dirname(corpusFolder()), 'data');
  const secret = (options.secret ?? process.env.LEXSEA_SECRET)?.trim();
  const backend = await openSqlite(folder, options.busyMs ?? BUSY_MS);
  try {
    await migrate(backend.database, backend.where);
    return await storeIn(backend, secret || undefined, options.leaseMs ?? LEASE_MS);
  } catch (error) {
    await backend.database.destroy();
    throw backend.inOneLine(error);
  }
}

async function storeIn(backend: Backend, secret: string | undefined, leaseMs: number): Promise<Store> {
  const { database } = backend;
  const seal = new Seal(secret, await randomOf(database, 'seal-salt'));
  const pepper = await randomOf(database, 'key-pepper');
  const people = new KeyHash(secret, pepper);
  // An event stays the same event for a process that starts with another secret.
  const events = new KeyHash(undefined, pepper);
  const processes = new Processes(database, leaseMs);
  const boot = randomUUID();
  const told = <Methods extends object>(methods: Methods): Methods => inOneLine(methods, backend);
  return {
    boot,
    installations: told(installationsIn(database, seal)),
    settings: told(settingsIn(database)),
    conversations: told(conversationsIn(database, people)),
    deliveries: told(deliveriesIn(database, events, processes, boot)),
    answered: told(answeredIn(database, events)),
    feedback: told(feedbackIn(database, people)),
    limits: told(limitsIn(backend, people)),
    ...told({
      forget: (surface: SurfaceName, community: string) => forget(database, surface, community),
      communities: (surface: SurfaceName) => communitiesOf(database, surface),
      sweep: () => sweep(database),
    }),
    async close() {
      // A disk that is full keeps nobody from closing; the leases then run out by themselves.
      await processes.close().catch(() => {});
      await database.destroy();
    },
  };
}

/** The same methods; where the database is at fault, their errors tell the user what to do. */
function inOneLine<Methods extends object>(methods: Methods, backend: Backend): Methods {
  const told = Object.entries(methods).map(([name, method]) => [
    name,
    (...parameters: unknown[]) =>
      (method as (...parameters: unknown[]) => Promise<unknown>)(...parameters).catch((error: unknown) => {
        throw backend.inOneLine(error);
      }),
  ]);
  return Object.fromEntries(told) as Methods;
}

/** A random value that is made once for a database. */
async function randomOf(database: Kysely<Schema>, key: string): Promise<string> {
  await database
    .insertInto('meta')
    .values({ key, value: randomBytes(32).toString('base64') })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const { value } = await database.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirstOrThrow();
  return value;
}
