/** What the store needs of a database; one file per kind of database gives it. */
import type { Kysely } from 'kysely';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Schema } from './schema.ts';

export interface Backend {
  /** How messages to the user name the database. */
  where: string;
  database: Kysely<Schema>;
  /** A limiter of some points in some seconds on the table `rate_limit`. */
  limiter(points: number, seconds: number): RateLimiterAbstract;
  /** The error with a message that tells the user what to do, where the database is at fault. */
  inOneLine(error: unknown): unknown;
}
