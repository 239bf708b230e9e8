/** Checks of JSON shapes that complain in Slack's words, with a JSON pointer to what is wrong. */

export type Json = Record<string, unknown>;

/** Adds what is wrong with the value at a pointer to `problems`; adds nothing if the value is as it should be. */
export type Check = (value: unknown, at: string, problems: string[]) => void;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function complain(problems: string[], at: string, what: string): void {
  problems.push(`${what} [json-pointer:${at}]`);
}

/** A string of `least` to `longest` characters. */
export function string(longest: number, least = 1): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string') complain(problems, at, 'must provide a string');
    else if (value.length < least) complain(problems, at, `must be more than ${least - 1} characters`);
    else if (value.length > longest) complain(problems, at, `must be less than ${longest + 1} characters`);
  };
}

/** An http or https address. */
export function url(longest: number): Check {
  return (value, at, problems) => {
    const before = problems.length;
    string(longest)(value, at, problems);
    if (problems.length === before && !/^https?:\/\/[^\s/]/i.test(String(value))) complain(problems, at, 'must be a valid URL');
  };
}

export const boolean: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') complain(problems, at, 'must provide a boolean');
};

export function integer(least: number, largest: number): Check {
  return (value, at, problems) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) complain(problems, at, 'must provide an integer');
    else if (value < least || value > largest) complain(problems, at, `must be between ${least} and ${largest}`);
  };
}

export function oneOf(...allowed: readonly unknown[]): Check {
  return (value, at, problems) => {
    if (!allowed.includes(value)) complain(problems, at, `value ${JSON.stringify(value)} is not one of ${allowed.join(', ')}`);
  };
}

/** A list of `least` to `longest` items. */
export function list(item: Check, longest: number, least = 1): Check {
  return (value, at, problems) => {
    if (!Array.isArray(value)) return complain(problems, at, 'must provide an array');
    if (value.length < least) complain(problems, at, `no less than ${least} items required`);
    if (value.length > longest) complain(problems, at, `no more than ${longest} items allowed`);
    value.forEach((each, index) => item(each, `${at}/${index}`, problems));
  };
}

/** An object with these properties and no others. */
export function object(required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return (value, at, problems) => {
    if (!isObject(value)) return complain(problems, at, 'must provide an object');
    for (const key of Object.keys(required)) if (value[key] === undefined) complain(problems, at, `missing required field: ${key}`);
    for (const [key, each] of Object.entries(value)) {
      const check = required[key] ?? optional[key];
      if (check) check(each, `${at}/${key}`, problems);
      else complain(problems, at, `invalid additional property: ${key}`);
    }
  };
}

/** An object whose `type` says which of several shapes it has. */
export function byType(shapes: Record<string, Check>): Check {
  return (value, at, problems) => {
    if (!isObject(value)) return complain(problems, at, 'must provide an object');
    const shape = typeof value.type === 'string' && Object.hasOwn(shapes, value.type) ? shapes[value.type] : undefined;
    if (value.type === undefined) complain(problems, at, 'missing required field: type');
    else if (shape) shape(value, at, problems);
    else complain(problems, `${at}/type`, `unsupported type: ${String(value.type)}`);
  };
}

/** All of several checks. */
export function all(...checks: readonly Check[]): Check {
  return (value, at, problems) => {
    for (const check of checks) check(value, at, problems);
  };
}

/** A rule over an object that no single property shows; `broken` gives the complaint or null, and may name a property below. */
export function rule(broken: (value: Json) => string | null, below = ''): Check {
  return (value, at, problems) => {
    const what = isObject(value) ? broken(value) : null;
    if (what !== null) complain(problems, at + below, what);
  };
}
