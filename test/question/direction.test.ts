import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { understand } from '../../src/question/understand.ts';
import { index } from '../shipped.ts';
import { anyString } from '../strings.ts';

describe('the state that is asked for help', () => {
  test.each([
    // who is handed over to B is handed over by A
    ['Can Malaysia extradite a hacker to Singapore?', 'MY'],
    ['would the Thais surrender one of their own to Phnom Penh', 'TH'],
    // what comes from A is asked of A
    ['Can the Philippines extradite a scam boss from Phnom Penh?', 'KH'],
    ['Manila needs server logs from Bangkok as evidence', 'TH'],
    ['bisakah Indonesia minta bukti dari Singapura', 'SG'],
    // the subject gives, wherever the deed was done
    ['does Brunei extradite its own citizens for fraud committed in Malaysia', 'BN'],
    // the subject gets, and the suspect sits elsewhere
    ['Can Singapore get a scam suspect sitting in Johor handed over?', 'MY'],
    // nothing tells
    ['is there an extradition treaty between Thailand and Laos', null],
    ['extradition in Thailand', null],
  ])('in %j is %s', (question, state) => {
    expect(understand(index, question).acting.asked).toBe(state);
  });
});

describe('the state whose law must reach', () => {
  test.each([
    ['can Singapore prosecute somebody in Manila who attacks a bank in Singapore?', 'SG'],
    ['A hacker in Singapore breaks into a server in Makati. Do Philippine courts have jurisdiction?', 'PH'],
    ['A foreigner in Bangkok hacks a Khmer phone. Can Cambodian criminal law reach him?', 'KH'],
  ])('in %j is %s', (question, state) => {
    expect(understand(index, question).acting.reaching).toBe(state);
  });
});

describe('a question for how far the law of a state reaches', () => {
  test.each([
    ['can Singapore prosecute someone in Brunei who hacked a bank in Singapore', true],
    ['bisakah Indonesia mengadili hacker di Filipina', true],
    ['can Thailand charge a scammer in Russia', true],
    // help is asked for
    ['can Singapore get evidence from Brunei to prosecute a hacker', false],
    // one state alone
    ['can a hacker be prosecuted in Singapore', false],
  ])('%j: %s', (question, reach) => {
    expect(understand(index, question).intents.has('reach')).toBe(reach);
  });
});

test('whatever is asked, a state that acts is one of the two that are named', () => {
  fc.assert(
    fc.property(anyString, (text) => {
      const { acting, places } = understand(index, `Thailand ${text} Laos`);
      for (const state of [acting.asked, acting.reaching]) if (state !== null) expect(places).toContain(state);
    }),
  );
});
