/** The configuration in force: every variable that there is, its value where it may be shown, and where that comes from. */
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { packageFolder } from '../../src/corpus/folder.ts';
import { environmentOf, isSecret, problemsOf, secretsOf, variables } from './configuration.ts';
import { DEFAULT_HTTP } from './http-address.ts';
import { masked } from './log.ts';
import type { Environment } from './surface.ts';
import { loadSurfaces } from './surfaces.ts';

export type Origin = 'environment' | '.env' | 'default' | 'not set';

export interface VariableInForce {
  name: string;
  /** As it is set or taken by default, secrets masked; null where there is none. */
  value: string | null;
  origin: Origin;
  /** What it is, in one line. */
  about: string;
}

export interface InForce {
  variables: VariableInForce[];
  /** What is wrong, one line for each; each names its variable and shows no value. */
  problems: string[];
  /** Names that are set and look like ours, but are none: misspelt, or another program's. */
  unknown: string[];
  /** Whether each surface would start, else why not. */
  surfaces: Record<string, true | string>;
}

/** Prefixes of variables that are ours. */
const OURS = /^(?:LEXSEA|SLACK|DISCORD)_/;
/** For those who run the tests, and no matter of a service. */
const OF_TESTS = /^LEXSEA_TEST_/;

/** Reads what is in force from an environment; `fromFile` names the variables of it that `.env` has set. */
export async function inForce(env: NodeJS.ProcessEnv, fromFile: ReadonlySet<string> = new Set()): Promise<InForce> {
  const set = environmentOf(env);
  const surfaces = await loadSurfaces();
  const shapes = [variables, ...surfaces.map((surface) => surface.variables)];
  const defaults = defaultsOf(shapes, set);
  const shown = shapes.flatMap((shape) =>
    Object.entries(shape.shape).map(([name, variable]): VariableInForce => {
      const value = set[name];
      const about = (variable as z.ZodType).description ?? '';
      if (value !== undefined) return { name, value: shownValue(name, value), origin: fromFile.has(name) ? '.env' : 'environment', about };
      return { name, value: defaults[name] ?? null, origin: name in defaults ? 'default' : 'not set', about };
    }),
  );
  const known = new Set(shown.map(({ name }) => name));
  const unknown = Object.keys(set).filter((name) => OURS.test(name) && !OF_TESTS.test(name) && !known.has(name));
  return {
    variables: shown,
    problems: problemsOf(shapes, set),
    unknown,
    surfaces: Object.fromEntries(surfaces.map((surface) => [surface.name, surface.wanted(set)])),
  };
}

/** What is taken where a variable is not set: as its shape says, or as the program finds its folders. */
function defaultsOf(shapes: readonly z.ZodObject[], { LEXSEA_CORPUS }: Environment): Record<string, string> {
  const corpus = join(packageFolder(), 'corpus');
  const found: Record<string, string> = {
    LEXSEA_CORPUS: corpus,
    LEXSEA_DATA: join(dirname(LEXSEA_CORPUS ?? corpus), 'data'),
    LEXSEA_HTTP: DEFAULT_HTTP,
  };
  for (const shape of shapes)
    for (const [name, variable] of Object.entries(shape.shape)) {
      const { ifNotSet } = (variable as z.ZodType).meta() ?? {};
      const value = ifNotSet ?? (variable as z.ZodType).safeParse(undefined).data;
      if (value !== undefined) found[name] = String(value);
    }
  return found;
}

const HIDDEN = '[masked]';

/** A value without its secrets: none of one that is a secret, none of the passwords in an address. */
function shownValue(name: string, value: string): string {
  // A short one is a secret as well, whatever may be masked of it in a log.
  if (isSecret(name)) return HIDDEN;
  // `user:password@host` alone is read by URL as an address as well, with the user as its scheme.
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(value) && URL.canParse(value)) return addressWithoutPasswords(value);
  // What was meant as an address and is none may still carry a password.
  if (name === 'DATABASE_URL') return HIDDEN;
  return masked(value, secretsOf({ [name]: value }));
}

function addressWithoutPasswords(value: string): string {
  const url = new URL(value);
  if (url.password !== '') url.password = 'masked';
  for (const parameter of url.searchParams.keys()) if (/pass|secret|token|key/i.test(parameter)) url.searchParams.set(parameter, 'masked');
  // As it was written where there was nothing to hide: URL adds a slash.
  return url.href.includes('masked') ? url.href : value;
}
