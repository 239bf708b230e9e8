import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inContext } from '../../src/question/follow-up.ts';
import type { Question } from '../../src/question/question.ts';
import { understand } from '../../src/question/understand.ts';
import { index } from '../shipped.ts';
import { anyString } from '../strings.ts';

/** The last of several questions as it is meant after the others. */
const asked = (...texts: string[]): Question =>
  texts.map((text) => understand(index, text)).reduce((earlier, next) => inContext(next, earlier));

const FIRST = 'what is the penalty for hacking in Singapore';

describe('a follow-up', () => {
  test.each([
    // the place changes, the matter stays
    [FIRST, 'and in Thailand?', 'TH', 'penalty'],
    [FIRST, 'what about Laos', 'LA', 'penalty'],
    [FIRST, 'Viet Nam?', 'VN', 'penalty'],
    [FIRST, 'and in Manila', 'PH', 'penalty'],
    ['breach notification deadline in Thailand?', 'and in Viet Nam?', 'VN', 'time-limit'],
    // the place stays, the matter changes
    [FIRST, 'what is the deadline?', 'SG', 'time-limit'],
    [FIRST, 'who enforces it?', 'SG', 'who'],
    ['breach notification in Malaysia', 'what is the penalty?', 'MY', 'penalty'],
    // the new place stands beside the old one
    [FIRST, 'compare with Malaysia', 'SG MY', 'compare'],
    [FIRST, 'compare it with Thailand and Laos', 'SG TH LA', 'compare'],
    // the region, where a comparison names no place
    [FIRST, 'compare all of them', 'ASEAN', 'compare'],
  ])('after %j, %j is about %s and asks for %s', (first, second, places, intent) => {
    const question = asked(first, second);
    expect(question.places.join(' ')).toBe(places);
    expect(question.intents).toContain(intent);
    expect(question.intents).not.toContain('follow-up');
  });

  test('keeps the words of the matter, and what it says itself weighs more', () => {
    const { terms } = asked(FIRST, 'and in Thailand?');
    expect([...terms.keys()]).toEqual(expect.arrayContaining(['hack']));
    const own = asked('breach notification deadline in Thailand', 'and ransomware?').terms;
    expect(own.get('ransomwar')).toBe(1);
    expect(own.get('breach')).toBeGreaterThan(0);
    expect(own.get('breach')).toBeLessThan(1);
  });

  test('keeps the topics where it names none', () => {
    expect(asked(FIRST, 'and in Thailand?').namedTopics).toContain('illegal-access');
    expect(asked('extradition in Laos', 'and data localisation?').namedTopics).toEqual(['data-localisation']);
  });

  test.each([
    [
      'keeps the law that was named',
      ['section 3 of the Computer Misuse Act of Singapore', 'what is the penalty?'],
      'sg-computer-misuse-act-1993',
    ],
    ['leaves the law behind with its place', ['section 3 of the Computer Misuse Act of Singapore', 'and in Thailand?'], ''],
    ['names another law', ['RA 10175', 'and RA 10173?'], 'ph-data-privacy-act-2012'],
  ])('%s', (_, texts, expected) => {
    expect(asked(...texts).instruments.join(' ')).toBe(expected);
  });

  test('goes back over more than one question', () => {
    const question = asked(FIRST, 'and in Thailand?', 'and in Laos?');
    expect(question.places).toEqual(['LA']);
    expect(question.intents).toContain('penalty');
    expect([...question.terms.keys()]).toContain('hack');
  });

  test('a name of several states is settled by the place asked about before', () => {
    expect(asked('hacking in Thailand', 'what does the PDPA say about consent').ambiguous).toBeNull();
  });
});

describe('a question with a place and a matter of its own', () => {
  test.each([
    'how long must personal data breaches be notified to the commission in Indonesia',
    'what does the National Privacy Commission say about data breaches in Manila',
    'compare breach notification rules for banks in Singapore and Malaysia please',
  ])('%j stands alone', (text) => {
    expect(asked(FIRST, text)).toEqual(understand(index, text));
  });
});

test('any string after any other is understood, and its text is its own', () => {
  fc.assert(
    fc.property(anyString, anyString, (first, second) => {
      const question = asked(first, second);
      const alone = understand(index, second);
      expect(question.text).toBe(alone.text);
      if (alone.pinpoints.length > 0) expect(question.pinpoints).toEqual(alone.pinpoints);
      else expect(question.pinpoints.length).toBeLessThanOrEqual(1);
      for (const [term, weight] of alone.terms) expect(question.terms.get(term)).toBe(weight);
    }),
  );
});

test.each([
  ["what does s 26D of Singapore's PDPA say", 'and 26C?', '26c', []],
  ['section 4(c)(4) of RA 10175', 'what about 4(a)(1)?', '4', ['a', '1']],
  ['Pasal 46 UU PDP', 'kalau 57?', '57', []],
])('after "%s", "%s" points at the same law', (first, second, number, subs) => {
  const question = asked(first, second);
  expect(question.pinpoints.map((pinpoint) => [pinpoint.number, pinpoint.subs])).toEqual([[number, subs]]);
  expect(question.instruments).toEqual(asked(first).instruments);
});
