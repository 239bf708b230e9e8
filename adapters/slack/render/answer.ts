/** Answer -> the messages that show it. Pure: the same answer and options give the same messages. */
import type { Answer, Citation } from '../../../src/answer/answer.ts';
import { nameOf, warningsOf } from '../../presentation/labels.ts';
import { readingOrder } from '../../presentation/reading-order.ts';
import { type ButtonOptions, buttonsOf, suggestionsOf } from './buttons.ts';
import { shortened } from './escape.ts';
import { type Line, pack, packWithin, type SlackMessage } from './pack.ts';
import { type Inline, link, text } from './rich-text.ts';

export interface AnswerOptions extends ButtonOptions {
  /** Name of a jurisdiction: `Thailand` for TH. */
  placeName(jurisdiction: string): string;
  /** Label of a topic. */
  topicName(topic: string): string;
  /** Shows the question above the answer, for those who have not seen it asked. */
  showQuestion: boolean;
  /** A table block for a comparison; a list without one. */
  nativeTable: boolean;
  /** Most messages that the answer may come in, where the surface counts them. */
  most?: number;
}

/**
 * The messages of an answer, in order: headline in bold, corrections, statements with numbered links to the official
 * text, table, sources, small print, buttons. Each keeps Slack's limits; `text` of all of them is the whole answer.
 */
export function answerMessages(answer: Answer, options: AnswerOptions): SlackMessage[] {
  const lines = linesOf(answer, options);
  const withTopics = answer.table?.rows.some(({ topic }) => topic !== answer.table?.topic) ?? false;
  const table = { head: ['State', ...(withTopics ? ['Topic'] : []), 'Rule', 'Source'], native: options.nativeTable };
  return options.most === undefined ? pack(lines, table) : packWithin(options.most, lines, table);
}

/** A suggestion in the plain text; on its button it is shorter still. */
const MOST_SUGGESTION = 300;

function linesOf(answer: Answer, options: AnswerOptions): Line[] {
  const buttons = buttonsOf(answer, options);
  const simple = options.nativeFeedback ? { fallback: buttonsOf(answer, { ...options, nativeFeedback: false }) } : {};
  const suggestions = suggestionsOf(answer, options);
  return [
    ...(options.showQuestion ? [{ kind: 'small', content: `Asked: ${answer.question}` } as const] : []),
    ...headLines(answer),
    ...statementLines(answer),
    ...rowLines(answer, options),
    ...sourceLines(answer),
    ...answer.notices.map((content): Line => ({ kind: 'small', content })),
    ...(buttons.length > 0
      ? [
          {
            kind: 'buttons',
            blocks: buttons,
            ...simple,
            plain: suggestions.length > 0 ? `Ask next: ${suggestions.map((each) => shortened(each, MOST_SUGGESTION)).join(' · ')}` : '',
          } as const,
        ]
      : []),
  ];
}

/** The headline in bold and the corrections; where a correction says the same as the headline, it is in bold. */
function headLines(answer: Answer): Line[] {
  const { headline, corrections } = readingOrder(answer);
  return [
    ...(headline ? [paragraph(text(headline.text, { bold: true }), ...marks(answer, headline.citations))] : []),
    ...corrections.map(({ said, text: correction, citations }) =>
      paragraph(
        text(`“${said}”: `, { italic: true }),
        text(correction, correction === answer.headline ? { bold: true } : undefined),
        ...marks(answer, citations),
      ),
    ),
  ];
}

function paragraph(...line: Inline[]): Line {
  return { kind: 'paragraph', line };
}

function statementLines(answer: Answer): Line[] {
  return readingOrder(answer).statements.map(
    ({ text: statement, citations }): Line => ({ kind: 'bullet', line: [text(statement), ...marks(answer, citations)] }),
  );
}

function rowLines({ table, ...answer }: Answer, { placeName, topicName }: AnswerOptions): Line[] {
  const withTopics = table?.rows.some(({ topic }) => topic !== table.topic) ?? false;
  return (table?.rows ?? []).map(
    ({ jurisdiction, topic, text: rule, citations }): Line => ({
      kind: 'row',
      cells: [
        [text(placeName(jurisdiction))],
        ...(withTopics ? [[text(topicName(topic))]] : []),
        [text(rule)],
        cited(answer.citations, citations).flatMap(source),
      ],
    }),
  );
}

/** The sources that stand in no row of the table. */
function sourceLines({ citations, table }: Answer): Line[] {
  const inTable = new Set(table?.rows.flatMap((row) => row.citations));
  return citations.filter(({ n }) => !inTable.has(n)).map((citation): Line => ({ kind: 'source', line: source(citation, 0) }));
}

/** `[1] Personal Data Protection Act 2012, s 26D (repealed)`, the number a link to the official text. */
function source(citation: Citation, n: number): Inline[] {
  return [...(n > 0 ? [text('; ')] : []), number(citation), text(` ${nameOf(citation)}`), ...warning([citation])];
}

/** ` [1][2] (repealed)`: the numbers of what a statement rests on, and what one must know of it. */
function marks({ citations }: Pick<Answer, 'citations'>, numbers: readonly number[]): Inline[] {
  const rests = cited(citations, numbers);
  return rests.length === 0 ? [] : [text(' '), ...rests.map(number), ...warning(rests)];
}

function cited(citations: readonly Citation[], numbers: readonly number[]): Citation[] {
  return numbers.flatMap((n) => citations.find((citation) => citation.n === n) ?? []);
}

function number({ n, url }: Citation): Inline {
  return link(`[${n}]`, url);
}

function warning(citations: readonly Citation[]): Inline[] {
  const warnings = [...new Set(citations.flatMap(warningsOf))];
  return warnings.length === 0 ? [] : [text(` (${warnings.join(', ')})`, { italic: true })];
}
