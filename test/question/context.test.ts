import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ConversationContext, contextOf } from '../../src/question/context.ts';
import { conversationContext } from '../../src/question/context-schema.ts';
import { understand } from '../../src/question/understand.ts';
import { index, lexsea } from '../shipped.ts';
import { anyString } from '../strings.ts';

const today = '2026-11-25';

describe('what is kept of a conversation', () => {
  test('is what was recognised, and no word that the corpus does not know', () => {
    const context = contextOf(
      index,
      understand(index, 'my friend Xylophandra Quizzlewick was hacked in Singapore, s 3 of the Computer Misuse Act?'),
    );
    expect(context.places).toEqual(['SG']);
    expect(context.pinpoints[0]).toMatchObject({ unit: 's', number: '3' });
    expect(JSON.stringify(context).toLowerCase()).not.toMatch(/xyloph|quizzle/);
  });

  test('survives JSON, is small and has its shape, for any question', () => {
    fc.assert(
      fc.property(anyString, anyString, (first, second) => {
        const before = lexsea.converse(first, null, { today }).context;
        const { context } = lexsea.converse(second, before, { today });
        if (context === null) return;
        expect(conversationContext.parse(JSON.parse(JSON.stringify(context)))).toEqual(context);
        expect(JSON.stringify(context).length).toBeLessThan(8_000);
      }),
    );
  });

  test.each([
    [['what is the penalty for hacking in Singapore', 'and in Thailand?']],
    [['breach notification in Malaysia', 'who do I notify', 'and the fine?']],
  ])('%j turn by turn is answered as at once', (questions) => {
    let context: ConversationContext | null = null;
    let answer = null;
    for (const question of questions) ({ answer, context } = lexsea.converse(question, context, { today }));
    expect(answer).toEqual(lexsea.ask(questions.at(-1) ?? '', { context: questions.slice(0, -1), today }));
  });

  test('a question that gets no answer leaves the conversation where it was', () => {
    const { context } = lexsea.converse('breach notification deadline in Thailand?', null, { today });
    expect(lexsea.converse('what is the weather in Paris', context, { today }).context).toEqual(context);
  });
});

describe('the place where a question is asked from', () => {
  test.each([
    ['how fast must a data breach be notified', 'TH', 'TH'],
    ['how fast must a data breach be notified in Malaysia', 'TH', 'MY'],
    ['who enforces the cybersecurity act', 'SG', 'SG'],
    ['compare breach notification', 'TH', 'SG'],
  ])('%j, asked from %s, is answered first for %s or with a table that has it', (question, home, expected) => {
    const answer = lexsea.ask(question, { home, today });
    const shown = answer.table ? answer.table.rows.map(({ jurisdiction }) => jurisdiction) : [answer.citations[0]?.jurisdiction];
    expect(shown).toContain(expected);
  });
});
