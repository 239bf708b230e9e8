/** Answers for tests of what surfaces show: real ones come from the engine, this one from nowhere, to be varied. */
import fc from 'fast-check';
import type { Answer, Citation } from '../../src/answer/answer.ts';
import { anyString } from '../strings.ts';

export const CITATION: Citation = {
  n: 1,
  id: 'sg-computer-misuse-act-1993#s 3',
  title: 'Computer Misuse Act 1993',
  jurisdiction: 'SG',
  ref: 's 3',
  heading: 'Unauthorised access to computer material',
  status: 'in-force',
  checked: 'official',
  url: 'https://sso.agc.gov.sg/Act/CMA1993',
};

export const ANSWER: Answer = {
  question: 'Is hacking a crime in Singapore?',
  kind: 'answer',
  reason: null,
  language: 'en',
  jurisdictions: ['SG'],
  topics: ['illegal-access'],
  asOf: '2026-11-25',
  confidence: 0.9,
  headline: 'Yes.',
  statements: [{ text: 'Access without authority is an offence.', citations: [1] }],
  table: null,
  citations: [CITATION],
  corrections: [],
  suggestions: [],
  notices: ['General information, not legal advice.'],
};

const numbers = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 });

/** Any answer whose numbers lead to one of three citations. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  ...(Object.fromEntries(Object.entries(ANSWER).map(([name, value]) => [name, fc.constant(value)])) as {
    [K in keyof Answer]: fc.Arbitrary<Answer[K]>;
  }),
  question: anyString,
  headline: anyString,
  statements: fc.array(fc.record({ text: anyString, citations: numbers }), { maxLength: 5 }),
  corrections: fc.array(fc.record({ said: anyString, text: anyString, citations: numbers }), { maxLength: 2 }),
  table: fc.option(
    fc.record({
      topic: fc.constant('illegal-access'),
      rows: fc.array(
        fc.record({
          jurisdiction: fc.constantFrom('SG', 'TH'),
          topic: fc.constantFrom('illegal-access', 'fraud'),
          text: anyString,
          citations: numbers,
        }),
        { maxLength: 4 },
      ),
    }),
  ),
  citations: fc.constant([1, 2, 3].map((n) => ({ ...CITATION, n }))),
  suggestions: fc.array(anyString, { maxLength: 3 }),
  notices: fc.array(anyString, { maxLength: 2 }),
});
