/**
 * What Slack would read as more than text, made text. Messages are built of `rich_text` and `plain_text`, in which Slack
 * looks for no markup; only `text`, the plain version of a message, is parsed, and is escaped here. Nothing that a user or
 * the corpus writes can thereby mention anybody, format, or pass for a link.
 */

/** Control characters and those that turn the direction of what follows; tab and line break stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]/g;

/** Text as it may stand in `rich_text` and `plain_text`: well-formed, without what nobody sees. */
export function literal(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSEEN, '').toWellFormed();
}

/** Text as it may stand in `text`, which Slack parses for `<!channel>`, `<@U…>` and links: its three special characters escaped. */
export function escaped(text: string): string {
  return literal(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The longest address that Slack takes in a link. */
const LONGEST_URL = 3000;

/** An address that may be linked to: http or https, without a name and password before the host; else null. */
export function webAddress(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return username === '' && password === '' && href.length <= LONGEST_URL ? href : null;
}

/** The start of a text that has at most `most` UTF-16 units, whole words and characters only, with an ellipsis if anything is left out. */
export function shortened(text: string, most: number): string {
  const whole = literal(text).replace(/\s+/g, ' ').trim();
  if (whole.length <= most) return whole;
  const cut = whole.slice(0, headOf(whole, most - 1)).trimEnd();
  return `${cut}…`;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Units of a character as readers see it, an emoji of a family among them. */
const LONGEST_CHARACTER = 64;
const ENDS = ['. ', '; ', '\n', '。', '၊ ', '။ ', '។ '];

/**
 * Where to cut a text so that the head has at most `most` units (1 or more): after a sentence, else after a word, else
 * after a character as readers see it, else between code points.
 */
export function headOf(text: string, most: number): number {
  if (text.length <= most) return text.length;
  const sentence = Math.max(...ENDS.map((end) => lastEnd(text, end, most)));
  if (sentence > most / 2) return sentence;
  const word = lastEnd(text, ' ', most);
  if (word > most / 2) return word;
  let character = 0;
  // Looks beyond the cut, so that a character that goes on there is seen to.
  for (const { index, segment } of graphemes.segment(text.slice(0, most + LONGEST_CHARACTER))) {
    if (index + segment.length > most) break;
    character = index + segment.length;
  }
  if (character > 0) return character;
  return isLowSurrogate(text, most) ? Math.max(1, most - 1) : most;
}

/** The end of the last occurrence of `end` that ends at `most` or before; 0 if there is none. */
function lastEnd(text: string, end: string, most: number): number {
  const start = most < end.length ? -1 : text.lastIndexOf(end, most - end.length);
  return start < 0 ? 0 : start + end.length;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** What a user wrote, out of the form in which Slack sends it: mentions are gone, channels and links are their names, `&lt;` is `<`. */
export function written(text: string): string {
  return text
    .replace(/<([@#!])?([^<>|]*)(?:\|([^<>]*))?>/g, (_, kind: string | undefined, target: string, label: string | undefined) => {
      if (kind === '#') return label ? `#${label}` : ' ';
      if (kind) return ' ';
      return label ?? target;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
