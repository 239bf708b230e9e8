/** Messages that are no answers: help, a thing of the corpus shown whole, the list of norms, a note. */
import type { Shown } from '../../../src/answer/show.ts';
import { type Line, pack, packWithin, type SlackMessage } from './pack.ts';
import { link, text } from './rich-text.ts';

const NO_TABLE = { head: [], native: false };

/** What `/lexsea help` says. */
export function helpMessages(): SlackMessage[] {
  const commands: [string, string][] = [
    ['/lexsea breach notification deadline in Thailand?', 'a question, in any words'],
    ['/lexsea compare breach notification in SG,MY', 'a topic over the member states, all eleven without "in"'],
    ['/lexsea show sg-cybersecurity-act-2018#s 14', 'a law or a provision, by its id'],
    ['/lexsea norms', 'the norms of responsible State behaviour and what ASEAN made of them'],
    ['/lexsea settings', 'default country, who sees answers, quiet channels, news of changes of the law'],
  ];
  const lines: Line[] = [
    {
      kind: 'paragraph',
      line: [text('LexSEA answers questions about the law of cybersecurity, cybercrime and data protection in ASEAN.', { bold: true })],
    },
    ...commands.map(([command, what]): Line => ({ kind: 'bullet', line: [text(command, { code: true }), text(` ${what}`)] })),
    {
      kind: 'paragraph',
      line: [
        text(
          'Mention @LexSEA in a channel for an answer in the thread, or write to it directly. A follow-up such as "and in Viet Nam?" is understood for half an hour. Edit your question within ten minutes and the answer changes with it.',
        ),
      ],
    },
    { kind: 'small', content: 'General information, not legal advice. Questions are not stored or logged.' },
  ];
  return pack(lines, NO_TABLE);
}

/** A record of the corpus, whole. `most` is in how many messages it must come. */
export function shownMessages({ title, facts, text: body, parts }: Shown, most: number): SlackMessage[] {
  const lines: Line[] = [
    { kind: 'paragraph', line: [text(title, { bold: true })] },
    ...facts.map(
      ([name, value]): Line => ({
        kind: 'bullet',
        line: [text(`${name}: `, { italic: true }), /^https?:\/\//.test(value) ? link(value, value) : text(value)],
      }),
    ),
    ...body
      .split('\n\n')
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph): Line => ({ kind: 'paragraph', line: [text(paragraph)] })),
    ...parts.map(({ ref, heading }): Line => ({ kind: 'bullet', line: [text(ref, { bold: true }), text(` ${heading}`)] })),
  ];
  return packWithin(most, lines, NO_TABLE);
}

/** A list of things of the corpus, each by its id. */
export function listMessages(
  title: string,
  entries: readonly { id: string; heading: string; place: string }[],
  most: number,
): SlackMessage[] {
  const lines: Line[] = [
    { kind: 'paragraph', line: [text(title, { bold: true })] },
    { kind: 'paragraph', line: [text('/lexsea show', { code: true }), text(' and an id shows it whole.')] },
    ...entries.map(
      ({ id, heading, place }): Line => ({ kind: 'bullet', line: [text(`${heading} (${place}) `), text(id, { code: true })] }),
    ),
  ];
  return packWithin(most, lines, NO_TABLE);
}

/** One line to the user: what is wrong and what to do. */
export function note(content: string): SlackMessage {
  return pack([{ kind: 'paragraph', line: [text(content)] }], NO_TABLE)[0] ?? { text: content, blocks: [] };
}
