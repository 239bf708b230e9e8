/** Where health and metrics are served, as LEXSEA_HTTP says. */
import { z } from 'zod';

export interface HttpAddress {
  host: string;
  /** 0 for any that is free. */
  port: number;
}

/** Reached from the machine itself alone; the port is the one that exporters of metrics are given by custom. */
export const DEFAULT_HTTP = '127.0.0.1:9464';

const SHAPE = /^(?:(?<host>\[[\da-f:.]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?)?:)?(?<port>\d{1,5})$/i;
const LONGEST = 260;

/** A value of LEXSEA_HTTP: null for "off"; undefined for what is no address. A port alone is one of 127.0.0.1. */
export function parseHttpAddress(text: string): HttpAddress | null | undefined {
  if (text.toLowerCase() === 'off') return null;
  const { host, port } = (text.length <= LONGEST ? SHAPE.exec(text)?.groups : undefined) ?? {};
  if (port === undefined || Number(port) > 65_535) return undefined;
  // ":9464" is every address of the machine to some programs and one to others: who means them all writes 0.0.0.0.
  if (text.startsWith(':')) return undefined;
  return { host: host?.replace(/^\[|\]$/g, '') ?? '127.0.0.1', port: Number(port) };
}

/** An address as it is written in a URL. */
export function written({ host, port }: HttpAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const WRONG = `must be HOST:PORT such as ${DEFAULT_HTTP} or 0.0.0.0:9464, a port of 127.0.0.1 alone, or "off"`;

/** The variable. */
export const httpVariable = z
  .string()
  .refine((text) => parseHttpAddress(text) !== undefined, WRONG)
  .optional()
  .describe(`Where /healthz, /readyz and /metrics are served: HOST:PORT, a port of 127.0.0.1, or "off"; ${DEFAULT_HTTP} if not set`);
