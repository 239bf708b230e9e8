/**
 * Figures in legal prose: `five years`, `RM50,000`, `S$1 million`, `72 hours`, `2 %`. Read for two reasons: a cell may
 * hold no figure that its provision does not, and a question that asks for a figure is answered by a sentence with one.
 */

const UNITS_EN = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS_EN = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const WORD_VALUES = new Map<string, number>([
  ...UNITS_EN.map((word, value) => [word, value] as const),
  ...TENS_EN.map((word, index) => [word, (index + 2) * 10] as const),
]);
const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['m', 1e6],
  ['mn', 1e6],
  ['billion', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
]);
const longestFirst = (words: Iterable<string>): string => [...words].sort((left, right) => right.length - left.length).join('|');
const WORD = longestFirst(WORD_VALUES.keys());
const SCALE = longestFirst(SCALES.keys());
const NUMBER = new RegExp(
  String.raw`(?:(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|\b(?:(${TENS_EN.join('|')})[\s-](${UNITS_EN.slice(1, 10).join('|')})|(${WORD}))\b)((?:[\s-]?(?:${SCALE})\b)*)`,
  'gi',
);

/** A number in a text: its value and where it stands. */
export interface Figure {
  value: number;
  index: number;
  written: string;
}

/** All numbers of a text in order, written in digits or as English words; `one` as a pronoun is not told apart. */
export function figuresOf(text: string): Figure[] {
  const figures: Figure[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [written, digits, tens = '', ones = '', word = '', scales = ''] = match;
    let value = digits ? Number(digits.replaceAll(',', '')) : 0;
    for (const part of [tens, ones, word]) value += WORD_VALUES.get(part.toLowerCase()) ?? 0;
    for (const scale of scales.toLowerCase().match(/[a-z]+/g) ?? []) value *= SCALES.get(scale) ?? 1;
    figures.push({ value: Math.round(value * 1000) / 1000, index: match.index, written });
  }
  return figures;
}

const TIME = /\b(hours?|days?|weeks?|months?|immediately|forthwith|without (?:undue )?delay|promptly|at once|as soon as)\b/i;
const MONEY =
  /(?:RM|S\$|US\$|B\$|THB|PHP|IDR|Rp|VND|KHR|LAK|MMK|BND|SGD|MYR|USD|₱|฿|€|£|\$)\s?\d|\b(?:baht|pesos?|rupiah|dong|riels?|kips?|kyats?|ringgit|dollars?|per cent|percent)\b|\d\s?%/i;
const TERM = /\b(?:years?|months?|life|prison|imprisonment|jail|caning|death penalty)\b/i;

/** What kinds of figure a sentence holds. */
export function figureKinds(sentence: string): { time: boolean; money: boolean; prison: boolean } {
  const hasNumber = NUMBER.test(sentence);
  NUMBER.lastIndex = 0;
  return {
    time: TIME.test(sentence),
    money: MONEY.test(sentence),
    prison: TERM.test(sentence) && (hasNumber || /\blife\b|\bdeath penalty\b/i.test(sentence)),
  };
}
