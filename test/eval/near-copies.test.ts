import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type Ask, nearCopies } from '../../eval/near-copies.ts';
import { loadQuestions } from '../../eval/questions.ts';
import { corpusFolder } from '../../src/corpus/folder.ts';
import { anyString } from '../strings.ts';

/** All asks of the corpus, with the file and the item or scope that they belong to. */
function asksOfCorpus(): Ask[] {
  const folder = corpusFolder();
  const files = ['scope.yaml', ...readdirSync(join(folder, 'asks')).map((file) => join('asks', file))].filter((file) =>
    file.endsWith('.yaml'),
  );
  return files.flatMap((file) => {
    const entries = load(readFileSync(join(folder, file), 'utf8'), { schema: CORE_SCHEMA }) as {
      of?: string;
      id?: string;
      asks?: unknown[];
    }[];
    return entries.flatMap(({ of, id, asks = [] }) => asks.map((ask) => ({ file: `${file} ${of ?? id}`, ask: String(ask) })));
  });
}

const similarity = (ask: string, question: string): number => nearCopies([{ file: '', ask }], [question])[0]?.similarity ?? 0;

describe('two questions', () => {
  test.each([
    // equal after folding, however short
    ['Penalty for hacking?', 'penalty for hacking', 1],
    ['what is the weather', 'WHAT is, the weather!', 1],
    ['mức phạt', 'muc phat', 1],
    ['', '?', 1],
    // the same content words in another order, with other small words and endings
    ['how long to notify a data breach to the Thai regulator', 'the Thai regulator: how long to notify data breaches', 1],
    ['which court issues a warrant to search a phone in Manila', 'a warrant to search a phone in Manila, which court issues it?', 1],
    // four of five words
    ['notify data breach regulator Thailand', 'notify data breach regulator', 0.8],
  ])('%j and %j are near copies: %d', (ask, question, expected) => {
    expect(similarity(ask, question)).toBeCloseTo(expected);
  });

  test.each([
    ['penalty for hacking', 'hacking penalty'],
    ['notify a breach in Laos', 'is a breach notified in Laos'],
    ['notify data breach regulator Thailand', 'notify data breach court Thailand'],
    ['is my phone a computer under the law of Laos', 'is my phone a computer under the law of Brunei'],
    ['', 'penalty'],
  ])('%j and %j are two questions', (ask, question) => {
    expect(similarity(ask, question)).toBe(0);
  });

  test('a text is a copy of itself, and likeness does not depend on the order', () => {
    fc.assert(
      fc.property(anyString, anyString, (left, right) => {
        expect(similarity(left, left)).toBe(1);
        expect(similarity(left, right)).toBe(similarity(right, left));
      }),
    );
  });
});

test('no ask of the corpus is a near copy of a question of the evaluation', () => {
  const asks = asksOfCorpus();
  expect(asks.length).toBeGreaterThan(10_000);
  const found = nearCopies(
    asks,
    loadQuestions().map(({ question }) => question),
  );
  expect(found.map(({ file, ask }) => `${file}: ${ask}`)).toEqual([]);
});
