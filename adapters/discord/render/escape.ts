/**
 * Text of the corpus or of a question -> Discord's markdown that shows it as it is. After this nothing in it can ping,
 * format, or be a link: the only markup of an answer is the markup that the renderer writes around escaped text.
 */

/** Controls, marks that turn the direction of text (they could make a citation read as another), and the space of no width. */
const INVISIBLE = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
/** Characters that mean something to Discord wherever they stand: emphasis, code, spoilers, links, mentions, headings. */
const MARKUP = /[\\*_~`|<>[\]#]/g;
/** What begins a list or a quote at the start of a line. */
const AT_START = /^(?:([-+])|(\d+)([.)]))/;
/** Breaks `@everyone` for the server, which reads it whatever the client would show. */
const NO_WIDTH = '\u200b';

/** One line of text without what cannot be seen; what `unescaped` gives back. */
export function plain(text: string): string {
  return text.toWellFormed().replace(/\s+/gu, ' ').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim();
}

/** A text as one line of markdown that reads as the text and does nothing. */
export function escaped(text: string): string {
  return plain(text)
    .replace(MARKUP, '\\$&')
    .replace(/:(?=\/)/g, '\\:')
    .replaceAll('@', `@${NO_WIDTH}`)
    .replace(AT_START, (_, sign: string | undefined, number: string, mark: string) => (sign ? `\\${sign}` : `${number}\\${mark}`));
}

/** The text that was escaped: `unescaped(escaped(text))` is `plain(text)`. */
export function unescaped(markdown: string): string {
  return markdown.replaceAll(NO_WIDTH, '').replace(/\\(.)/gu, '$1');
}

/** A web address that a link or a button may open, written so that it cannot end the link early; null for any other. */
export function safeUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  if (parsed.username !== '' || parsed.password !== '') return null;
  return parsed.href.replace(/[()<>[\]\\"'`*|@\s]/gu, (character) => encodeURIComponent(character).replace(/[()'*]/g, hexOf));
}

/** `encodeURIComponent` leaves these as they are. */
function hexOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
