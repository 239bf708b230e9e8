/** Strings that nobody meant to send, for the properties of every parser of outside input. */
import fc from 'fast-check';

const REGION = [
  'Điều 8 khoản 2',
  'มาตรา ๓๗(๔)',
  'ມາດຕາ ໑໒',
  'មាត្រា ៤',
  'ပုဒ်မ ၃၃',
  '第37条',
  'Pasal 30 ayat (1)',
  'artigo 5.º',
  'norm (f)',
  'S$1 million',
  'B.E. 2562',
  'in 2023',
  'İ',
  'ﬁ',
  'ß',
  'Å',
  '´',
  '\u200b',
  '\u0301',
  '\u202e',
  '\u0000',
  '\ud800',
  '\udc00',
];

/** Any sequence of UTF-16 units, lone surrogates included, and words of the region in any order. */
export const anyString = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.oneof(fc.constantFrom(...REGION, ' ', '.', '(', ')', '-', ',', '1', 'a'), fc.string({ maxLength: 3 })), { maxLength: 25 })
    .map((parts) => parts.join('')),
);

const LONGEST = 100_000;
/** Strings of 100,000 UTF-16 units, of the kinds that make a parser slow or deep. */
export const longStrings = [
  'a',
  '1',
  ' ',
  '(',
  '(1)',
  's 3 ',
  's 3(1)',
  '1(a) ',
  's 1-2, ',
  'A. ',
  'No. ',
  '. ',
  '\n',
  '\u0301',
  'a\u0301',
  '\ud800',
  '\u200b',
  'มาตรา ',
  'ข้อมูล',
  '中',
  'ក្រ',
  'in 2023 ',
  'one hundred ',
  '1,000',
  '1.',
  "a'",
  'SG ',
  'à',
].map((unit): [string, string] => [JSON.stringify(unit).slice(1, -1), unit.repeat(Math.ceil(LONGEST / unit.length)).slice(0, LONGEST)]);
