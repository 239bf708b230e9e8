import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../adapters/presentation/plain-text.ts';
import type { Answer } from '../../src/answer/answer.ts';
import { lexsea } from '../shipped.ts';
import { ANSWER, anyAnswer, CITATION } from './some-answer.ts';

const SOURCE =
  '[1] Computer Misuse Act 1993, s 3 — Unauthorised access to computer material (SG; in force; checked: official) https://sso.agc.gov.sg/Act/CMA1993';
const END = 'General information, not legal advice.';

describe('an answer as plain text', () => {
  test.each<[string, Partial<Answer>, string[]]>([
    ['headline, statements, sources, small print', {}, ['Yes.', 'Access without authority is an offence. [1]', '', SOURCE, '', END]],
    [
      'a statement that repeats the headline gives it its numbers',
      { headline: 'Access without authority is an offence.' },
      ['Access without authority is an offence. [1]', '', SOURCE, '', END],
    ],
    [
      'a correction that says the headline stands for it',
      {
        headline: 'There is no ASEANPOL.',
        statements: [],
        corrections: [{ said: 'ASEANPOL', text: 'There is no ASEANPOL.', citations: [1] }],
      },
      ['“ASEANPOL”: There is no ASEANPOL. [1]', '', SOURCE, '', END],
    ],
    [
      'rows of a table',
      {
        statements: [],
        table: {
          topic: 'illegal-access',
          rows: [
            { jurisdiction: 'SG', topic: 'illegal-access', text: 'Two years', citations: [1] },
            { jurisdiction: 'TH', topic: 'illegal-access', text: 'Six months', citations: [1] },
          ],
        },
      },
      ['Yes.', 'SG: Two years [1]', 'TH: Six months [1]', '', SOURCE, '', END],
    ],
    [
      'rows on several topics name them',
      {
        statements: [],
        table: { topic: 'illegal-access', rows: [{ jurisdiction: 'SG', topic: 'Fraud', text: 'Ten years', citations: [1] }] },
      },
      ['Yes.', 'SG, Fraud: Ten years [1]', '', SOURCE, '', END],
    ],
    [
      'what is less than the law says so',
      { citations: [{ ...CITATION, status: 'draft', checked: 'unverified', heading: null, ref: null, url: null }] },
      ['Yes.', 'Access without authority is an offence. [1]', '', '[1] Computer Misuse Act 1993 (SG; bill, not law; unverified)', '', END],
    ],
    ['no answer', { headline: 'That is not about this law.', statements: [], citations: [], notices: [] }, ['That is not about this law.']],
    [
      'a line break within a text is a space',
      { statements: [{ text: 'One.\n\nTwo.\u2028Three.', citations: [1] }], citations: [], notices: [] },
      ['Yes.', 'One. Two. Three. [1]'],
    ],
  ])('%s', (_, changes, lines) => {
    expect(plainText({ ...ANSWER, ...changes })).toBe(lines.join('\n'));
  });

  test.each<[number, string[]]>([
    [300, ['Yes.', 'Access without authority is an offence. [1]', '', SOURCE, '', END]],
    [180, ['Yes.', 'Access without authority is an offence. [1]', '…', '', END]],
    [50, ['Yes.', '…', '', END]],
    [20, ['Yes.', '…']],
    [4, ['Yes…']],
    [1, ['…']],
    [0, ['']],
  ])('in at most %i characters', (longest, lines) => {
    expect(plainText(ANSWER, longest)).toBe(lines.join('\n'));
  });

  test('never has more than it may, and what is left is whole lines', () => {
    fc.assert(
      fc.property(anyAnswer, fc.nat(400), (answer, longest) => {
        const whole = plainText(answer).split('\n');
        const text = plainText(answer, longest);
        expect(text.length).toBeLessThanOrEqual(longest);
        const lines = text.split('\n');
        if (lines.length > 1) for (const line of lines) expect([...whole, '…']).toContain(line);
      }),
    );
  });

  test('says everything that the engine answers', () => {
    for (const question of [
      'Breach notification deadline in Thailand?',
      'Compare illegal access across ASEAN',
      'Is ASEANPOL a police force?',
    ]) {
      const answer = lexsea.ask(question);
      const text = plainText(answer);
      const parts = [answer.headline, ...answer.statements.map((each) => each.text), ...(answer.table?.rows ?? []).map((row) => row.text)];
      for (const part of [...parts, ...answer.citations.map(({ title }) => title), ...answer.notices]) expect(text).toContain(part);
    }
  });
});
