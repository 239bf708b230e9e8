/** The variables of the process: its own and those of its surfaces, checked before anything is opened. */
import { z } from 'zod';
import { httpVariable } from './http-address.ts';
import type { Environment } from './surface.ts';

const SHORTEST_SECRET = 16;

/** The variables of the service itself. */
export const variables = z.object({
  LEXSEA_SECRET: z
    .string()
    .min(SHORTEST_SECRET, `must have ${SHORTEST_SECRET} characters or more; "openssl rand -hex 32" prints a good one`)
    .optional()
    .describe('Seals stored tokens (OAuth installations); 16 characters or more, kept apart from the database'),
  LEXSEA_SECRET_PREVIOUS: z
    .string()
    .min(SHORTEST_SECRET, `must have ${SHORTEST_SECRET} characters or more; it is the LEXSEA_SECRET of before`)
    .optional()
    .describe('The LEXSEA_SECRET before the one of now: still opens what it sealed, until "lexsea store rekey" was run'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must look like postgres://user:password@host:5432/database')
    .optional()
    .describe('Database of PostgreSQL for the store, as several machines need it; a file of SQLite in LEXSEA_DATA if not set'),
  LEXSEA_DATA: z.string().optional().describe('Folder of the store and of the compiled corpus; "data" beside the corpus if not set'),
  LEXSEA_CORPUS: z.string().optional().describe('Folder of the corpus; the one that comes with the program if not set'),
  LEXSEA_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'must be debug, info, warn, error or silent' })
    .optional()
    .describe('How much is logged: debug, info (if not set), warn, error or silent')
    .meta({ ifNotSet: 'info' }),
  LEXSEA_HTTP: httpVariable,
});

/** A variable of the environment is missing or wrong; the message names it in one line, without its value. */
export class ConfigurationError extends Error {}

/** The variables that are set and not blank, without the space around them. */
export function environmentOf(env: NodeJS.ProcessEnv): Environment {
  const set = Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()] as const] : []));
  return Object.fromEntries(set);
}

/** What is wrong in an environment, one line for each variable, which begins with its name and shows no value. */
export function problemsOf(shapes: readonly z.ZodObject[], env: Environment): string[] {
  return shapes.flatMap((shape) => {
    const { error } = shape.safeParse(env);
    return (error?.issues ?? []).map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(' '));
  });
}

/** Checks an environment against variables. @throws ConfigurationError that names every variable that is wrong. */
export function checkEnvironment(shapes: readonly z.ZodObject[], env: Environment): void {
  const wrong = problemsOf(shapes, env);
  if (wrong.length > 0) throw new ConfigurationError(wrong.join('; '));
}

/** Whether any of the variables is set. */
export function anySet(shape: z.ZodObject, env: Environment): boolean {
  return Object.keys(shape.shape).some((name) => env[name] !== undefined);
}

/** Values that must not be shown anywhere: those of variables that are called token, secret, password, key, or that carry a password in an address. */
export function secretsOf(env: Environment): string[] {
  return Object.entries(env).flatMap(([name, value = '']) => {
    return [...(isSecret(name) ? [value] : []), ...passwordsOf(value)].filter((secret) => secret.length >= SHORTEST_MASKED);
  });
}

/** Whether a variable is called as what must not be shown: a token, a secret, a password, a key. */
export function isSecret(name: string): boolean {
  return /(TOKEN|SECRET|PASSWORD|PASSWD|_KEY)(_PREVIOUS)?$/.test(name);
}

/** A shorter value would be found in innocent words. */
const SHORTEST_MASKED = 6;

/** An address with a password in it, and the password, as it is written there and as it is meant. */
function passwordsOf(value: string): string[] {
  const password = URL.canParse(value) ? new URL(value).password : '';
  if (password === '') return [];
  try {
    return [...new Set([value, password, decodeURIComponent(password)])];
  } catch {
    return [value, password];
  }
}
