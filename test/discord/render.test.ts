import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RenderOptions, renderAnswer, renderPage } from '../../adapters/discord/render/answer.ts';
import { chosen } from '../../adapters/discord/render/buttons.ts';
import { type Components, textsIn } from '../../adapters/discord/render/components.ts';
import { escaped, plain, unescaped } from '../../adapters/discord/render/escape.ts';
import { piecesOf } from '../../adapters/discord/render/pieces.ts';
import { quotedIn, readable } from '../../adapters/discord/render/quote.ts';
import { renderRecord } from '../../adapters/discord/render/record.ts';
import { sharedOf } from '../../adapters/discord/render/share.ts';
import { renderSources } from '../../adapters/discord/render/sources.ts';
import type { Answer } from '../../src/answer/answer.ts';
import { anyAnswer, anyText } from './any-answer.ts';
import { lines } from './server/form.ts';
import { messageErrors } from './server/message-form.ts';

/** Answers as the engine gave them on 25 November 2026, kept so that the rendering is tested and not the corpus. */
const typical = Object.entries(
  JSON.parse(readFileSync(new URL('./typical-answers.json', import.meta.url), 'utf8')) as Record<string, Answer>,
);

const V2 = 1 << 15;
const options = (answer: Answer, more: Partial<RenderOptions> = {}): RenderOptions => ({
  asked: readable(answer.question),
  locale: 'en-US',
  private: true,
  thread: false,
  comparable: () => true,
  table: answer.table ? { by: 'question', asOf: answer.asOf, home: null, in: [] } : null,
  state: (code) => `State of ${code}`,
  topic: (id) => id,
  ...more,
});

/** What Discord says against a message; nothing if it takes it. */
const refused = (components: Components): string[] =>
  lines(
    messageErrors(JSON.parse(JSON.stringify({ components, flags: V2, allowed_mentions: { parse: [] } })), {
      how: 'create',
      interaction: true,
      files: [],
    }),
  );

/** Text of all messages as a person reads it: markup of ours and links taken away. */
const readText = (messages: readonly Components[]): string =>
  unescaped(
    messages
      .flatMap((components) => textsIn(components))
      .join('\n')
      .replace(/\[\[(\d+)\]\]\([^)]*\)/g, '[$1]'),
  );

describe('a typical answer', () => {
  test.each(typical)('%s', (_, answer) => {
    const messages = renderAnswer(answer, options(answer));
    expect(messages.flatMap(refused)).toEqual([]);
    expect(messages).toMatchSnapshot();
  });

  test.each(typical)('%s fits in one message, or two where it is long', (_, answer) => {
    expect(renderAnswer(answer, options(answer)).length).toBeLessThanOrEqual(2);
  });

  test.each(typical)('%s says all that it has to say', (_, answer) => {
    const pages = answer.table ? 5 : 1;
    const text = readText(Array.from({ length: pages }, (_, page) => renderAnswer(answer, options(answer, { page }))).flat());
    for (const statement of answer.statements) expect(text).toContain(plain(statement.text));
    for (const row of answer.table?.rows ?? []) expect(text).toContain(plain(row.text));
    for (const notice of answer.notices) expect(text).toContain(plain(notice));
    for (const { n } of answer.citations) expect(text).toContain(`[${n}]`);
  });
});

describe('labels', () => {
  const cited = (status: string | null, checked: string): string => {
    const citation = {
      n: 1,
      id: 'a#s 1',
      title: 'A',
      jurisdiction: 'SG',
      ref: 's 1',
      heading: null,
      status,
      checked,
      url: 'https://a.example/',
    };
    const statements = [{ text: 'It is so.', citations: [1] }];
    const answer: Answer = { ...(typical[0]?.[1] as Answer), headline: 'H.', statements, citations: [citation] };
    return textsIn(renderAnswer(answer, options(answer))[0] ?? []).join('\n');
  };

  test.each([
    ['in-force', 'official', '- It is so. [[1]](https://a.example/)\n'],
    ['repealed', 'official', '- It is so. [[1]](https://a.example/) *(repealed)*'],
    ['not-yet-in-force', 'official', '*(not yet in force)*'],
    ['draft', 'mirror', '*(bill, not law)*'],
    [null, 'unverified', '*(unverified)*'],
  ])('of %s, %s', (status, checked, expected) => {
    expect(`${cited(status, checked)}\n`).toContain(expected);
  });
});

describe('any answer', () => {
  const runs = { numRuns: 60 };

  test('is within the limits of Discord, pings nobody, and quotes what was asked', () => {
    fc.assert(
      fc.property(anyAnswer, anyText, fc.boolean(), fc.boolean(), fc.nat(3), (answer, question, isPrivate, thread, page) => {
        const asked = readable(question);
        const messages = renderAnswer(answer, options(answer, { asked, private: isPrivate, thread, page, shortened: true }));
        expect(messages.length).toBeGreaterThan(0);
        for (const components of messages) {
          expect(refused(components)).toEqual([]);
          expect(refused(sharedOf(components, question, 'th'))).toEqual([]);
          expect(quotedIn(components)).toBe(asked);
        }
      }),
      runs,
    );
  });

  test('has no links but those of its citations and no markup but ours', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        for (const text of renderAnswer(answer, options(answer)).flatMap((components) => textsIn(components))) {
          const withoutLinks = text.replace(/\[\[\d{1,3}\]\]\(https?:\/\/[^\s()<>]+\)/g, '');
          const bare = withoutLinks.replace(/\\[^0-9A-Za-z\s]/g, '');
          expect(bare).not.toMatch(/[[\]<~`|]/);
          expect(bare).not.toMatch(/@(?!\u200b)/);
          expect(bare).not.toMatch(/^(?!> |-# |- |\*\*|✏️)[>#-]/m);
          expect(bare.match(/\*\*/g)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0);
        }
      }),
      runs,
    );
  });

  test('loses no word of its statements and rows, and cuts no citation', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const seen = readText(renderAnswer(answer, options(answer, { table: null })));
        const words = (text: string): string[] =>
          plain(text)
            .split(' ')
            .filter((word) => word !== '' && word.length < 400);
        const all = new Set(seen.split(/\s+/));
        for (const { text } of [...answer.statements, ...(answer.table?.rows ?? [])])
          if (plain(text) !== plain(answer.headline)) for (const word of words(text)) expect(all.has(word)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test('turns the pages of its table in place', () => {
    fc.assert(
      fc.property(anyAnswer, fc.nat(5), (answer, page) => {
        expect(refused(renderPage(answer, options(answer, { page })))).toEqual([]);
      }),
      runs,
    );
  });

  test('shows its sources in full', () => {
    fc.assert(
      fc.property(anyAnswer, ({ citations }) => {
        const messages = renderSources(citations, 'vi');
        expect(messages.flatMap(refused)).toEqual([]);
        for (const { n } of citations) expect(readText(messages)).toContain(`[${n}]`);
      }),
      runs,
    );
  });

  test('offers menus whose options lead back to its suggestions', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const last = renderAnswer(answer, options(answer)).at(-1) ?? [];
        for (const row of last)
          if ('components' in row)
            for (const part of row.components)
              if ('options' in part && part.type === 3)
                for (const { value } of part.options) {
                  const choice = chosen(value);
                  const question = 'question' in choice ? choice.question : plain(answer.suggestions[choice.suggestion] ?? '');
                  expect(answer.suggestions.map(plain)).toContain(question);
                }
      }),
      runs,
    );
  });
});

test('any record is within the limits of Discord', () => {
  const pairs = fc.array(fc.tuple(fc.constantFrom('status', 'law', 'checked', 'url'), anyText), { maxLength: 8 });
  fc.assert(
    fc.property(anyText, pairs, anyText, fc.array(anyText, { maxLength: 20 }), fc.boolean(), (title, facts, text, headings, isPrivate) => {
      const parts = headings.map((heading, n) => ({ ref: `s ${n}`, heading, id: `a#s ${n}` }));
      const messages = renderRecord(
        { id: 'a', kind: 'instrument', title, facts, text, parts, record: {} },
        {
          locale: 'en-US',
          private: isPrivate,
          url: 'https://a.example/',
          officialLabel: 'Official text',
          warnings: ['repealed'],
          notice: 'No advice.',
        },
      );
      expect(messages.flatMap(refused)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('a long text is split', () => {
  test.each([
    ['One. Two. Three.', 10, ['One. Two.', 'Three.']],
    ['One two three four.', 9, ['One two', 'three', 'four.']],
    ['abcdefghijkl', 6, ['abcde', 'fghij', 'kl']],
    ['a e\u0301e\u0301e\u0301', 5, ['a', 'e\u0301e\u0301', 'e\u0301']],
    ['', 5, []],
    ['**', 5, ['**']],
    ['***', 5, ['**', '*']],
  ])('%j at %i', (text, longest, pieces) => {
    expect(piecesOf(text, longest)).toEqual(pieces);
  });

  test('into pieces that fit once they are escaped, with nothing lost', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 1_200 }), (text, longest) => {
        const pieces = piecesOf(text, longest);
        for (const piece of pieces) expect(escaped(piece).length).toBeLessThanOrEqual(longest);
        const letters = (value: string): string => plain(value).replaceAll(' ', '');
        expect(letters(pieces.join(' '))).toBe(letters(text));
      }),
    );
  });
});
