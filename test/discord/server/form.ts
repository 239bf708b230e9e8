/** Errors of a payload, told as Discord tells them: error 50035 with one entry per wrong field. */
import type { z } from 'zod';

export type Json = Record<string, unknown>;

export interface FormError {
  /** Way to the field, as in the payload: `components`, `0`, `label`. */
  path: (string | number)[];
  /** Discord's name of the error; those starting with OURS_ are rules of LexSEA that Discord does not have. */
  code: string;
  message: string;
}

const between = (min: number, max: number): string => `Must be between ${min} and ${max} in length.`;

function fromIssue(issue: z.core.$ZodIssue): FormError[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? [{ path, code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` }]
        : [{ path, code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }];
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? [{ path, code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` }]
        : [{ path, code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` }];
    case 'invalid_type':
      return issue.input === undefined
        ? [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }]
        : [{ path, code: 'BASE_TYPE_BAD_TYPE', message: `Must be of type ${issue.expected}.` }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], code: 'UNKNOWN_FIELD', message: 'Discord has no such field here.' }));
    case 'invalid_union':
      return [{ path, code: 'UNION_TYPE_CHOICES', message: 'This component or value has no place here.' }];
    case 'invalid_value':
      return [{ path, code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` }];
    case 'custom':
      return [{ path, code: String(issue.params?.code ?? 'INVALID'), message: issue.message }];
    default:
      return [{ path, code: 'INVALID', message: issue.message }];
  }
}

/** What is wrong with a value by a schema; empty if nothing is. */
export function errorsOf(schema: z.ZodType, value: unknown): FormError[] {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.flatMap(fromIssue);
}

/** Error of one field with a code of Discord's. */
export function wrong(path: (string | number)[], code: string, message: string): FormError {
  return { path, code, message };
}

/** A field that Discord wants in a range of lengths. */
export function badLength(path: (string | number)[], min: number, max: number): FormError {
  return { path, code: 'BASE_TYPE_BAD_LENGTH', message: between(min, max) };
}

/** The errors as the `errors` object of Discord's answer. */
export function nested(errors: readonly FormError[]): Json {
  const root: Json = {};
  for (const error of errors) {
    let place = root;
    for (const step of error.path) {
      place[step] ??= {};
      place = place[step] as Json;
    }
    place._errors = [...((place._errors as unknown[] | undefined) ?? []), { code: error.code, message: error.message }];
  }
  return root;
}

/** One line per error: `components.0.label: Must be 80 or fewer in length.` */
export function lines(errors: readonly FormError[]): string[] {
  return errors.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
}
