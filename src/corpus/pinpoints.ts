/**
 * Pinpoints: `s 4(c)(4)`, `Article 27`, `Pasal 30 ayat (1)`, `norm (f)`, `para 13(c)`, `Điều 23 khoản 2`.
 * One reading for the refs of the corpus and for what users write.
 */
import { fold } from '../text/normalise.ts';

/** A place in an instrument. `s 26D(1)` is unit `s`, number `26d`, subs [`1`]. */
export interface Pinpoint {
  unit: Unit;
  number: string;
  subs: string[];
  /** As it was written. */
  written: string;
}

/** What a unit is called, in the languages of the region; longest first where one begins another. */
const UNITS = {
  s: ['sections', 'section', 'sects', 'sect', 'secs', 'sec', 'ss', 's', 'seksyen', 'seksi', 'มาตรา', 'ပုဒ်မ', '§'],
  art: ['articles', 'article', 'arts', 'art', 'pasal', 'điều', 'dieu', 'artigo', 'artigu', 'artikulo', 'artikel', 'មាត្រា', 'ມາດຕາ', '第'],
  rule: ['rules', 'rule', 'r'],
  reg: ['regulations', 'regulation', 'regs', 'reg'],
  para: ['paragraphs', 'paragraph', 'paras', 'para', '¶'],
  norm: ['norms', 'norm', 'norma'],
  cl: ['clauses', 'clause', 'cll', 'cl'],
  principle: ['principles', 'principle'],
  sch: ['schedules', 'schedule', 'sched', 'sch', 'annexes', 'annex', 'lampiran'],
  ch: ['chapters', 'chapter', 'chap', 'ch', 'bab', 'chương'],
  pt: ['parts', 'part', 'pt'],
  dimension: ['dimensions', 'dimension'],
} as const;
export type Unit = keyof typeof UNITS;

const UNIT_OF = new Map<string, Unit>();
for (const [unit, names] of Object.entries(UNITS)) for (const name of names) UNIT_OF.set(fold(name), unit as Unit);
const NAMES = [...UNIT_OF.keys()].sort((left, right) => right.length - left.length);
const SUB = String.raw`(?:,?\s?(?:ayat|khoan|diem|huruf|วรรค|subsections?|sub-?section|paragraphs?|para|letter|point|no\.?)?\s?\(([0-9a-z]{1,4})\))`;
const NUMBER = String.raw`(\d{1,4}(?:[./]\d{1,3}){0,2}(?:-[a-z](?![\p{L}\p{N}])|(?:bis|ter)?[a-z]{0,2})|[ivxlc]{1,6}|[a-k]|\([a-z0-9]{1,3}\))`;
const PATTERN = new RegExp(
  String.raw`(?<![\p{L}\p{N}'])(${NAMES.map(escaped).join('|')})\.?\s?${NUMBER}(?![\p{L}\p{N}])((?:${SUB})*)(?:\s+(?:ayat|khoan|clause|para(?:graph)?)\s+(\d{1,2})(?![\p{L}\p{N}]))?`,
  'gu',
);
// biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not Latin
const UNSPACED_NAMES = NAMES.filter((name) => /[^\u0000-\u024f§¶]/u.test(name));
const UNSPACED_PATTERN = new RegExp(String.raw`(${UNSPACED_NAMES.map(escaped).join('|')})\s*(\d{1,4})(?:\s*[/条])?((?:${SUB})*)`, 'gu');

/** Folded, with the digits of the region's scripts as Arabic digits, and without the sign of an ordinal (`artigo 5.º`). */
function readable(text: string): string {
  return fold(text.replace(/(?<=\d\.?)[ºª]/g, '')).replace(/[๐-๙០-៩၀-၉໐-໙]/g, (digit) => String((digit.codePointAt(0) as number) & 0xf));
}

/**
 * All pinpoints of a text, in order. A number alone is a number; `s 30` is a pinpoint, and so is `66(d)`, of the unit that
 * was named last. A one-letter unit (`s`, `r`) is one only before a digit.
 */
export function pinpointsOf(text: string): Pinpoint[] {
  const folded = readable(text);
  const named: Found[] = [];
  for (const pattern of [PATTERN, UNSPACED_PATTERN]) {
    const taken = new Set(named.map(({ at }) => at));
    for (const match of folded.matchAll(pattern)) {
      const [written, name = '', number = '', subs = ''] = match;
      const unit = UNIT_OF.get(name);
      const after = folded.slice(match.index + written.length - subs.length, match.index + written.length + 10);
      if (!unit || !plausible(unit, name, number, after)) continue;
      if ([-1, 0, 1].some((step) => taken.has(match.index + step))) continue;
      const last = pattern === PATTERN ? match.at(-1) : undefined;
      const inner = last && /^\d+$/.test(last) && subs === '' ? [last] : subsOf(subs);
      named.push({ unit, number: arabic(unit, number), subs: inner, written: written.trim(), at: match.index });
    }
  }
  named.sort((left, right) => left.at - right.at);
  const bare: Found[] = [];
  let passed = 0;
  for (const match of folded.matchAll(/(?<![\p{L}\p{N}(.$]|\d,)(\d{1,4}[a-z]?)((?:\([0-9a-z]{1,4}\))+)/gu)) {
    while (passed < named.length && (named[passed] as Found).at <= match.index) passed++;
    const last = named[passed - 1];
    if (last && match.index < last.at + last.written.length) continue;
    bare.push({
      unit: last?.unit ?? 's',
      number: match[1] as string,
      subs: subsOf(match[2] as string),
      written: match[0],
      at: match.index,
    });
  }
  return [...named, ...bare].sort((left, right) => left.at - right.at).map(({ at: _, ...pinpoint }) => pinpoint);
}

type Found = Pinpoint & { at: number };

function subsOf(written: string): string[] {
  return [...written.matchAll(/\(([0-9a-z]{1,4})\)/g)].map((sub) => sub[1] as string);
}

const REF_PIECE =
  /(?<number>\d{1,4}(?:[./]\d{1,3}){0,2}(?:-[a-z](?![a-z\d])|(?:bis|ter)?[a-z]{0,2})|\b[ivxlc]{1,6}\b|(?<![\d)a-z])\([0-9a-z]{1,3}\))(?<subs>(?:\([0-9a-z]{1,4}\))*)(?:\s?(?:-|to)\s?(?<until>\d{1,4}(?:[./]\d{1,3})?(?:-[a-z]|[a-z]{0,2})(?![a-z\d])|[ivxlc]{1,6}\b|\([0-9a-z]{1,3}\)))?/g;

/**
 * The numbers under which a ref of the corpus is found: `arts 5-7` is found as 5, 6 and 7, `s 4(c)(4)` as 4 with the
 * subs c and 4, `para 13(c)` likewise. A ref without a number (`preamble`) has none.
 */
export function pinpointsOfRef(ref: string): Pinpoint[] {
  const bare = readable(ref)
    .trim()
    .replace(/\((?![0-9a-z]{1,4}\))[^()]*\)|\s\(\d{4}\)/g, ' ');
  const words = [...bare.matchAll(/(?<![\p{L}\p{N}(-])[\p{L}§¶][\p{L}\p{M}]*/gu)].filter(
    ([word]) => UNIT_OF.has(word) || !JOINING.test(word),
  );
  const found: Pinpoint[] = [];
  if (words[0]?.index !== 0) return found;
  for (const [n, { 0: word, index }] of words.entries()) {
    const unit = UNIT_OF.get(word);
    if (!unit) break;
    for (const pinpoint of pinpointsOfUnit(unit, bare.slice(index + word.length, words[n + 1]?.index), ref)) found.push(pinpoint);
  }
  return found;
}

/** Words of a ref between its numbers; any other word ends what is a number of its unit. */
const JOINING = /^(?:and|to|or|no|bis|ter|[ivxlc]+)$/;

function pinpointsOfUnit(unit: Unit, numbers: string, ref: string): Pinpoint[] {
  const found: Pinpoint[] = [];
  for (const { groups } of numbers.matchAll(REF_PIECE)) {
    const { number = '', subs = '', until } = groups as { number?: string; subs?: string; until?: string };
    const inner = subsOf(subs);
    const before = found.at(-1);
    if (number.startsWith('(') && before) {
      for (const next of siblings(before, number, until)) found.push({ ...before, ...next });
    } else if (number.startsWith('(') && inner.length === 0 && until?.startsWith('(')) {
      for (const [letter] of subRange(subsOf(number), until) ?? []) found.push({ unit, number: letter as string, subs: [], written: ref });
    } else if (until?.startsWith('(')) {
      for (const each of subRange(inner, until) ?? [inner, [...inner.slice(0, -1), ...subsOf(until)]])
        found.push({ unit, number: arabic(unit, number), subs: each, written: ref });
    } else {
      for (const each of numbersUntil(arabic(unit, number), until)) found.push({ unit, number: each, subs: inner, written: ref });
    }
  }
  return found;
}

/** `(e)` after `6(1)(c) and`, `(10)` after `3(1)(e),`: the sub stands in the place of the last one that is counted alike. */
function siblings(before: Pinpoint, number: string, until: string | undefined): Pick<Pinpoint, 'number' | 'subs'>[] {
  const sub = number.slice(1, -1);
  const alike = (other: string): boolean => /^\d/.test(other) === /^\d/.test(sub);
  const subs = subRange([sub], until)?.map(([each]) => each as string) ?? [sub];
  const place = before.subs.findLastIndex(alike);
  if (place >= 0) return subs.map((each) => ({ number: before.number, subs: [...before.subs.slice(0, place), each] }));
  return before.subs.length === 0 && alike(before.number) ? subs.map((each) => ({ number: each, subs: [] })) : [];
}

/** The longest range that is counted out. */
const LONGEST_RANGE = 60;

/** `5` until `7`, `12.7` until `12.9`, `26a` until `26e`, `17` until `17f`, `377bg` until `377bl`: every number between; else both ends. */
function numbersUntil(from: string, until: string | undefined): string[] {
  if (!until) return [from];
  const [, series, one] = /^(\d+[a-z])([a-z])$/.exec(from) ?? [];
  const [, same, other] = /^(\d+[a-z])([a-z])$/.exec(until) ?? [];
  if (series && series === same && one && other) return lettersUntil(one, other).map((letter) => series + letter);
  const parts = /^(?:(\d+)[./](?=\d))?(\d+)([a-z]?)$/;
  const [, outer = '', first, letter = ''] = parts.exec(from) ?? [];
  const [, outerEnd = '', last, letterEnd = ''] = parts.exec(arabic('s', until)) ?? [];
  const low = Number(first);
  const high = Number(last);
  if (!first || !last || outer !== outerEnd || high < low || high - low >= LONGEST_RANGE) return [from, arabic('s', until)];
  const stem = outer === '' ? '' : from.slice(0, outer.length + 1);
  const numbers: string[] = [];
  for (let n = low; n <= high; n++) if (n > low || letter === '') numbers.push(`${stem}${n}`);
  if (letterEnd === '') return letter === '' ? numbers : [from, ...numbers];
  const start = low === high && letter !== '' ? letter : 'a';
  const head = low < high && letter !== '' ? [from] : [];
  return [...head, ...numbers, ...lettersUntil(start, letterEnd).map((each) => `${stem}${high}${each}`)];
}

function lettersUntil(from: string, until: string): string[] {
  const letters: string[] = [];
  for (let code = from.charCodeAt(0); code <= until.charCodeAt(0); code++) letters.push(String.fromCharCode(code));
  return letters;
}

/** `(1)` until `(3)` or `(a)` until `(c)` under one number: every sub between; null where it is no such range. */
function subRange(inner: string[], until: string | undefined): string[][] | null {
  const from = inner.at(-1);
  const to = /^\(([0-9a-z]{1,3})\)$/.exec(until ?? '')?.[1];
  if (!from || !to) return null;
  const outer = inner.slice(0, -1);
  if (/^\d+$/.test(from) && /^\d+$/.test(to) && Number(to) > Number(from) && Number(to) - Number(from) < LONGEST_RANGE) {
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => [...outer, String(Number(from) + n)]);
  }
  if (/^[a-z]$/.test(from) && /^[a-z]$/.test(to) && to > from) {
    return lettersUntil(from, to).map((letter) => [...outer, letter]);
  }
  return null;
}

/**
 * Norms are lettered; a lone letter or numeral after another unit is a word (`part a`, `section i`), but `Article I of`
 * is a number where no sentence goes on with `I`.
 */
function plausible(unit: Unit, name: string, number: string, after: string): boolean {
  if (/\d/.test(number)) return true;
  if (name.length < 3) return false;
  if (number === 'i' && (unit === 'norm' || /^\s+(?!(?:of|no|and|to|says?)\b)[\p{L}']|^'/u.test(after))) return unit === 'norm';
  if (/^[a-hjk]$/.test(number)) return unit === 'norm';
  return !/^[ivxlc]+$/.test(number) || ['art', 'pt', 'ch', 'sch'].includes(unit);
}

function arabic(unit: Unit, number: string): string {
  const numeral = /^[ivxlc]+$/.test(number) && unit !== 'norm';
  return numeral ? String(roman(number)) : number.replace(/[()-]/g, '');
}

function roman(numeral: string): number {
  const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  let sum = 0;
  for (let i = 0; i < numeral.length; i++) {
    const value = values[numeral[i] as string] ?? 0;
    sum += value < (values[numeral[i + 1] ?? ''] ?? 0) ? -value : value;
  }
  return sum;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
