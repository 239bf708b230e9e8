/** What the store needs of a database; one file per kind of database gives it. */
import type { Kysely, RawBuilder } from 'kysely';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Schema } from './schema.ts';

export interface Backend {
  /** How messages to the user name the database; without any password. */
  where: string;
  /** What to set to use another database, for messages to the user. */
  elsewhere: string;
  database: Kysely<Schema>;
  /** The time of the clock that all processes on the database share, some milliseconds later: milliseconds since 1970. */
  now: Clock;
  /** Calls with a database that waits as long as a migration takes, and with the schema that its tables are in, where there are several. */
  migrating<Result>(work: (database: Kysely<Schema>, schema?: string) => Promise<Result>): Promise<Result>;
  /** A limiter of some points in some seconds on the table `rate_limit`. */
  limiter(points: number, seconds: number): RateLimiterAbstract;
  /**
   * Does work on the database, anew if the database was busy or away. What is not `repeatable` is done anew only if
   * nothing of it can have been done.
   */
  steadily<Result>(work: () => Promise<Result>, repeatable: boolean): Promise<Result>;
  /** Asks the database for nothing, to see that it answers; within two seconds, and once. */
  check(): Promise<void>;
  /** The error with a message that tells the user what to do, where the database is at fault. */
  inOneLine(error: unknown): unknown;
  close(): Promise<void>;
}

export type Clock = (laterMs?: number) => RawBuilder<number>;
