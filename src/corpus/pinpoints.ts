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
const SUB = String.raw`(?:\s?(?:ayat|khoan|diem|huruf|วรรค|subsections?|sub-?section|paragraphs?|para|letter|point|no\.?|,)?\s?\(([0-9a-z]{1,4})\))`;
const NUMBER = String.raw`(\d{1,4}(?:[-./]\d{1,3}){0,2}(?:bis|ter)?[a-z]{0,2}|[ivxlc]{1,6}|[a-k]|\([a-z0-9]{1,3}\))`;
const PATTERN = new RegExp(
  String.raw`(?<![\p{L}\p{N}'])(${NAMES.map(escape).join('|')})\.?\s?${NUMBER}(?![\p{L}\p{N}])((?:${SUB})*)(?:\s+(?:ayat|khoan|clause|para(?:graph)?)\s+(\d{1,2})(?![\p{L}\p{N}]))?`,
  'gu',
);
const UNSPACED_NAMES = NAMES.filter((name) => /[^\u0000-\u024f§¶]/u.test(name));
const UNSPACED_PATTERN = new RegExp(String.raw`(${UNSPACED_NAMES.map(escape).join('|')})\s*(\d{1,4})(?:\s*[/条])?((?:${SUB})*)`, 'gu');

/** Digits of the region's scripts and Arabic digits are the same numbers. */
function westernDigits(text: string): string {
  return text.replace(/[๐-๙០-៩၀-၉໐-໙]/g, (digit) => String((digit.codePointAt(0) as number) & 0xf));
}

/**
 * All pinpoints of a text, in order. A number alone is a number; `s 30` is a pinpoint, and so is `66(d)`. A one-letter unit
 * (`s`, `r`) is one only before a digit.
 */
export function pinpointsOf(text: string): Pinpoint[] {
  const folded = westernDigits(fold(text));
  const found: (Pinpoint & { at: number })[] = [];
  for (const pattern of [PATTERN, UNSPACED_PATTERN]) {
    for (const match of folded.matchAll(pattern)) {
      const [written, name = '', number = '', subs = ''] = match;
      const unit = UNIT_OF.get(name);
      if (!unit || !plausible(unit, name, number)) continue;
      const digits = arabic(unit, number);
      const inner = [...subs.matchAll(/\(([0-9a-z]{1,4})\)/g)].map((sub) => sub[1] as string);
      const last = pattern === PATTERN ? match.at(-1) : undefined;
      if (found.some((other) => Math.abs(other.at - match.index) < 2)) continue;
      found.push({ unit, number: digits, subs: last && /^\d+$/.test(last) && inner.length === 0 ? [last] : inner, written: written.trim(), at: match.index });
    }
  }
  for (const match of folded.matchAll(/(?<![\p{L}\p{N}(.])(\d{1,4}[a-z]?)((?:\([0-9a-z]{1,4}\))+)/gu)) {
    if (found.some((other) => other.at <= match.index && match.index < other.at + other.written.length)) continue;
    const subs = [...(match[2] as string).matchAll(/\(([0-9a-z]{1,4})\)/g)].map((sub) => sub[1] as string);
    found.push({ unit: 's', number: match[1] as string, subs, written: match[0], at: match.index });
  }
  return found.sort((left, right) => left.at - right.at).map(({ at: _, ...pinpoint }) => pinpoint);
}

/**
 * The numbers under which a ref of the corpus is found: `arts 5-7` is found as 5, 6 and 7, `s 4(c)(4)` as 4 with the
 * subs c and 4, `para 13(c)` likewise. A ref without a number (`preamble`) has none.
 */
export function pinpointsOfRef(ref: string): Pinpoint[] {
  const folded = westernDigits(fold(ref));
  const first = /^([\p{L}§¶]+)\.?\s?(.*)$/u.exec(folded);
  const unit = first && UNIT_OF.get(first[1] as string);
  if (!first || !unit) return [];
  const found: Pinpoint[] = [];
  const rest = (first[2] as string).replace(/\((?![0-9a-z]{1,4}\))[^)]*\)/g, ' ');
  const piece = /([a-z]?\d{1,4}(?:[./]\d{1,3}){0,2}(?:bis|ter)?[a-z]{0,2}|\b[ivxlc]{1,6}\b|^\([a-z]\))((?:\([0-9a-z]{1,4}\))*)(?:\s?(?:-|to)\s?(\d{1,4}(?:\.\d{1,3})?[a-z]?|\([0-9a-z]{1,3}\)))?/g;
  for (const match of rest.matchAll(piece)) {
    const [written, number = '', subs = '', until] = match;
    const digits = arabic(unit, number);
    const inner = [...subs.matchAll(/\(([0-9a-z]{1,4})\)/g)].map((sub) => sub[1] as string);
    const from = Number(digits);
    const to = Number(until);
    if (/^\([a-z0-9]{1,3}\)$/.test(number) && found.length > 0) continue;
    const decimal = /^(\d+)\.(\d+)$/.exec(digits);
    const decimalEnd = /^(\d+)\.(\d+)$/.exec(until ?? '');
    if (decimal && decimalEnd && decimal[1] === decimalEnd[1]) {
      for (let n = Number(decimal[2]); n <= Number(decimalEnd[2]); n++) found.push({ unit, number: `${decimal[1]}.${n}`, subs: [], written: ref });
    } else if (subRange(inner, until)) {
      for (const sub of subRange(inner, until) ?? []) found.push({ unit, number: digits, subs: sub, written: ref });
    } else if (until && inner.length === 0 && Number.isInteger(from) && Number.isInteger(to) && to > from && to - from < 60) {
      for (let n = from; n <= to; n++) found.push({ unit, number: String(n), subs: [], written: ref });
    } else if (/^\(([a-z])\)$/.test(number) && /^\([a-z]\)$/.test(until ?? '')) {
      const end = (until as string).charCodeAt(1);
      for (let code = number.charCodeAt(1); code <= end; code++) found.push({ unit, number: String.fromCharCode(code), subs: [], written: ref });
    } else {
      for (const each of lettered(digits, until)) found.push({ unit, number: each, subs: inner, written: written.trim() });
    }
  }
  return found;
}

/** `(1)` until `(3)` or `(a)` until `(c)` under one number: every sub between; null where it is no such range. */
function subRange(inner: string[], until: string | undefined): string[][] | null {
  const from = inner.at(-1);
  const to = /^\(([0-9a-z]{1,3})\)$/.exec(until ?? '')?.[1];
  if (!from || !to) return null;
  const outer = inner.slice(0, -1);
  if (/^\d+$/.test(from) && /^\d+$/.test(to) && Number(to) > Number(from) && Number(to) - Number(from) < 60) {
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => [...outer, String(Number(from) + n)]);
  }
  if (/^[a-z]$/.test(from) && /^[a-z]$/.test(to) && to > from) {
    return Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, n) => [...outer, String.fromCharCode(from.charCodeAt(0) + n)]);
  }
  return null;
}

/** Norms are lettered; a lone letter or numeral after another unit is a word (`part a`, `section i`). */
function plausible(unit: Unit, name: string, number: string): boolean {
  if (/\d/.test(number)) return true;
  if (name.length < 3) return false;
  if (/^[a-k]$/.test(number)) return unit === 'norm';
  return !/^[ivxlc]+$/.test(number) || ['art', 'pt', 'ch', 'sch'].includes(unit);
}

function arabic(unit: Unit, number: string): string {
  const numeral = /^[ivxlc]+$/.test(number) && unit !== 'norm';
  return numeral ? String(roman(number)) : number.replace(/[()]/g, '');
}

/** `26a` until `26e` -> all five; anything else stands for itself. */
function lettered(from: string, until: string | undefined): string[] {
  const [, number, first] = /^(\d+)([a-z])$/.exec(from) ?? [];
  const [, other, last] = /^(\d+)([a-z])$/.exec(until ?? '') ?? [];
  if (!number || number !== other || !first || !last || last <= first) return until ? [from, until] : [from];
  const all: string[] = [];
  for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) all.push(number + String.fromCharCode(code));
  return all;
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

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
