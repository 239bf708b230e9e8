import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import { codesIn, placesOf, suggestedPlace } from '../../src/question/places.ts';
import type { Mention } from '../../src/question/question.ts';
import { anyString, longStrings } from '../strings.ts';

describe('the states that a question names by their code', () => {
  test.each([
    // in capitals, where the code is no word
    ['SG', 'SG'],
    ['breach notification SG', 'SG'],
    ['PH law on libel', 'PH'],
    ['in SG and PH', 'SG PH'],
    ['SG vs VN', 'SG VN'],
    ['rules (VN)', 'VN'],
    // in capitals, where it may be a word: after a preposition or beside another code
    ['in ID', 'ID'],
    ['for MY and SG', 'MY SG'],
    ['laws of LA', 'LA'],
    ['di ID', 'ID'],
    ['compare SG, MY, TH', 'SG MY TH'],
    ['compare TH/KH please', 'TH KH'],
    ['my ID', ''],
    ['national ID card', ''],
    ['is MY law strict', ''],
    ['the TL;DR', ''],
    ['TH', ''],
    ['ID and MY', 'ID MY'],
    ['LA and KH', 'LA KH'],
    ['is MY or ID law stricter', 'MY ID'],
    // in small letters: only after a preposition, and only where it is no word
    ['fines in sg', 'SG'],
    ['for vn', 'VN'],
    ['sa ph', 'PH'],
    ['sg', ''],
    ['ph', ''],
    ['in my house', ''],
    ['la la land', ''],
    ['of la', ''],
    // in small letters: beside another code
    ['sg vs ph', 'SG PH'],
    ['sg and vn', 'SG VN'],
    ['sg or my', ''],
    ['vn versus ID', 'VN ID'],
    ['in mm', ''],
    // a question that shouts
    ['PENALTY IN SG', 'SG'],
    ['IS IT MY ID?', ''],
    // no member state
    ['in US and UK', ''],
    ['SGP', ''],
    ['SG2', ''],
    ['', ''],
  ])('%j -> %s', (text, expected) => {
    expect(codesIn(text).join(' ')).toBe(expected);
  });
});

/** Ids begin with their jurisdiction, as in the corpus. */
const jurisdictionOf = (id: string): string => (id.split('-')[0] as string).toUpperCase();

describe('the places of a question', () => {
  const mention = (kind: Mention['kind'], from: number, to: number, ...targets: string[]): Mention =>
    ({ kind, from, to, targets, written: '' }) as Mention;

  test.each<[string, Mention[], string, string]>([
    ['a place that is named', [mention('place', 0, 1, 'TH')], 'Thailand', 'TH'],
    ['two, in the order of the question', [mention('place', 0, 1, 'VN'), mention('place', 2, 3, 'BN')], 'Vietnam and Brunei', 'VN BN'],
    ['one that is named twice, once', [mention('place', 0, 1, 'TH'), mention('place', 2, 3, 'TH')], 'Thai Thailand', 'TH'],
    ['names first, then codes', [mention('place', 3, 4, 'TH')], 'SG or Thailand', 'TH SG'],
    ['a name and its code, once', [mention('place', 0, 1, 'SG')], 'Singapore (SG)', 'SG'],
    ['a region', [mention('place', 0, 1, 'ASEAN')], 'ASEAN', 'ASEAN'],
    ['no place inside the name of a law', [mention('instrument', 0, 2, 'un-x'), mention('place', 0, 1, 'VN')], 'Hanoi Convention', ''],
    [
      'no place inside the name of a body',
      [mention('institution', 0, 3, 'asean-x'), mention('place', 1, 2, 'SG')],
      'ASEAN-Singapore Centre',
      '',
    ],
    ['the place of the body in its name', [mention('institution', 0, 3, 'sg-x'), mention('place', 2, 3, 'SG')], 'Bank of Singapore', 'SG'],
    ['no place inside a wrong name', [mention('misnomer', 0, 2, 'x'), mention('place', 0, 1, 'ASEAN')], 'ASEAN police', ''],
    ['a place beside the name of a law', [mention('instrument', 0, 2, 'x'), mention('place', 3, 4, 'SG')], 'Misuse Act, Singapore', 'SG'],
    ['a place that is the whole name', [mention('instrument', 0, 1, 'x'), mention('place', 0, 1, 'SG')], 'Singapore', 'SG'],
    ['a place inside a term', [mention('term', 0, 3, 'x'), mention('place', 0, 1, 'SG')], 'Singapore data law', 'SG'],
    ['no place outside ASEAN', [mention('outside', 0, 1, 'US')], 'America', ''],
    ['nothing', [], '', ''],
  ])('%s', (_, mentions, text, expected) => {
    expect(placesOf(mentions, text, jurisdictionOf).join(' ')).toBe(expected);
  });
});

describe('the place that a language suggests', () => {
  test.each([
    ['id', 'ID'],
    ['ms', 'MY'],
    ['th', 'TH'],
    ['vi', 'VN'],
    ['fil', 'PH'],
    ['km', 'KH'],
    ['lo', 'LA'],
    ['my', 'MM'],
    ['tet', 'TL'],
    ['pt', 'TL'],
    ['en', undefined],
    ['zh', undefined],
    ['', undefined],
  ])('%s -> %s', (language, expected) => {
    expect(suggestedPlace(language)).toBe(expected);
  });
});

describe('the state of a question that names none', () => {
  test.each([
    ['en', 'SG', 'SG'],
    ['zh', 'MY', 'MY'],
    ['th', 'SG', 'TH'],
    ['id', 'SG', 'ID'],
    ['ms', 'BN', 'BN'],
    ['ms', 'SG', 'SG'],
    ['ms', 'TH', 'MY'],
  ])('in %s, asked from %s, is %s', (language, home, expected) => {
    expect(suggestedPlace(language, home)).toBe(expected);
  });
});

describe('any string', () => {
  test('names member states only, and no more of them than words', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const codes = codesIn(text);
        for (const code of codes) expect(MEMBER_STATES).toContain(code);
        expect(codes.length).toBeLessThanOrEqual(text.length / 2);
      }),
    );
  });

  test('names each place once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('SG', 'ID', 'in', 'my', 'PH', 'and', 'la', ',')), (words) => {
        const places = placesOf([], words.join(' '), jurisdictionOf);
        expect(new Set(places).size).toBe(places.length);
      }),
    );
  });

  test.each(longStrings)('of 100,000 units of %s is read', (_, text) => {
    expect(placesOf([], text, jurisdictionOf).length).toBeLessThanOrEqual(MEMBER_STATES.length);
  });
});
