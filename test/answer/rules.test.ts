import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadQuestions } from '../../eval/questions.ts';
import { breaches } from '../../eval/rules.ts';
import type { Answer } from '../../src/answer/answer.ts';
import { isCurrent } from '../../src/answer/citation.ts';
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import { LONGEST_QUESTION } from '../../src/text/normalise.ts';
import { index, lexsea } from '../shipped.ts';
import { anyString, longStrings } from '../strings.ts';

const today = '2026-11-25';
const questions = loadQuestions();

/** What an answer breaks: the rules of eval/, and that nothing in it can steer a terminal. */
function faults(answer: Answer): string[] {
  const json = JSON.stringify(answer);
  const strings: string[] = [];
  JSON.parse(json, (_, value) => {
    if (typeof value === 'string') strings.push(value);
    return value;
  });
  const steering = strings.filter((text) => /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(text));
  return [...breaches(index, answer), ...steering.map((text) => `control character in ${JSON.stringify(text).slice(0, 80)}`)];
}

/** Words of the corpus, so that a sentence of them reaches every part of the engine. */
const WORDS = [
  ...new Set([
    ...index.profiles().flatMap(({ name }) => name.split(' ')),
    ...index.instruments().flatMap(({ title, short_title }) => [...title.split(' ').slice(0, 6), short_title ?? '']),
    ...index.institutions().flatMap(({ name, acronym }) => [...name.split(' ').slice(0, 4), acronym ?? '']),
    ...index.topics.flatMap(({ label }) => label.split(' ')),
    ...MEMBER_STATES,
    ...'compare which who when how many is not section 3 art 5 norm (f) s 4(a)(1) penalty deadline in 2023 across ASEAN party bill ASEANPOL and'.split(
      ' ',
    ),
  ]),
].filter((word) => word !== '');
const anySentence = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 14 }).map((words) => words.join(' '));

describe('the rules', () => {
  test('hold for the answer to every question of the evaluation', () => {
    const broken = questions.flatMap(({ id, question, context }) =>
      faults(lexsea.ask(question, { context, today })).map((fault) => `${id}: ${fault}`),
    );
    expect(questions.length).toBeGreaterThan(0);
    expect(broken).toEqual([]);
  });

  test('hold for them as of another day, and limited to a state', () => {
    const broken = questions
      .filter((_, n) => n % 5 === 0)
      .flatMap(({ id, question }) =>
        [lexsea.ask(question, { today, asOf: '2016-06-30' }), lexsea.ask(question, { today, in: ['LA'] })].flatMap((answer) =>
          faults(answer).map((fault) => `${id}: ${fault}`),
        ),
      );
    expect(broken).toEqual([]);
  });

  test('hold for every comparison', () => {
    for (const { id } of index.topics) expect(faults(lexsea.compare(id, [], today)), id).toEqual([]);
  });

  test('hold for sentences made of words of the corpus', () => {
    fc.assert(
      fc.property(anySentence, (text) => {
        expect(faults(lexsea.ask(text, { today }))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('hold for any string, alone and after another', () => {
    fc.assert(
      fc.property(anyString, anySentence, (text, earlier) => {
        expect(faults(lexsea.ask(text, { today }))).toEqual([]);
        expect(faults(lexsea.ask(text, { today, context: [earlier, text] }))).toEqual([]);
        expect(faults(lexsea.ask(earlier, { today, context: [text] }))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('rule 2: a cell of a comparison is text of what it cites, after a label at most', () => {
    const unlabelled = (text: string): string => text.replace(/\[[^\]]+\] /g, '');
    const cellOf = (id: string, topic: string): string | undefined =>
      id.startsWith('profile:')
        ? index.profile(id.slice('profile:'.length, 'profile:XX'.length))?.gaps[topic]?.text
        : index.provision(id)?.cells?.[topic];
    for (const { id } of index.topics.filter(({ comparison }) => comparison)) {
      const { table, citations } = lexsea.compare(id, [], today);
      for (const { text, citations: numbers } of table?.rows ?? []) {
        const cells = numbers.map((n) => cellOf(citations[n - 1]?.id ?? '', id)?.replace(/\.$/, ''));
        expect(unlabelled(text), id).toBe(unlabelled(cells.join('; ')));
      }
    }
  });

  test('rule 3: what is not the law stands after what is, unless it was asked for by name', () => {
    for (const state of MEMBER_STATES) {
      const { citations, headline } = lexsea.ask('penalty for hacking', { today, in: [state] });
      const status = citations[0]?.status ?? null;
      if (!isCurrent(status)) expect(headline).toMatch(/^\[/);
    }
  });

  test('rule 7: the same question gets the same answer, byte for byte', async () => {
    const { LexSea } = await import('../../src/ask.ts');
    const other = await LexSea.open();
    try {
      for (const { question } of questions.filter((_, n) => n % 10 === 0).reverse()) {
        const answer = JSON.stringify(lexsea.ask(question, { today }));
        expect(JSON.stringify(lexsea.ask(question, { today })) === answer).toBe(true);
        expect(JSON.stringify(other.ask(question, { today })) === answer).toBe(true);
      }
      fc.assert(
        fc.property(fc.oneof(anySentence, anyString), (text) => {
          expect(JSON.stringify(other.ask(text, { today }))).toBe(JSON.stringify(lexsea.ask(text, { today })));
        }),
      );
    } finally {
      other.close();
    }
  });
});

describe('a question of any length and content', () => {
  test.each(longStrings)('of 100,000 units of %s is answered', (_, text) => {
    const answer = lexsea.ask(text, { today });
    expect(faults(answer)).toEqual([]);
    expect(answer.question.length).toBeLessThanOrEqual(LONGEST_QUESTION);
  });

  test('of control characters only is empty', () => {
    const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('');
    expect(lexsea.ask(controls, { today })).toMatchObject({ kind: 'no-answer', reason: 'empty' });
  });

  test('control characters change no answer', () => {
    const plain = lexsea.ask('penalty for hacking in Malaysia', { today });
    expect(lexsea.ask('\u001b penalty\u0000for\thacking\r\nin\u202e Malaysia\u0007', { today })).toEqual(plain);
  });

  test.each([
    '\u001b[31mred',
    'penalty\u202e for',
    '\ud800',
    '__proto__',
    'constructor',
    '{"a": 1}',
    "'; DROP TABLE provision; --",
    '%s %d {place} $&',
  ])('%j is answered', (text) => {
    expect(faults(lexsea.ask(text, { today }))).toEqual([]);
  });
});
