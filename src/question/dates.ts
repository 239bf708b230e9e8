/** The day on which the law is asked for. */
import { isDate } from '../corpus/partial-date.ts';

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const MONTH = MONTHS.map((name) => (name === 'september' ? 'sept?(?:ember)?' : `${name.slice(0, 3)}(?:${name.slice(3)})?`)).join('|');

const ISO = /\b(?:as of|as at|on|in|since|before|until|back in|during)\s+(\d{4}-\d{2}(?:-\d{2})?)\b/g;
const WRITTEN = new RegExp(
  `\\b(?:(\\d{1,2})(?:st|nd|rd|th)?\\s+)?(${MONTH})\\b\\.?\\s+(?:(\\d{1,2})(?:st|nd|rd|th)?,\\s*)?((?:19|20)\\d{2})\\b`,
  'g',
);
/** A year before a slash or a hyphen is the first half of a number or of a span: `24/2018`, `2023-24`. */
const BEFORE_YEAR = /\b(?:before|prior to|sebelum|trước|trước năm|antes de|bago ang)\s+((?:19|20)\d{2})\b(?!\s*\/|-\d)/g;
const YEAR = /\b(?:as of|as at|in|back in|during|since|until|tahun|năm|pada)\s+((?:19|20)\d{2})\b(?!\s*\/|-\d)/g;
/** Thai puts no space between words, so a year needs no edge before `ปี`; it may be of the Buddhist era. */
const THAI_YEAR = /ปี\s*(?:พ\.\s?ศ\.|ค\.\s?ศ\.)?\s*((?:19|20|24|25)\d{2})(?!\d|\s*\/|-\d)/g;
const BUDDHIST_ERA = 543;
const FIRST_BUDDHIST = 2400;

/**
 * The date that a question asks about, as YYYY, YYYY-MM or YYYY-MM-DD: `in 2023`, `as of 1 March 2025`, `before 2022` (which is 2021),
 * `ปี 2566`. A year that belongs to a title (`Act 2012`, `Law 24/2018`) is none, nor is a day that does not exist.
 */
export function dateOf(text: string): string | null {
  const lower = text.toLowerCase();
  return (
    firstDate(lower, ISO, ([, date]) => date as string) ??
    firstDate(lower, WRITTEN, writtenDate) ??
    firstDate(lower, BEFORE_YEAR, ([, year]) => String(Number(year) - 1)) ??
    firstDate(lower, YEAR, ([, year]) => year as string) ??
    firstDate(withArabicDigits(lower), THAI_YEAR, ([, year]) => commonEra(Number(year)))
  );
}

function firstDate(text: string, pattern: RegExp, read: (match: RegExpExecArray) => string): string | null {
  for (const match of text.matchAll(pattern)) {
    const date = read(match);
    if (isDate(date)) return date;
  }
  return null;
}

function writtenDate([, before, name, after, year]: RegExpExecArray): string {
  const number = MONTHS.findIndex((candidate) => candidate.startsWith((name as string).slice(0, 3))) + 1;
  const day = before ?? after;
  return [year, String(number).padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-');
}

function commonEra(year: number): string {
  return String(year >= FIRST_BUDDHIST ? year - BUDDHIST_ERA : year);
}

function withArabicDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - '๐'.charCodeAt(0)));
}
