/** The YAML of a corpus from outside: whatever stands in it, it is read or refused, in lines of one line, and ends. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type Loaded, loadCorpus } from '../../src/corpus/load.ts';
import { anyString } from '../strings.ts';

const folder = mkdtempSync(join(tmpdir(), 'lexsea-yaml-'));
mkdirSync(join(folder, 'asean'));
writeFileSync(join(folder, 'topics.yaml'), '[]');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(yaml: string): Promise<Loaded> {
  writeFileSync(join(folder, 'asean', 'act.yaml'), yaml);
  const loaded = await loadCorpus(folder);
  for (const { message, field } of loaded.problems) expect(`${field}${message}`).not.toMatch(/[\n\r]/);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  return loaded;
}

/** Lists in lists: what ten lines say ten thousand million times. */
const LAUGHS = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  .concat(Array.from({ length: 10 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`))
  .join('\n');

describe('is refused', () => {
  test.each([
    ['lists that name lists that name lists', `${LAUGHS}\nprovisions: *a10\naliases: *a10\nid: *a10`],
    ['a list that holds itself', 'id: &a [*a]\nprovisions: *a'],
    ['a record that holds itself', '&a {id: x, provisions: [*a]}'],
    ['keys of prototypes', '__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}'],
    ['keys of prototypes, merged', 'a: &a {__proto__: {polluted: 1}}\n<<: *a'],
    ['what would be run', 'id: !!js/function "function () {}"'],
    ['a hundred thousand brackets', `id: ${'['.repeat(100_000)}`],
    ['a list in a list, to the depth that is read', `id: ${'['.repeat(90)}${']'.repeat(90)}`],
    ['a key twice', 'id: a\nid: b'],
    ['two documents', 'id: a\n---\nid: b'],
    ['nothing', ''],
  ])('%s', async (_, yaml) => {
    const { corpus, problems } = await read(yaml);
    expect(problems.length).toBeGreaterThan(0);
    expect(corpus.instruments).toEqual([]);
  });

  // Both took time that grew with the square of the size: minutes here.
  test('twenty thousand keys that do not belong there', async () => {
    const { problems } = await read(Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n'));
    expect(problems.find(({ message }) => message.includes('k19999'))).toBeDefined();
  });
  test('two thousand provisions with nothing in them, each named by its line', async () => {
    const { problems } = await read(`provisions:\n${'- {}\n'.repeat(2_000)}`);
    expect(problems.find(({ field }) => field === 'provisions.1999.ref')?.line).toBe(2_001);
  });
});

test('any text is read or refused', async () => {
  const pieces = fc.constantFrom(
    'id: ',
    'provisions:',
    '- ',
    '\n',
    '  ',
    '&a ',
    '*a',
    '? ',
    ': ',
    '[',
    '{',
    '}',
    ']',
    '|',
    '>',
    '"',
    "'",
    '#',
    '<<: ',
    '!!',
    '---',
    '%YAML 1.2',
  );
  const yaml = fc.array(fc.oneof(pieces, anyString), { maxLength: 15 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(yaml, async (text) => {
      expect((await read(text)).corpus.instruments).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
