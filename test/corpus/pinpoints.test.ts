import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corpusFolder } from '../../src/corpus/folder.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import { type Pinpoint, pinpointsOf, pinpointsOfRef } from '../../src/corpus/pinpoints.ts';
import { anyString, longStrings } from '../strings.ts';

/** `s 26d(1), art 5` for short. */
function short(pinpoints: Pinpoint[]): string {
  return pinpoints.map(({ unit, number, subs }) => `${unit} ${number}${subs.map((sub) => `(${sub})`).join('')}`).join(', ');
}

describe('the pinpoints of a question', () => {
  test.each([
    // English, from short to long
    ['s 3', 's 3'],
    ['s. 3', 's 3'],
    ['S.3', 's 3'],
    ['s3', 's 3'],
    ['§ 4', 's 4'],
    ['sec. 4(c)(4)', 's 4(c)(4)'],
    ['Section 26D(1)', 's 26d(1)'],
    ['section 3(1)(a)(ii)', 's 3(1)(a)(ii)'],
    ['section 377BG', 's 377bg'],
    ['s 4/2', 's 4/2'],
    ['s 2.5', 's 2.5'],
    ['section 27-C', 's 27c'],
    ['section 27C', 's 27c'],
    ['section 5 subsection (2)', 's 5(2)'],
    ['section 5, subsection (2)', 's 5(2)'],
    ['section 4 paragraph 2', 's 4(2)'],
    ['66(d)', 's 66(d)'],
    ['4(c)(4) of the cybercrime act', 's 4(c)(4)'],
    ['art 27', 'art 27'],
    ['Art.26', 'art 26'],
    ['Article 27(1)', 'art 27(1)'],
    ['Article 12.7', 'art 12.7'],
    ['article 5 paragraph (b)', 'art 5(b)'],
    ['art 5 para 2', 'art 5(2)'],
    ['art 12bis', 'art 12bis'],
    ['Article XII', 'art 12'],
    ['Article II(1)', 'art 2(1)'],
    ['Article I', 'art 1'],
    ['Article I of the treaty', 'art 1'],
    ['reg 5', 'reg 5'],
    ['regulation 5(1)', 'reg 5(1)'],
    ['r 4', 'rule 4'],
    ['rule 12', 'rule 12'],
    ['cl 6', 'cl 6'],
    ['clause 14', 'cl 14'],
    ['principle 3', 'principle 3'],
    ['Schedule 2', 'sch 2'],
    ['Annex III', 'sch 3'],
    ['chapter IV', 'ch 4'],
    ['Part 6A', 'pt 6a'],
    ['dimension 3', 'dimension 3'],
    ['para 13(c)', 'para 13(c)'],
    ['¶ 13', 'para 13'],
    ['norm (f)', 'norm f'],
    ['norm f', 'norm f'],
    ['Norm I', 'norm i'],
    ['norm 13(f)', 'norm 13(f)'],
    // Indonesian, Malay, Filipino, Portuguese, Tetum
    ['Pasal 30', 'art 30'],
    ['Pasal 27A', 'art 27a'],
    ['Pasal 30 ayat (1)', 'art 30(1)'],
    ['pasal 45 ayat 3', 'art 45(3)'],
    ['Bab VII', 'ch 7'],
    ['Lampiran II', 'sch 2'],
    ['seksyen 3(1)', 's 3(1)'],
    ['artikulo 4', 'art 4'],
    ['artigo 12', 'art 12'],
    ['artigo 12.º', 'art 12'],
    ['artigo 12º', 'art 12'],
    ['artigu 5', 'art 5'],
    // Vietnamese, with and without its marks
    ['Điều 23 khoản 2', 'art 23(2)'],
    ['điều 16', 'art 16'],
    ['dieu 23 khoan 2', 'art 23(2)'],
    ['chương 3', 'ch 3'],
    // scripts without spaces, in either kind of digit
    ['มาตรา 37', 's 37'],
    ['มาตรา ๓๗', 's 37'],
    ['มาตรา37', 's 37'],
    ['มาตรา ๓๗(๔)', 's 37(4)'],
    ['ตามมาตรา 37วรรคสอง', 's 37'],
    ['ມາດຕາ ໑໒', 'art 12'],
    ['មាត្រា ៤', 'art 4'],
    ['ပုဒ်မ ၃၃', 's 33'],
    ['ပုဒ်မ 33(a)', 's 33(a)'],
    ['第37条', 'art 37'],
    ['第 37 条', 'art 37'],
    // forms of writing
    ['ＳＥＣＴＩＯＮ ３', 's 3'],
    ['section\u00a03', 's 3'],
    ['SECTION 3', 's 3'],
    // several, and of ranges the first
    ['s 3 and s 4', 's 3, s 4'],
    ['chapter 3 section 4', 'ch 3, s 4'],
    ['art 45(3) and 45(8)', 'art 45(3), art 45(8)'],
    ['compare s 3 with Article 2 and 66(d)', 's 3, art 2, art 66(d)'],
    ['articles 5-7', 'art 5'],
    ['ss 26A-26B', 's 26a'],
    // no pinpoints
    ['within 72 hours', ''],
    ['Law 24/2018', ''],
    ['RM50,000(a)', ''],
    ['$5(a)', ''],
    ["it's 3", ''],
    ['cats 3', ''],
    ['r2d2', ''],
    ['s 12345', ''],
    ['section a', ''],
    ['Part A', ''],
    ['which part i need', ''],
    ['what article I broke', ''],
    ['norm l', ''],
    ['sections', ''],
    ['', ''],
  ])('%j -> %s', (text, expected) => {
    expect(short(pinpointsOf(text))).toBe(expected);
  });

  test('are given as they were written, folded', () => {
    expect(pinpointsOf('What does Section 26D(1) say?')).toEqual([{ unit: 's', number: '26d', subs: ['1'], written: 'section 26d(1)' }]);
  });
});

describe('the pinpoints of a ref', () => {
  test.each([
    ['s 13', 's 13'],
    ['s 4(c)(4)', 's 4(c)(4)'],
    ['art 40 (18.1)', 'art 40'],
    ['s 13 (paragraphs added in 2017)', 's 13'],
    ['s 38-A (2021)', 's 38a'],
    ['s 27-C', 's 27c'],
    ['s 64, Explanation 3', 's 64'],
    ['Section 29 Notification B.E. 2566', 's 29'],
    ['s 17 and First and Second Schedules', 's 17'],
    ['Rule 1 ss 2-6', 'rule 1, s 2, s 3, s 4, s 5, s 6'],
    ['annex I no 182', 'sch 1, sch 182'],
    // lists
    ['ss 12, 14', 's 12, s 14'],
    ['arts 10 and 12', 'art 10, art 12'],
    ['s 66(d), s 80', 's 66(d), s 80'],
    ['art 6(1)(c) and (e)', 'art 6(1)(c), art 6(1)(e)'],
    ['art 3(1)(e), (10)', 'art 3(1)(e), art 3(10)'],
    ['norms 13(f) and (g)', 'norm 13(f), norm 13(g)'],
    ['norms (f) and (g)', 'norm f, norm g'],
    // ranges
    ['arts 5-7', 'art 5, art 6, art 7'],
    ['sections 5 to 7', 's 5, s 6, s 7'],
    ['arts 5–7', 'art 5, art 6, art 7'],
    ['arts III-V', 'art 3, art 4, art 5'],
    ['arts XX-XXIII', 'art 20, art 21, art 22, art 23'],
    ['s 13-14 and 19-20', 's 13, s 14, s 19, s 20'],
    ['s 503, 506-507 and 509', 's 503, s 506, s 507, s 509'],
    ['arts 12.7-12.9', 'art 12.7, art 12.8, art 12.9'],
    ['ss 8/1-8/3', 's 8/1, s 8/2, s 8/3'],
    ['ss 287-287/2', 's 287, s 287/2'],
    ['ss 26A-26C', 's 26a, s 26b, s 26c'],
    ['s 377B-377D', 's 377b, s 377c, s 377d'],
    ['ss 377BG-377BI', 's 377bg, s 377bh, s 377bi'],
    ['ss 27-A to 27-B', 's 27a, s 27b'],
    ['ss 17-17C', 's 17, s 17a, s 17b, s 17c'],
    ['ss 21-22A', 's 21, s 22, s 22a'],
    ['art 2(1)-(3)', 'art 2(1), art 2(2), art 2(3)'],
    ['s 11(a)-(c)', 's 11(a), s 11(b), s 11(c)'],
    ['s 20(2)-(2A)', 's 20(2), s 20(2a)'],
    ['art II(1)-(2)', 'art 2(1), art 2(2)'],
    ['norms (a)-(c)', 'norm a, norm b, norm c'],
    ['art 6(1)(a)-(b), (d), (f)-(g)', 'art 6(1)(a), art 6(1)(b), art 6(1)(d), art 6(1)(f), art 6(1)(g)'],
    ['art 3(2)-(3), (6)-(7)', 'art 3(2), art 3(3), art 3(6), art 3(7)'],
    ['ss 1-999', 's 1, s 999'],
    ['ss 9-3', 's 9, s 3'],
    // the region's own words
    ['Pasal 30', 'art 30'],
    ['Điều 23', 'art 23'],
    ['มาตรา ๓๗', 's 37'],
    ['មាត្រា ៤', 'art 4'],
    ['ပုဒ်မ ၃၃', 's 33'],
    // none
    ['preamble', ''],
    ['preamble and art 1', ''],
    ['general: operator duties', ''],
    ['Decree 163/2024 arts 27-30', ''],
    ['Part A', ''],
    ['2026-2030', ''],
    ['', ''],
  ])('%j -> %s', (ref, expected) => {
    expect(short(pinpointsOfRef(ref))).toBe(expected);
  });
});

describe('the refs of the corpus', async () => {
  const { corpus } = await loadCorpus(corpusFolder());
  const refs = [...new Set(corpus.instruments.flatMap(({ provisions }) => provisions.map(({ ref }) => ref)))];
  const LONG: Record<string, string> = {
    s: 'Section',
    ss: 'Sections',
    art: 'Article',
    arts: 'Articles',
    para: 'Paragraph',
    paras: 'Paragraphs',
    reg: 'Regulation',
    regs: 'Regulations',
    cl: 'Clause',
    cll: 'Clauses',
  };
  const numbered = refs.filter((ref) =>
    /^(?:ss?|arts?|paras?|regs?|cll?|rules?|norms?|principles?|annex|part|dimension|section|clauses) [(\dIVX]/i.test(ref),
  );

  test('are many with a unit and a number', () => {
    expect(numbered.length).toBeGreaterThan(500);
  });

  test.each(numbered)('%s is found by the unit and number that a question with it names', (ref) => {
    const written = ref.replace(/^\w+/, (unit) => LONG[unit] ?? unit);
    const [asked] = pinpointsOf(`What does ${written} say?`);
    const [held] = pinpointsOfRef(ref);
    expect(asked).toMatchObject({ unit: held?.unit, number: held?.number });
  });

  test('have every pinpoint once', () => {
    const twice = refs.filter((ref) => new Set(pinpointsOfRef(ref).map((each) => short([each]))).size < pinpointsOfRef(ref).length);
    expect(twice).toEqual([]);
  });
});

describe.each([
  ['pinpointsOf', pinpointsOf],
  ['pinpointsOfRef', pinpointsOfRef],
] as const)('%s of any string', (_, parse) => {
  test('never throws, and gives short numbers and subs only', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        for (const { number, subs } of [...parse(text), ...parse(`s ${text}`)]) {
          expect(number).toMatch(/^[0-9a-z./]{1,16}$/);
          for (const sub of subs) expect(sub).toMatch(/^[0-9a-z]{1,4}$/);
        }
      }),
    );
  });

  test('is the same in any case and with any digits of the region', () => {
    const unit = fc.constantFrom('section', 'article', 'Pasal', 'Điều', 'มาตรา', 'reg', 'para');
    fc.assert(
      fc.property(unit, fc.integer({ min: 1, max: 999 }), fc.constantFrom(0x30, 0xe50, 0xed0, 0x17e0, 0x1040), (name, number, zero) => {
        const digits = [...String(number)].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
        expect(parse(`${name} ${digits}`).map((each) => each.number)).toEqual([String(number)]);
        expect(parse(`${name.toUpperCase()} ${digits}`).map((each) => each.number)).toEqual([String(number)]);
      }),
    );
  });

  test('reads again what it has written out', () => {
    const sub = fc.oneof(fc.integer({ min: 1, max: 99 }).map(String), fc.constantFrom('a', 'b', 'k', 'ii', 'iv'));
    const units = fc.constantFrom('s', 'art', 'rule', 'reg', 'para', 'norm', 'cl', 'principle', 'sch', 'ch', 'pt', 'dimension');
    const numbers = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('', 'a', 'd', 'bis')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(units, numbers, fc.array(sub, { maxLength: 3 }), (unit, number, subs) => {
        const written = `${unit} ${number}${subs.map((each) => `(${each})`).join('')}`;
        expect(short(parse(written))).toBe(written);
      }),
    );
  });

  test.each(longStrings)('takes 100,000 units of %s', (_, text) => {
    expect(parse(text).length).toBeLessThanOrEqual(text.length);
    expect(parse(`s ${text}`).length).toBeLessThanOrEqual(text.length * 20);
  });
});
