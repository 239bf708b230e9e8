/** What Discord takes in one message; everything that is rendered keeps to this by how it is built. */

/** Characters of all text displays of a message together. Discord counts characters; we count UTF-16 units, which are never fewer. */
export const MOST_TEXT = 4_000;
/** Components of a message, nested ones counted. */
export const MOST_COMPONENTS = 40;
export const MOST_BUTTONS_IN_ROW = 5;
export const LONGEST_BUTTON_LABEL = 80;
export const LONGEST_CUSTOM_ID = 100;
export const LONGEST_URL_OF_BUTTON = 512;
export const MOST_OPTIONS = 25;
/** Label, value and description of an option of a select menu, and its placeholder (which may be longer). */
export const LONGEST_OPTION = 100;
/** Choices that autocomplete offers, and the length of a choice's name and value. */
export const MOST_CHOICES = 25;
export const LONGEST_CHOICE = 100;
export const LONGEST_THREAD_NAME = 100;

/**
 * How much of a question is read and quoted. The quote is what buttons ask again after a restart, so that nothing of it
 * need be stored: what is quoted must therefore be what was asked.
 */
export const LONGEST_QUOTE = 600;

/** Room that every message leaves for the line that says who shared it. */
export const SHARED_LINE = 140;

/** Text cut to a length with an ellipsis, at a word where one ends near, never within a character. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text
    .slice(0, longest - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/\p{M}*$/u, '');
  const space = kept.lastIndexOf(' ');
  return `${(space > longest * 0.7 ? kept.slice(0, space) : kept).trimEnd()}…`;
}
