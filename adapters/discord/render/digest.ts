/** Changes of the law as one message. */
import type { Difference } from '../../../src/corpus/difference.ts';
import { digestOf } from '../../presentation/digest.ts';
import { COLOURS, type Components, container, textOf } from './components.ts';
import { escaped } from './escape.ts';
import { cut, MOST_TEXT } from './limits.ts';

/** The most provisions that are named; less where they do not fit into one message. */
const MOST = 24;
const LONGEST_LINE = 400;

/** The message; what does not fit into it is counted. Its last line names the corpus, by which it is found again. */
export function digestComponents(changes: Difference, corpus: string): Components {
  for (let most = MOST; ; most = Math.floor(most / 2)) {
    const { title, counts, groups, more, small } = digestOf(changes, most);
    const lines = [
      `**${escaped(title)}**`,
      escaped(counts),
      ...groups.flatMap(({ label, lines: provisions }) => [
        `**${escaped(label)}**`,
        ...provisions.map(
          ({ id, name, note }) => `- ${escaped(id)}: ${escaped(cut(name, LONGEST_LINE))} (${escaped(cut(note, LONGEST_LINE))})`,
        ),
      ]),
      ...(more > 0 ? [`and ${more} more.`] : []),
      `-# ${escaped(small)} ${markOf(corpus)}`,
    ];
    const text = lines.join('\n');
    if (text.length <= MOST_TEXT || most === 0) return [container(COLOURS.answer, [textOf(text)])];
  }
}

/** By what the message about a corpus is known. */
export function markOf(corpus: string): string {
  return `Corpus ${escaped(corpus)}.`;
}
