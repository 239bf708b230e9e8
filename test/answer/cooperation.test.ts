import { describe, expect, test } from 'vitest';
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import { index, lexsea } from '../shipped.ts';

const nameOf = (state: string): string => index.profile(state)?.name ?? '';
const firstOf = (question: string) => index.items[index.numberOf(lexsea.ask(question).citations[0]?.id ?? '') ?? -1];
const PAIRS = MEMBER_STATES.flatMap((state) => MEMBER_STATES.filter((other) => other !== state).map((other) => [state, other] as const));

describe('between any two member states', () => {
  test('who prosecutes somebody in the other does so as far as its own law reaches', () => {
    for (const [state, other] of PAIRS) {
      const question = `can ${nameOf(state)} prosecute someone in ${nameOf(other)} who hacked a bank in ${nameOf(state)}`;
      expect(firstOf(question), question).toMatchObject({ jurisdiction: state });
      expect(firstOf(question)?.topics, question).toContain('extraterritorial-scope');
    }
  });

  test('who extradites does so under its own law', () => {
    for (const [state, other] of PAIRS) {
      const question = `can ${nameOf(state)} extradite a hacker to ${nameOf(other)}`;
      expect(firstOf(question), question).toMatchObject({ jurisdiction: state });
    }
  });
});

test('a treaty that is named decides, by its own articles', () => {
  expect(lexsea.ask('Can Vietnam request evidence from Singapore under the ASEAN MLAT?').citations[0]?.id).toMatch(/^asean-mlat-2004#art/);
});
