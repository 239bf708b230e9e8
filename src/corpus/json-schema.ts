/** JSON Schema of the corpus files, so that an editor completes fields and marks errors while one types. */
import { z } from 'zod';
import * as schema from './schema.ts';

const KINDS = {
  instrument: schema.Instrument,
  profile: schema.Profile,
  institution: schema.Institution,
  case: schema.Case,
  overview: schema.Overview,
  misconceptions: z.array(schema.Misconception),
  glossary: z.array(schema.Term),
  topics: z.array(schema.Topic),
  asks: z.array(schema.Asks),
} as const;

export const SCHEMA_KINDS = Object.keys(KINDS);

/** JSON Schema (draft 2020-12) of a kind of file. Throws an Error that names the kinds if there is none such. */
export function jsonSchemaOf(kind: string): object {
  if (!Object.hasOwn(KINDS, kind)) throw new Error(`no kind of corpus file is called "${kind}"; there are ${SCHEMA_KINDS.join(', ')}`);
  return z.toJSONSchema(KINDS[kind as keyof typeof KINDS], { io: 'input', unrepresentable: 'any' });
}
