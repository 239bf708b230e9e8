/** The store in PostgreSQL, for several processes on several machines. Whatever is PostgreSQL's own stands here and in postgres-pool.ts. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { again } from './again.ts';
import type { Backend } from './backend.ts';
import { codeOf, isLost, isUnreachable, openPool, type Pool } from './postgres-pool.ts';
import type { Schema } from './schema.ts';

/** A restart of PostgreSQL takes seconds; what asks meanwhile waits for it this long. */
const PATIENCE_MS = 10_000;
/** Statements of the store take milliseconds; one that takes this long will not come back. */
const STATEMENT_MS = 5_000;
const CHECK_MS = 2_000;
/** A server that is gone without a word is not waited for at the end. */
const LONGEST_CLOSE_MS = 2_000;

const ELSEWHERE = 'DATABASE_URL to another database';

export interface PostgresOptions {
  /** How long what asks waits for a database that is away, in milliseconds. */
  patienceMs?: number;
  /** Told when the connection is lost. */
  warn?: (message: string) => void;
}

/**
 * Opens the store in the database of an address `postgres://user:password@host:port/database`; the tables are made in the
 * first schema of its search path. Connects when it is first asked.
 * @throws Error with one line if the address is none of PostgreSQL's.
 */
export function openPostgres(url: string, { patienceMs = PATIENCE_MS, warn = () => {} }: PostgresOptions = {}): Backend {
  const where = nameOf(url);
  const inOneLine = (error: unknown): unknown => lineOf(error, where) ?? error;
  let told = Number.NEGATIVE_INFINITY;
  const lost = (error: Error): void => {
    // All connections are lost at once; that is said once.
    if (performance.now() - told > PATIENCE_MS)
      warn(`the connection to ${where} was lost (${codeOf(error) || error.message}); it is made anew`);
    told = performance.now();
  };
  const pool = openPool(url, { lost, statementMs: STATEMENT_MS });
  const database = kyselyOn(pool);
  return {
    where,
    elsewhere: ELSEWHERE,
    database,
    now: (laterMs = 0) => sql<number>`(floor(extract(epoch from statement_timestamp()) * 1000)::bigint + ${sql.lit(laterMs)})`,
    async migrating(work) {
      const patient = kyselyOn(openPool(url, { lost }));
      try {
        const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(patient);
        return await work(patient, rows[0]?.schema ?? 'public');
      } finally {
        await patient.destroy();
      }
    },
    limiter: (points, seconds) =>
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limit',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: '',
        points,
        duration: seconds,
      }),
    steadily: (work, repeatable) =>
      again(work, {
        forMs: patienceMs,
        shortestMs: 50,
        longestMs: 1_000,
        worth: (error) => isUnreachable(error) || (repeatable && isLost(error)),
      }),
    async check() {
      await within(CHECK_MS, pool.query({ text: 'select 1' }));
    },
    inOneLine,
    async close() {
      await within(LONGEST_CLOSE_MS, database.destroy()).catch(() => {});
    },
  };
}

function kyselyOn(pool: Pool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/** The database of an address, without user and password. */
export function nameOf(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new Error('DATABASE_URL is no address of PostgreSQL; it must look like postgres://user:password@host:5432/database');
  const { host, pathname, searchParams } = new URL(url);
  return `PostgreSQL at ${host || searchParams.get('host') || 'localhost'}${pathname}`;
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })), ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What the user can do about an error of the database, in one line; undefined for an error that is not of the database. */
function lineOf(error: unknown, where: string): Error | undefined {
  const code = codeOf(error);
  const says = (text: string): Error => new Error(`${where} ${text}`, { cause: error });
  if (code === '28P01' || code === '28000') return says('refuses the user or the password of DATABASE_URL; mend it, or pg_hba.conf');
  if (code === '3D000') return says('does not exist; make the database with createdb, or mend DATABASE_URL');
  if (code === '42501') return says('does not let the user of DATABASE_URL do that; make the user the owner of the database');
  if (code === '53100') return says('cannot grow, its disk is full; free some space');
  if (code === '25006') return says('takes no writes; set DATABASE_URL to the primary server');
  if (code === '57014') return says('took too long over one statement; see what else it is at work on (pg_stat_activity)');
  if (/^XX00[12]$/.test(code)) return says('is damaged; restore it from a backup');
  if (/CERT|TLS|SSL/.test(code) || /\bSSL\b|\bTLS\b/.test(messageOf(error)))
    return says(`cannot be reached by TLS (${code || messageOf(error)}); mend sslmode and sslrootcert in DATABASE_URL`);
  if (isLost(error)) return says(`cannot be reached (${code || messageOf(error)}); see that it runs and that DATABASE_URL is right`);
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '';
}
