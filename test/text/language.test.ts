import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../src/text/language.ts';
import { anyString, longStrings } from '../strings.ts';

describe('the language of a question', () => {
  test.each([
    ['What is the penalty for hacking?', 'en'],
    ['can they jail me for scanning a server in Manila', 'en'],
    ['PDPA', 'en'],
    ['norm (f)', 'en'],
    ['Berapa denda untuk pelanggaran data?', 'id'],
    ['uu pdp pasal 57 denda berapa', 'id'],
    ['kalau data bocor gimana', 'id'],
    ['Apakah hukuman bagi kesalahan menggodam?', 'ms'],
    ['adakah syarikat perlu memberi notis kebocoran', 'ms'],
    ['Akta 709 seksyen 5 adalah apa', 'ms'],
    ['Ano ang parusa sa hacking?', 'fil'],
    ['bawal ba mag hack', 'fil'],
    ['Hình phạt cho tội hack là gì?', 'vi'],
    ['hinh phat cho toi hack la gi', 'vi'],
    ['Dữ liệu cá nhân', 'vi'],
    ['Dữ liệu cá nhân'.normalize('NFD'), 'vi'],
    ['โทษของการแฮกคืออะไร', 'th'],
    ['PDPA มาตรา 37 คืออะไร', 'th'],
    ['ການປົກປ້ອງຂໍ້ມູນ', 'lo'],
    ['ការពារទិន្នន័យ', 'km'],
    ['ကိုယ်ရေးအချက်အလက်', 'my'],
    ['个人数据保护法', 'zh'],
    ['新加坡 PDPA 罚款', 'zh'],
    ['Qual é a pena por crime informático?', 'pt'],
    ['Quais são as penas previstas no âmbito da lei?', 'pt'],
    ['Três anos por crime, em português?', 'pt'],
    ["Saida mak lei ne'e?", 'tet'],
    ['the มา of a long English question', 'en'],
    ['', 'en'],
    ['123 !?', 'en'],
    ['😀', 'en'],
    ['\ud800', 'en'],
  ])('%j is %s', (text, expected) => {
    expect(languageOf(text)).toBe(expected);
  });
});

describe('any string', () => {
  const KNOWN = ['en', 'id', 'ms', 'th', 'vi', 'fil', 'km', 'lo', 'my', 'zh', 'pt', 'tet'];

  test('has one of the languages that are told apart', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(KNOWN).toContain(languageOf(text));
      }),
    );
  });

  test('is in the same language with white space around it, and composed or not', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(languageOf(` ${text}\n`)).toBe(languageOf(text));
        expect(languageOf(text.normalize('NFD').normalize('NFC'))).toBe(languageOf(text.normalize('NFC')));
      }),
    );
  });

  test.each(longStrings)('is told for 100,000 units of %s', (_, text) => {
    expect(KNOWN).toContain(languageOf(text));
  });
});
