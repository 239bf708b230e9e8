/** The question that an answer quotes: everybody sees what was asked, and a button can ask it again without anything being stored. */
import { textsIn } from './components.ts';
import { escaped, plain, unescaped } from './escape.ts';
import { cut, LONGEST_QUOTE } from './limits.ts';

const MARK = '> ';

/** As much of what a user wrote as is read and quoted, in one line. */
export function readable(text: string): string {
  return cut(plain(text), LONGEST_QUOTE).replace(/…$/, '').trimEnd();
}

/** The line that quotes a question. At most `2 * LONGEST_QUOTE + 2` characters for what `readable` gives. */
export function quoteOf(question: string): string {
  return `${MARK}${escaped(question)}`;
}

/** The question that a message of ours quotes; null if it quotes none. */
export function quotedIn(components: readonly unknown[]): string | null {
  const quote = textsIn(components).find((text) => text.startsWith(MARK));
  return quote === undefined ? null : unescaped(quote.slice(MARK.length).split('\n')[0] ?? '');
}
