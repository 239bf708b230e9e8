import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkOf, nameOf, placeName, standingOf, warningsOf } from '../../adapters/presentation/labels.ts';
import { followUpsOf, sourcesOf } from '../../adapters/presentation/sources.ts';
import { index } from '../shipped.ts';
import { anyString } from '../strings.ts';
import { ANSWER, CITATION } from './some-answer.ts';

describe('a citation', () => {
  test.each<[string | null, string, string[], string]>([
    ['in-force', 'official', [], 'in force; checked: official'],
    ['in-force', 'mirror', [], 'in force; checked: mirror'],
    ['adopted', 'secondary', [], 'adopted; checked: secondary'],
    [null, 'official', [], 'checked: official'],
    ['partly-in-force', 'official', ['partly in force'], 'partly in force; checked: official'],
    ['not-yet-in-force', 'official', ['not yet in force'], 'not yet in force; checked: official'],
    ['repealed', 'official', ['repealed'], 'repealed; checked: official'],
    ['superseded', 'official', ['superseded'], 'superseded; checked: official'],
    ['expired', 'official', ['expired'], 'expired; checked: official'],
    ['draft', 'official', ['bill, not law'], 'bill, not law; checked: official'],
    ['in-force', 'unverified', ['unverified'], 'in force; unverified'],
    ['repealed', 'unverified', ['repealed', 'unverified'], 'repealed; unverified'],
    [null, 'unverified', ['unverified'], 'unverified'],
  ])('that is %s and %s', (status, checked, warnings, standing) => {
    expect(warningsOf({ status, checked })).toEqual(warnings);
    expect(standingOf({ status, checked })).toBe(standing);
  });

  test('every status of the corpus that is not the law carries a warning', () => {
    const current = ['in-force', 'adopted'];
    for (const { status } of index.instruments())
      expect(warningsOf({ status, checked: 'official' }).length).toBe(current.includes(status) ? 0 : 1);
  });

  test.each([
    [{ title: 'Computer Misuse Act 1993', ref: 's 3' }, 'Computer Misuse Act 1993, s 3'],
    [{ title: 'Cyber Security Agency (CSA)', ref: null }, 'Cyber Security Agency (CSA)'],
  ])('is called %j', (citation, name) => {
    expect(nameOf(citation)).toBe(name);
  });

  test.each([
    ['https://sso.agc.gov.sg/Act/CMA1993', true],
    ['http://www.asean.org/', true],
    ['javascript:alert(1)', false],
    ['data:text/html,hello', false],
    ['//example.org', false],
    ['sso.agc.gov.sg', false],
    ['', false],
    [null, false],
  ])('with the address %j links: %j', (url, links) => {
    expect(linkOf({ url })).toBe(links ? url : null);
  });

  test('never links to anything but the web', () => {
    fc.assert(
      fc.property(fc.oneof(anyString, fc.webUrl()), (url) => {
        const link = linkOf({ url });
        if (link !== null) expect(new URL(link).protocol).toMatch(/^https?:$/);
      }),
    );
  });
});

test.each([
  ['TH', 'Thailand'],
  ['VN', 'Viet Nam'],
  ['ASEAN', 'ASEAN'],
  ['UN', 'United Nations'],
  ['XX', 'XX'],
])('%s is called %s', (jurisdiction, name) => {
  expect(placeName(index, jurisdiction)).toBe(name);
});

test('the sources of an answer, ready to be listed', () => {
  const answer = { ...ANSWER, citations: [CITATION, { ...CITATION, n: 2, status: 'repealed', heading: null, url: 'javascript:alert(1)' }] };
  expect(sourcesOf(answer)).toEqual([
    {
      n: 1,
      name: 'Computer Misuse Act 1993, s 3',
      heading: 'Unauthorised access to computer material',
      jurisdiction: 'SG',
      url: 'https://sso.agc.gov.sg/Act/CMA1993',
      warnings: [],
      standing: 'in force; checked: official',
    },
    {
      n: 2,
      name: 'Computer Misuse Act 1993, s 3',
      heading: null,
      jurisdiction: 'SG',
      url: null,
      warnings: ['repealed'],
      standing: 'repealed; checked: official',
    },
  ]);
});

test.each<[string[], number, string[]]>([
  [[], 3, []],
  [['And in Thailand?', 'Compare hacking'], 3, ['And in Thailand?', 'Compare hacking']],
  [['And in Thailand?', 'And in Thailand?', 'Compare hacking'], 3, ['And in Thailand?', 'Compare hacking']],
  [['is hacking a crime in Singapore?', 'Compare hacking'], 3, ['Compare hacking']],
  [['a', 'b', 'c'], 2, ['a', 'b']],
])('of the suggestions %j at most %i follow', (suggestions, most, followUps) => {
  expect(followUpsOf({ ...ANSWER, suggestions }, most)).toEqual(followUps);
});
