/** Answers of any shape and of any text, far worse than the engine would give. */
import fc from 'fast-check';
import type { Answer } from '../../src/answer/answer.ts';
import { anyString } from '../strings.ts';

/** What would ping, link, format or hide if Discord read it as markup. */
const HOSTILE = [
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '</ask:123456789012345678>',
  '<:smile:123456789012345678>',
  '<t:1700000000:R>',
  '<id:customize>',
  '[official text](https://evil.example)',
  '[[1]](https://evil.example)',
  '<https://evil.example>',
  'https://evil.example/',
  'discord.gg/abc',
  '**bold** __under__ *it* _it_ ~~no~~ ||spoiler|| `code` ```block```',
  '# heading',
  '-# small',
  '> quote',
  '>>> quote',
  '- item',
  '1. item',
  '\n> forged quote\n',
  '\\',
  '\u202e',
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
    .tuple(fc.constantFrom(...HOSTILE, 'a', '*', 'word '), fc.integer({ min: 1, max: 9_000 }))
    .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)),
);

export const anyUrl = fc.oneof(
  fc.constant(null),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'javascript:alert(1)',
    'discord://-/channels/1',
    'https://user:pass@evil.example/',
    'not an address',
    'https://a.example/(b) [c] <d> "e"',
    `https://a.example/${'x'.repeat(2_900)}`,
  ),
);

/** Most citations that one answer of the engine has had is 17. */
const citation = fc.record({
  id: fc.string({ minLength: 1, maxLength: 80 }),
  title: anyText,
  jurisdiction: fc.constantFrom('SG', 'TH', 'ASEAN', 'UN'),
  ref: fc.option(anyText),
  heading: fc.option(anyText),
  status: fc.constantFrom(null, 'in-force', 'repealed', 'draft', 'not-yet-in-force'),
  checked: fc.constantFrom('official', 'mirror', 'unverified'),
  url: anyUrl,
});

export const anyAnswer: fc.Arbitrary<Answer> = fc
  .record({
    citations: fc.array(citation, { minLength: 1, maxLength: 45 }),
    headline: anyText,
    texts: fc.array(anyText, { maxLength: 8 }),
    rows: fc.array(anyText, { maxLength: 14 }),
    topics: fc.boolean(),
    said: fc.array(anyText, { maxLength: 3 }),
    suggestions: fc.array(anyText, { maxLength: 6 }),
    notices: fc.array(anyText, { maxLength: 6 }),
    kind: fc.constantFrom<Answer['kind']>('answer', 'comparison', 'correction', 'clarification', 'no-answer'),
  })
  .map(({ citations, headline, texts, rows, topics, said, suggestions, notices, kind }) => {
    const numbered = citations.map((each, n) => ({ n: n + 1, ...each }));
    const some = (n: number): number[] => numbered.filter((_, at) => at % (n + 1) === 0).map((each) => each.n);
    return {
      question: 'q',
      kind,
      reason: null,
      language: 'en',
      jurisdictions: ['TH', 'SG'],
      topics: ['breach-notification'],
      asOf: '2026-11-25',
      confidence: 0.5,
      headline,
      statements: texts.map((text, n) => ({ text, citations: some(n) })),
      table:
        rows.length === 0
          ? null
          : {
              topic: 't',
              rows: rows.map((text, n) => ({
                jurisdiction: n % 2 ? 'TH' : 'ASEAN',
                topic: topics && n % 3 === 0 ? 'u' : 't',
                text,
                citations: some(n),
              })),
            },
      citations: numbered,
      corrections: said.map((each, n) => ({ said: each, text: headline.slice(n), citations: some(n) })),
      suggestions,
      notices,
    };
  });
