/** Connections to PostgreSQL: pg's pool, whose lost connections neither end the process nor are used again. */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

/** Connections of one process. A replica answers in milliseconds; a hundred of them would only wait for each other inside PostgreSQL. */
const MOST_CONNECTIONS = 10;
const CONNECT_MS = 5_000;
/** What the answer of a server that ends a statement may take. */
const GRACE_MS = 500;
/** The type of `bigint`: times and counts, all of them below 2^53. */
const INT8 = 20;

export interface PoolOptions {
  /** Told when a connection is lost. */
  lost: (error: Error) => void;
  /** How long a statement may take, in milliseconds; for ever if not given. */
  statementMs?: number;
}

/** What Kysely needs of pg's pool, and what rate-limiter-flexible does. */
export interface Pool extends PostgresPool {
  query(query: pg.QueryConfig): Promise<pg.QueryResult>;
}

/** No connection was to be had, so that nothing was done. */
class UnreachableError extends Error {
  readonly code: string;

  constructor(cause: unknown) {
    super(cause instanceof Error && cause.message ? cause.message : codeOf(cause), { cause });
    this.code = codeOf(cause);
  }
}

/** A pool of connections, each made when it is needed. */
export function openPool(url: string, { lost, statementMs }: PoolOptions): Pool {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'lexsea',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    // As with SQLite, an open store that nobody asks keeps no process from ending.
    allowExitOnIdle: true,
    types,
    // The server ends a statement that takes too long; the client ends one whose server does not answer.
    ...(statementMs === undefined ? {} : { statement_timeout: statementMs, query_timeout: statementMs + GRACE_MS }),
  });
  pool.on('error', lost);
  // One that is lost while it is in use tells those who use it; without a listener it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => {}));
  const connect = async (): Promise<PostgresPoolClient> => connectionOf(await pool.connect().catch(unreachable));
  return {
    connect,
    async query(query) {
      const client = await pool.connect().catch(unreachable);
      let failed: unknown;
      try {
        return await client.query(query);
      } catch (error) {
        failed = error;
        throw error;
      } finally {
        client.release(isLost(failed));
      }
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

/** A connection that is not used again once it was lost: pg keeps one whose statement was never answered. */
function connectionOf(client: pg.PoolClient): PostgresPoolClient {
  let gone = false;
  const query = async (statement: string, parameters: readonly unknown[]): Promise<pg.QueryResult> => {
    try {
      return await client.query(statement, [...parameters]);
    } catch (error) {
      gone ||= isLost(error);
      throw error;
    }
  };
  return {
    // Nothing of the store reads by a cursor, the other way to call it.
    query: query as unknown as PostgresPoolClient['query'],
    release: (discard = false) => client.release(discard || gone),
  };
}

function unreachable(error: unknown): never {
  // A wrong password or a missing database does not pass by itself.
  throw isLost(error) ? new UnreachableError(error) : error;
}

/** Whether nothing can have been done, as there was no connection or the server ended the statement with it. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof UnreachableError || /^57P0[13]$/.test(codeOf(error));
}

/** Codes of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html) and of the network. */
const LOST_CODES =
  /^(08\w{3}|57P0\d|53300|40001|40P01|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|ENOENT)$/;
/** Errors of pg, which have no code. */
const LOST_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Query read timeout|The server closed)/;

/** Whether the server or the way to it is away, full or restarting: what may pass by itself. What was asked may or may not have been done. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error instanceof UnreachableError || LOST_CODES.test(codeOf(error)) || LOST_MESSAGES.test(error.message);
}

/** The code of an error of PostgreSQL or of the network; '' if it has none. */
export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
