/** The sources of an answer, ready to be listed. */
import type { Answer } from '../../src/answer/answer.ts';
import { linkOf, nameOf, standingOf, warningsOf } from './labels.ts';

export interface Source {
  n: number;
  /** `Personal Data Protection Act 2012, s 26D`. */
  name: string;
  heading: string | null;
  jurisdiction: string;
  /** Null where there is none that a link may lead to. */
  url: string | null;
  /** What makes it less than the law in force; empty for the law in force. */
  warnings: string[];
  /** `in force; checked: mirror`. */
  standing: string;
}

/** In the order of their numbers. */
export function sourcesOf({ citations }: Answer): Source[] {
  return citations.map((citation) => ({
    n: citation.n,
    name: nameOf(citation),
    heading: citation.heading,
    jurisdiction: citation.jurisdiction,
    url: linkOf(citation),
    warnings: warningsOf(citation),
    standing: standingOf(citation),
  }));
}

/** What to ask next, at most `most`, none twice and none that was just asked. */
export function followUpsOf({ suggestions, question }: Answer, most: number): string[] {
  const asked = question.trim().toLowerCase();
  return [...new Set(suggestions)].filter((suggestion) => suggestion.toLowerCase() !== asked).slice(0, most);
}
