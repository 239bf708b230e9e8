import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctSpelling } from '../../src/question/spelling.ts';
import { tokenise } from '../../src/text/analyse.ts';
import { index } from '../shipped.ts';
import { anyString } from '../strings.ts';

const read = (text: string): string =>
  correctSpelling(index, tokenise(text))
    .spelling.map(({ written, read: as }) => `${written}>${as}`)
    .join(' ');

describe('an unknown word', () => {
  test.each([
    // is read as the nearest known one, by its stem
    ['breech', 'breech>breach'],
    ['Singapre', 'singapre>singapor'],
    ['Thialand', 'thialand>thailand'],
    ['Philipines', 'philipines>philippin'],
    ['Mynmar', 'mynmar>myanmar'],
    ['Indonesai', 'indonesai>indonesia'],
    ['protecton', 'protecton>protect'],
    ['cybersecurty', 'cybersecurty>cybersecur'],
    ['extraditon', 'extraditon>extradit'],
    ['Budapst Convention', 'budapst>budapest'],
    ['personal data protecton in Singapre', 'protecton>protect singapre>singapor'],
    // is left where nothing is near, where it is short, or where it is no plain Latin word
    ['xqzvwkjh', ''],
    ['sgp', ''],
    ['hck', ''],
    ['q1w2e3r4', ''],
    ['ข้อมูล', ''],
    ['mạng', ''],
  ])('%j: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('a known word', () => {
  test.each(['breach', 'Singapore', 'hacking', 'notification', 'what is the penalty for hacking in Thailand', 'the', ''])(
    '%j stays',
    (text) => {
      expect(read(text)).toBe('');
    },
  );

  test('whatever its ending', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('breach', 'notif', 'access', 'comput', 'penalti'),
        fc.constantFrom('', 'es', 'ing', 'ed'),
        (root, ending) => {
          const tokens = tokenise(`${root}${ending}`);
          if (tokens.every(({ term }) => index.frequency(term) > 0)) expect(read(`${root}${ending}`)).toBe('');
        },
      ),
    );
  });
});

test('the words of any string keep their number and order, and nothing is read twice', () => {
  fc.assert(
    fc.property(anyString, (text) => {
      const before = tokenise(text);
      const { tokens, spelling } = correctSpelling(index, before);
      expect(tokens).toHaveLength(before.length);
      const changed = tokens.filter((token, n) => token.term !== before[n]?.term);
      expect(changed.length).toBeLessThanOrEqual(spelling.length);
      expect(correctSpelling(index, tokens).spelling).toEqual([]);
    }),
  );
});
