/** Which sentence of a digest answers a question: the figure that was asked for, or the rule that decides. */
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { Question } from '../question/question.ts';
import { terms } from '../text/analyse.ts';
import { figureKinds, figuresOf } from '../text/figures.ts';
import { sentencesOf } from '../text/sentences.ts';

const FIRST_SENTENCE = 0.15;
const CELL = 0.4;
const RIGHT_FIGURE = 0.5;
/** Asked what a provision says, its first sentence says it. */
const FIRST_OF_ALL = 2;
const DEFINES = 0.35;

/** A sentence and how well it answers. */
export interface Scored {
  text: string;
  score: number;
}

/** The sentences of a text and its cells, best first; equal ones in the order of the text. */
export function bestSentences(index: CorpusIndex, question: Question, text: string, cells: readonly string[]): Scored[] {
  const scored: Scored[] = [
    ...cells.map((cell) => ({ text: cell, score: CELL + closeness(index, question, cell) })),
    ...sentencesOf(text).map((sentence, place) => ({
      text: sentence,
      score: firstness(question, place) + closeness(index, question, sentence) + (defines(question, sentence) ? DEFINES : 0),
    })),
  ];
  return scored.sort((left, right) => right.score - left.score);
}

function closeness(index: CorpusIndex, question: Question, sentence: string): number {
  let shared = 0;
  let total = 0;
  const own = new Set(terms(sentence));
  for (const [term, weight] of question.terms) {
    const information = weight * index.idf(term);
    total += information;
    if (own.has(term)) shared += information;
  }
  return (total > 0 ? shared / total : 0) + (answersFigure(question, sentence) ? RIGHT_FIGURE : 0);
}

function firstness(question: Question, place: number): number {
  if (place > 0) return 0;
  return (question.intents.has('text-of') || question.pinpoints.length > 0) && !asksFigure(question) ? FIRST_OF_ALL : FIRST_SENTENCE;
}

function defines({ intents }: Question, sentence: string): boolean {
  return intents.has('define') && /^.{0,60}?\b(is|are|means|mean|covers)\b/.test(sentence);
}

/** Whether a sentence holds a figure of the kind that the question asks for. */
export function answersFigure({ intents }: Question, sentence: string): boolean {
  const { time, money, prison } = figureKinds(sentence);
  if (intents.has('time-limit') && time) return true;
  if (intents.has('penalty') && (money || prison)) return true;
  return intents.has('amount') && figuresOf(sentence).length > 0;
}

/** Whether the question asks for a figure at all. */
export function asksFigure({ intents }: Question): boolean {
  return intents.has('time-limit') || intents.has('penalty') || intents.has('amount');
}
