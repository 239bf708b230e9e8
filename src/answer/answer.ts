/** The answer: the one value that every surface shows (README, "The answer"). Fields may be added, none renamed. */

export type AnswerKind = 'answer' | 'comparison' | 'correction' | 'clarification' | 'no-answer';

export interface Statement {
  text: string;
  /** Numbers of the citations that the statement rests on; never empty. */
  citations: number[];
}

export interface Citation {
  n: number;
  /** `instrument#ref`, an institution or case id, `misconception:ID`, `profile:CC#topic`. */
  id: string;
  title: string;
  jurisdiction: string;
  ref: string | null;
  heading: string | null;
  /** Status of the instrument on the day asked for; null for what has none. */
  status: string | null;
  checked: string;
  url: string | null;
}

export interface TableRow {
  jurisdiction: string;
  topic: string;
  text: string;
  citations: number[];
}

export interface Correction {
  said: string;
  text: string;
  citations: number[];
}

export interface Answer {
  question: string;
  kind: AnswerKind;
  /** For no-answer: out-of-scope, not-covered or empty; for clarification: ambiguous. */
  reason: 'out-of-scope' | 'not-covered' | 'empty' | 'ambiguous' | null;
  language: string;
  jurisdictions: string[];
  topics: string[];
  /** The law as of this day, YYYY-MM-DD. */
  asOf: string;
  /** How sure the answer is, 0..1; calibrated on eval/. */
  confidence: number;
  headline: string;
  statements: Statement[];
  table: { topic: string; rows: TableRow[] } | null;
  citations: Citation[];
  corrections: Correction[];
  suggestions: string[];
  notices: string[];
}
