import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, fold } from '../../src/text/normalise.ts';
import { anyString, longStrings } from '../strings.ts';

describe('clean keeps what a reader sees', () => {
  test.each([
    ['white space at the ends goes', '  breach  ', 'breach'],
    ['runs of white space become one space', 'data \t\r\n  breach', 'data breach'],
    ['a no-break space is a space', 'data\u00a0breach', 'data breach'],
    ['an ideographic space is a space', '数据\u3000泄露', '数据 泄露'],
    ['control characters become a space', 'a\u0000b\u0007c', 'a b c'],
    ['a terminal escape loses its escape', '\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['an eight-bit escape too', 'a\u009b31mb', 'a 31mb'],
    ['an override of direction becomes a space', 'pay\u202elive', 'pay live'],
    ['an isolate too', '\u2066PDPA\u2069', 'PDPA'],
    ['a byte order mark goes', '\ufeffSection 3', 'Section 3'],
    ['a soft hyphen goes', 'cyber\u00adcrime', 'cybercrime'],
    ['a zero-width space goes', 'cyber\u200bcrime', 'cybercrime'],
    ['a zero-width space in Khmer splits no word', 'ក្រម\u200bព្រហ្មទណ្ឌ', 'ក្រមព្រហ្មទណ្ឌ'],
    ['a word joiner goes', 'ASEAN\u2060-CERT', 'ASEAN-CERT'],
    ['a lone high surrogate becomes a space', 'a\ud800b', 'a b'],
    ['a lone low surrogate becomes a space', 'a\udc00b', 'a b'],
    ['a private-use character becomes a space', 'a\ue000b', 'a b'],
    ['an unassigned code point becomes a space', 'a\u0378b', 'a b'],
    ['an emoji stays', 'hacked 😀', 'hacked 😀'],
    ['full-width letters become plain', 'ＰＤＰＡ　２０１２', 'PDPA 2012'],
    ['ligatures are opened', 'ﬁne', 'fine'],
    ['marks are composed', 'bảo mật'.normalize('NFD'), 'bảo mật'],
    ['a mark behind a joiner is composed', 'e\u200b\u0301tat', 'état'],
    ['an acute accent in the place of an apostrophe is one', 'Singapore´s', "Singapore's"],
    ['case stays', 'Singapore PDPA', 'Singapore PDPA'],
    ['Thai stays', 'มาตรา ๓๗', 'มาตรา ๓๗'],
    ['nothing stays nothing', '', ''],
    ['only what is not seen is nothing', ' \u200b\u0000\ufeff ', ''],
  ])('%s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });
});

describe('fold makes spellings of one word the same', () => {
  test.each([
    ['PDPA', 'pdpa'],
    ['Bảo Mật', 'bao mat'],
    ['bao mat', 'bao mat'],
    ['ĐIỀU', 'dieu'],
    ['Điện tử', 'dien tu'],
    ['Điện tử'.normalize('NFD'), 'dien tu'],
    ['informático', 'informatico'],
    ['Proteção', 'protecao'],
    ['España', 'espana'],
    ['Niño', 'nino'],
    ['İstanbul', 'istanbul'],
    ['Å', 'a'],
    ['Å', 'a'],
    ['ﬁnes', 'fines'],
    ['ＰＤＰＡ', 'pdpa'],
    ['１２', '12'],
    ['Singapore’s', "singapore's"],
    ['Singapore‘s', "singapore's"],
    ['Singapore`s', "singapore's"],
    ['Singapore´s', "singapore's"],
    ['neʼe', "ne'e"],
    ['5–7', '5-7'],
    ['5—7', '5-7'],
    ['5−7', '5-7'],
    ['cyber‑crime', 'cyber-crime'],
    ['มาตรา', 'มาตรา'],
    ['น้ำ', 'น้ํา'.normalize('NFKC')],
    ['ມາດຕາ', 'ມາດຕາ'],
    ['មាត្រា', 'មាត្រា'],
    ['ပုဒ်မ', 'ပုဒ်မ'],
    ['个人数据', '个人数据'],
    ['й', 'й'],
    ['', ''],
  ])('%j -> %j', (text, expected) => {
    expect(fold(text)).toBe(expected);
  });
});

const BOTH = [
  ['clean', clean],
  ['fold', fold],
] as const;

describe.each(BOTH)('%s of any string', (_, parse) => {
  test('never throws, and is at most as long as the text written out', () => {
    fc.assert(fc.property(anyString, (text) => parse(text).length <= text.normalize('NFKD').length));
  });

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(parse(parse(text))).toBe(parse(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(longStrings)('takes 100,000 units of %s', (_, text) => {
    expect(parse(text).length).toBeLessThanOrEqual(text.length);
  });
});

test('clean leaves nothing that steers a terminal, and no lone surrogate', () => {
  fc.assert(
    fc.property(anyString, (text) => {
      expect(clean(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]|\s\s|^\s|\s$/u);
      expect(clean(text).isWellFormed()).toBe(true);
    }),
  );
});

test('fold is the same for any case and any form of a text in Latin letters', () => {
  const latin = fc.string({ unit: fc.constantFrom(...'abcxyzđăâêôơưạảấầẩẫậçñãõéíóú 0123-.') });
  fc.assert(
    fc.property(latin, (text) => {
      expect(fold(text.toUpperCase())).toBe(fold(text));
      expect(fold(text.normalize('NFD'))).toBe(fold(text));
      expect(fold(text)).toMatch(/^[\x20-\x7e]*$/);
    }),
  );
});
