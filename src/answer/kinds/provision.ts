/** An answer from one provision: its headline, its digest, and what stands beside it. */

import { sentencesOf } from '../../text/sentences.ts';
import { isCurrent, statusOn } from '../citation.ts';
import type { Composed, Context } from '../context.ts';
import { answersFigure, asksFigure, bestSentences } from '../headline.ts';

/** Most statements that related items may add, and most topics whose cells may be a headline. */
const RELATED_SENTENCES = 2;
const HEADLINE_TOPICS = 3;

/** Answers from a provision, followed by the best of related items. */
export function provisionAnswer(context: Context, id: string, related: readonly string[]): Composed {
  const { index, question, draft, asOf, evidence } = context;
  const provision = index.provision(id);
  if (!provision) throw new Error(`${id}: no such provision`);
  const wordForWord = question.intents.has('text-of') || question.pinpoints.length > 0;
  const topics = evidence.topics.slice(0, HEADLINE_TOPICS).map((topic) => topic.id);
  const cells =
    wordForWord && !asksFigure(question)
      ? []
      : Object.entries(provision.cells ?? {})
          .filter(([topic]) => topics.includes(topic))
          .map(([, cell]) => cell);
  const headline = bestSentences(index, question, provision.text, cells)[0]?.text ?? provision.heading;
  if (cells.includes(headline)) draft.state(headline, [id]);
  for (const sentence of sentencesOf(provision.text)) draft.state(sentence, [id]);
  for (const other of related) addRelated(context, other);
  return { kind: 'answer', headline: labelled(context, statusOn(index, id, asOf), headline) };
}

/** The sentences of another item that answer best, after the answer. */
export function addRelated(context: Context, id: string, most = RELATED_SENTENCES): void {
  const { index, question, draft } = context;
  const n = index.numberOf(id);
  const item = n === undefined ? undefined : index.items[n];
  if (!item) return;
  if (item.kind === 'overview') {
    for (const { text, cites } of (index.overview(id)?.statements ?? []).slice(0, most)) draft.state(text, cites);
    return;
  }
  const { text, cells } = contentOf(context, id);
  const best = bestSentences(index, question, text, cells).slice(0, most);
  for (const sentence of best) draft.state(sentence.text, [id]);
}

/** Digest and cells of any item. */
export function contentOf({ index, evidence }: Context, id: string): { text: string; cells: string[] } {
  const item = index.items[index.numberOf(id) ?? -1];
  const topics = evidence.topics.slice(0, HEADLINE_TOPICS).map((topic) => topic.id);
  switch (item?.kind) {
    case 'provision': {
      const provision = index.provision(item.id);
      const cells = Object.entries(provision?.cells ?? {}).filter(([topic]) => topics.includes(topic));
      return { text: provision?.text ?? '', cells: cells.map(([, cell]) => cell) };
    }
    case 'institution':
      return { text: index.institution(item.id)?.mandate ?? '', cells: [] };
    case 'case': {
      const record = index.case(item.id);
      return { text: `${record?.facts ?? ''} ${record?.legal_response ?? ''}`, cells: [] };
    }
    case 'gap':
      return { text: index.profile(item.jurisdiction)?.gaps[item.topics[0] as string]?.text ?? '', cells: [] };
    case 'misconception':
      return { text: index.misconception(item.id.replace('misconception:', ''))?.correction ?? '', cells: [] };
    default:
      return { text: '', cells: [] };
  }
}

/** A headline that says by itself if its text is not the law today. */
export function labelled({ say }: Context, status: string | null, headline: string): string {
  return isCurrent(status) ? headline : `[${say(`label-${status}`)}] ${headline}`;
}

/** Whether an item holds a figure of the kind asked for. */
export function holdsFigure(context: Context, id: string): boolean {
  const { text, cells } = contentOf(context, id);
  return [...sentencesOf(text), ...cells].some((sentence) => answersFigure(context.question, sentence));
}
