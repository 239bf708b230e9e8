/** One thing of the corpus, whole: a law with its parts, a provision, a norm. */
import type { Shown } from '../../../src/answer/show.ts';
import { statusWords } from '../../presentation/labels.ts';
import { shareButton } from './buttons.ts';
import { COLOURS, type Components, container, divider, row, textOf } from './components.ts';
import { escaped } from './escape.ts';
import { MOST_TEXT, SHARED_LINE } from './limits.ts';
import { packed, piecesOf } from './pieces.ts';
import { linkButton } from './sources.ts';

export interface RecordOptions {
  locale: string;
  private: boolean;
  /** Where the official text is; null if the corpus knows of none. */
  url: string | null;
  officialLabel: string;
  /** What makes it less than the law in force: `repealed`, `unverified` … */
  warnings: readonly string[];
  /** Small print at the end. */
  notice: string;
}

const LONGEST_PIECE = 1_200;
/** Facts that stand elsewhere in the message, or say nothing to a reader. */
const LEFT_OUT = ['url', 'official text', 'topics'];

/** The messages of a record, in order; the last links to the official text. */
export function renderRecord({ title, facts, text, parts }: Shown, options: RecordOptions): Components[] {
  const warnings = options.warnings.length > 0 ? [`⚠️ **${escaped(options.warnings.join(', '))}**`] : [];
  const head = [...piecesOf(title, LONGEST_PIECE).map((piece) => `**${escaped(piece)}**`), ...warnings];
  const small = facts
    .filter(([name]) => !LEFT_OUT.includes(name))
    .flatMap(([name, value]) =>
      piecesOf(`${name}: ${name === 'status' ? statusWords(value) : value}`, LONGEST_PIECE).map((piece) => `-# ${escaped(piece)}`),
    );
  const body = text.split(/\n{2,}/).flatMap((paragraph) => piecesOf(paragraph, LONGEST_PIECE).map(escaped));
  const list = parts.flatMap(({ ref, heading }) => piecesOf(`${ref} — ${heading}`, LONGEST_PIECE).map((piece) => `- ${escaped(piece)}`));
  const groups = packed(
    [...head, ...small, '', ...body, ...list, '', `-# ${escaped(options.notice)}`],
    MOST_TEXT - SHARED_LINE,
    (line) => line.length,
  );
  return groups.map((lines, n) => {
    const filled = lines.filter((line, place) => line !== '' || (place > 0 && place < lines.length - 1));
    const message: Components = [container(COLOURS.answer, [textOf(filled.join('\n'))])];
    const buttons = [
      ...(n === groups.length - 1 ? [linkButton(options.officialLabel, options.url)] : []),
      ...(options.private ? [shareButton(options.locale)] : []),
    ].filter((button) => button !== null);
    return buttons.length > 0 ? [...message, row(buttons)] : message;
  });
}

/** A rule between two parts of a small message. */
export function renderNotes(parts: readonly string[]): Components {
  return [
    container(
      COLOURS.answer,
      parts.flatMap((part, n) => (n === 0 ? [textOf(part)] : [divider(), textOf(part)])),
    ),
  ];
}
