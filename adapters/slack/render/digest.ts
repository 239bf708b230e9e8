/** Changes of the law as one message. */
import type { Difference } from '../../../src/corpus/difference.ts';
import { type Digest, digestOf } from '../../presentation/digest.ts';
import { type Line, pack, type SlackMessage } from './pack.ts';
import { text } from './rich-text.ts';

const NO_TABLE = { head: [], native: false };
/** The most provisions that are named; less where they do not fit into one message. */
const MOST = 40;

/** The message; what does not fit into it is counted. */
export function digestMessage(changes: Difference): SlackMessage {
  for (let most = MOST; ; most = Math.floor(most / 2)) {
    const [message, ...more] = pack(linesOf(digestOf(changes, most)), NO_TABLE);
    if (message && (more.length === 0 || most === 0)) return message;
  }
}

function linesOf({ title, counts, groups, more, small }: Digest): Line[] {
  return [
    { kind: 'paragraph', line: [text(title, { bold: true })] },
    { kind: 'paragraph', line: [text(counts)] },
    ...groups.flatMap(({ label, lines }): Line[] => [
      { kind: 'paragraph', line: [text(label, { bold: true })] },
      ...lines.map(({ id, name, note }): Line => ({ kind: 'bullet', line: [text(id, { code: true }), text(` ${name} (${note})`)] })),
    ]),
    ...(more > 0 ? [{ kind: 'paragraph', line: [text(`and ${more} more.`)] } satisfies Line] : []),
    { kind: 'paragraph', line: [text('/lexsea show', { code: true }), text(' and an id shows a provision whole.')] },
    { kind: 'small', content: small },
  ];
}
