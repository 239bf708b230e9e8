/** The day on which the law is asked for. */

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/**
 * The date that a question asks about, as YYYY, YYYY-MM or YYYY-MM-DD: `in 2023`, `as of 1 March 2025`, `before 2022`.
 * A year that belongs to a title (`Act 2012`, `Law 24/2018`) is none.
 */
export function dateOf(text: string): string | null {
  const lower = text.toLowerCase();
  const iso = /\b(?:as of|as at|on|in|since|before|until|back in|during)\s+(\d{4}-\d{2}(?:-\d{2})?)\b/.exec(lower);
  if (iso) return iso[1] as string;
  const month = `(${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})`;
  const full = new RegExp(`\\b(?:(\\d{1,2})(?:st|nd|rd|th)?\\s+)?${month}\\.?\\s+(?:(\\d{1,2}),\\s*)?((?:19|20)\\d{2})\\b`).exec(lower);
  if (full) {
    const [, before, name, after, year] = full;
    const number = MONTHS.findIndex((candidate) => candidate.startsWith((name as string).slice(0, 3))) + 1;
    const day = before ?? after;
    return [year, String(number).padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-');
  }
  const year = /\b(?:as of|as at|in|back in|during|since|before|until|tahun|năm|ปี|pada)\s+((?:19|20)\d{2})\b(?!\s*\/)/.exec(lower);
  return year ? (year[1] as string) : null;
}
