/** What every kind of answer is made from. */
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { Question } from '../question/question.ts';
import type { Ranked } from '../search/rank.ts';
import type { Evidence } from '../search/retrieve.ts';
import type { Answer, AnswerKind } from './answer.ts';
import type { Draft } from './draft.ts';

export interface Context {
  index: CorpusIndex;
  question: Question;
  evidence: Evidence;
  ranked: Ranked[];
  /** The day for which the law is asked, YYYY-MM-DD. */
  asOf: string;
  /** How likely the corpus answers this at all, 0..1. */
  answerable: number;
  draft: Draft;
  /** A fixed phrase in the language of the question, with its places filled in. */
  say(id: string, values?: Record<string, string>): string;
  /** Name of a jurisdiction, as `Thailand`. */
  nameOf(jurisdiction: string): string;
}

/** What a kind of answer makes of a question; its statements, rows and corrections are in the draft. */
export interface Composed {
  kind: AnswerKind;
  reason?: Answer['reason'];
  headline: string;
  topic?: string;
  suggestions?: string[];
  notices?: string[];
  /** How sure this way of answering is, where it does not rest on the ranking: the share that was right in the tuning half. */
  certainty?: number;
}

/** A kind of answer: says nothing if the question is not for it. */
export type Composer = (context: Context) => Composed | null;
