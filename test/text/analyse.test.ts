import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stem, terms, tokenise } from '../../src/text/analyse.ts';
import { fold } from '../../src/text/normalise.ts';
import { anyString, longStrings } from '../strings.ts';

describe('the terms of a text', () => {
  test.each<[string, string[]]>([
    ['How fast must a data breach be notified?', ['fast', 'data', 'breach', 'notifi']],
    ['notify, notifies, notifying, notified', ['notifi', 'notifi', 'notifi', 'notifi']],
    ['hacking hacked hacks', ['hack', 'hack', 'hack']],
    ["Singapore's PDPA", ['singapor', 'pdpa']],
    ['Singapore’s PDPA', ['singapor', 'pdpa']],
    ['cyber-security/e-commerce', ['cyber', 'secur', 'commerc']],
    ['72 hours', ['72', 'hour']],
    ['s 26D(1)', ['s', '26d', '1']],
    ['S$1,000', ['s', '1', '000']],
    ['art 12.7', ['art', '12', '7']],
    ['Bảo vệ DỮ LIỆU cá nhân', ['du', 'lieu', 'ca', 'nhan']],
    ['du lieu ca nhan', ['du', 'lieu', 'ca', 'nhan']],
    ['perlindungan data peribadi', ['perlindungan', 'data', 'peribadi']],
    ['apakah denda untuk pelanggaran', ['denda', 'pelanggaran']],
    ['ano ang parusa sa hacking', ['parusa', 'hack']],
    ['ข้อมูลส่วนบุคคล', ['ข้อมูล', 'ส่วน', 'บุคคล']],
    ['ការពារទិន្នន័យ', ['ការពារ', 'ទិន្នន័យ']],
    ['ປົກປ້ອງຂໍ້ມູນ', ['ປົກປ້ອງ', 'ຂໍ້ມູນ']],
    ['个人数据保护法', ['个人', '数据', '保护', '法']],
    ['PDPA 個人資料', ['pdpa', '個人', '資料']],
    ['the of and', []],
    ['!?… 😀', []],
    ['', []],
  ])('%j -> %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });
});

describe('a token', () => {
  test.each([
    ['PDPA', { word: 'pdpa', term: 'pdpa', stop: false, capitals: true }],
    ['pdpa', { word: 'pdpa', term: 'pdpa', stop: false, capitals: false }],
    ['Notification', { word: 'notification', term: 'notif', stop: false, capitals: false }],
    ["Nature's", { word: 'nature', term: 'natur', stop: false, capitals: false }],
    ['The', { word: 'the', term: 'the', stop: true, capitals: false }],
    ['IN', { word: 'in', term: 'in', stop: true, capitals: true }],
    ['2018', { word: '2018', term: '2018', stop: false, capitals: false }],
    ['ĐIỀU', { word: 'dieu', term: 'dieu', stop: false, capitals: true }],
  ])('%s', (text, expected) => {
    expect(tokenise(text)).toEqual([expected]);
  });
});

describe('stem', () => {
  test.each([
    ['breaches', 'breach'],
    ['penalties', 'penalti'],
    ['imprisonment', 'imprison'],
    ['it', 'it'],
    ['26d', '26d'],
    ['มาตรา', 'มาตรา'],
    ['ё', 'ё'],
    ['', ''],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('%j -> %j', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });
});

describe('any string', () => {
  test('tokens are folded words without space, in the order of the text', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        for (const { word, term } of tokenise(text)) {
          expect(word).not.toMatch(/\s|^$/u);
          expect(fold(word)).toBe(word);
          expect(term).toBe(stem(word));
        }
      }),
    );
  });

  test('there are no more tokens than characters, and no term is longer than its word', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const tokens = tokenise(text);
        expect(tokens.length).toBeLessThanOrEqual(text.normalize('NFKD').length);
        for (const { word, term } of tokens) expect(term.length).toBeLessThanOrEqual(word.length + 1);
      }),
    );
  });

  test('the same text has the same tokens, composed or not', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(terms(text.normalize('NFD'))).toEqual(terms(text.normalize('NFC')));
      }),
    );
  });

  test('terms are the tokens that are no stop words', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(terms(text)).toEqual(
          tokenise(text)
            .filter(({ stop }) => !stop)
            .map(({ term }) => term),
        );
      }),
    );
  });

  test.each(longStrings)('100,000 units of %s are read', (_, text) => {
    expect(tokenise(text).length).toBeLessThanOrEqual(text.length);
  });
});
