/** Answers of any shape and of any text, far worse than the engine would give. */
import fc from 'fast-check';
import type { Answer, Citation } from '../../src/answer/answer.ts';
import { anyString } from '../strings.ts';

/** What would ping, link, format or break a message if it were read as markup. */
const HOSTILE = [
  '<!channel>',
  '<!here|here>',
  '<@U123ABC>',
  '<#C123|general>',
  '<!subteam^S1>',
  '<https://evil.example|click>',
  '*bold* _it_ ~no~ `code` ```',
  ':smile:',
  '&lt;!channel&gt;',
  '"\\\n',
  '\u202egnp.exe',
  '👨‍👩‍👧‍👦',
  'ข้อมูลส่วนบุคคล ',
  'Điều 8 khoản 2. ',
  'A sentence that ends. ',
];
export const anyText = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), anyString, fc.lorem({ maxCount: 12 })), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom(...HOSTILE, 'a', '&', '<', 'word '), fc.integer({ min: 1, max: 5_000 }))
    .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)),
);
const anyUrl = fc.oneof(
  fc.constant(null),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://user:pass@evil.example/',
    'not an address',
    `https://a.example/${'x'.repeat(2_900)}`,
    'slack://open',
  ),
);

export const anyAnswer: fc.Arbitrary<Answer> = fc
  .record({
    citations: fc.array(
      fc.record({
        id: anyText.map((text) => text.slice(0, 200)),
        title: anyText,
        jurisdiction: fc.constantFrom('SG', 'TH', 'ASEAN'),
        ref: fc.option(anyText),
        heading: fc.option(anyText),
        status: fc.constantFrom(null, 'in-force', 'repealed', 'draft'),
        checked: fc.constantFrom('official', 'unverified'),
        url: anyUrl,
      }),
      { minLength: 1, maxLength: 16 },
    ),
    headline: anyText,
    question: anyText.map((text) => text.slice(0, 2000)),
    texts: fc.array(anyText, { maxLength: 8 }),
    rows: fc.array(anyText, { maxLength: 14 }),
    said: fc.array(anyText, { maxLength: 2 }),
    suggestions: fc.array(anyText, { maxLength: 6 }),
    notices: fc.array(anyText, { maxLength: 14 }),
    kind: fc.constantFrom<Answer['kind']>('answer', 'comparison', 'correction', 'clarification', 'no-answer'),
  })
  .map(({ citations, headline, question, texts, rows, said, suggestions, notices, kind }) => {
    const numbered: Citation[] = citations.map((citation, n) => ({ n: n + 1, ...citation }));
    const some = (n: number) => numbered.filter((_, at) => at % (n + 1) === 0).map((each) => each.n);
    return {
      question,
      kind,
      reason: null,
      language: 'en',
      jurisdictions: ['TH'],
      topics: ['breach-notification'],
      asOf: '2026-11-25',
      confidence: 0.5,
      headline,
      statements: texts.map((text, n) => ({ text, citations: some(n) })),
      table:
        rows.length === 0
          ? null
          : { topic: 't', rows: rows.map((text, n) => ({ jurisdiction: 'TH', topic: n % 3 === 0 ? 'u' : 't', text, citations: some(n) })) },
      citations: numbered,
      corrections: said.map((each, n) => ({ said: each, text: headline.slice(n), citations: some(n) })),
      suggestions,
      notices,
    };
  });
