import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jsonSchemaOf, SCHEMA_KINDS } from '../../src/corpus/json-schema.ts';

describe('the JSON Schema for editors', () => {
  test.each(SCHEMA_KINDS)(
    'docs/schema/%s.json is what the shapes say today ("lexsea corpus schema --write docs/schema" renews it)',
    (kind) => {
      const written = JSON.parse(readFileSync(join(import.meta.dirname, `../../docs/schema/${kind}.json`), 'utf8'));
      expect(jsonSchemaOf(kind)).toEqual(written);
    },
  );

  test('an unknown kind is named, with those that there are', () => {
    expect(() => jsonSchemaOf('statute')).toThrow(/"statute".*instrument, profile/);
  });
});
