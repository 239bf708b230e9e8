import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodies, countries, itemOfShortName, laws, norms, provisions, questions, topics } from '../../adapters/discord/complete.ts';
import { index, lexsea } from '../shipped.ts';
import { anyString, longStrings } from '../strings.ts';
import { choicesErrors } from './server/command-form.ts';

const values = (choices: readonly { value: string }[]): string[] => choices.map(({ value }) => value);

describe('what is offered while an option is typed', () => {
  test.each([
    ['pdpa', 'sg-personal-data-protection-act-2012'],
    ['PDPA th', 'th-personal-data-protection-act-2019'],
    ['computer misuse', 'sg-computer-misuse-act-1993'],
    ['luat an ninh mang', 'vn-law-on-cybersecurity-2025'],
    ['sg-computer', 'sg-computer-misuse-act-1993'],
  ])('law %j: %s', (typed, id) => {
    expect(values(laws(index, typed))).toContain(id);
  });

  test.each([
    ['breach', 'breach-notification'],
    ['unauthorised', 'illegal-access'],
    ['hacking tools', 'misuse-of-devices'],
    ['locali', 'data-localisation'],
  ])('topic %j: %s first', (typed, id) => {
    expect(values(topics(index, typed))[0]).toBe(id);
  });

  test.each([
    ['aseanapol', 'aseanapol'],
    ['chiefs of national police', 'aseanapol'],
    ['pdpc sg', 'sg-pdpc'],
  ])('body %j: %s', (typed, id) => {
    expect(values(bodies(index, typed))).toContain(id);
  });

  test.each([
    ['37', 's 37(4)'],
    ['breach', 's 37(4)'],
  ])('provision %j of the Thai PDPA: %s', (typed, ref) => {
    expect(values(provisions(index, 'th-personal-data-protection-act-2019', typed))).toContain(ref);
  });

  test('provisions of a law that there is not are none', () => {
    expect(provisions(index, 'no-such-law', '1')).toEqual([]);
  });

  test('norms: the eleven with their letters first, each leading to its item or its letter', () => {
    const offered = norms(index, '');
    expect(values(offered).slice(0, 11)).toEqual([...'abcdefghijk'].map((letter) => `(${letter})`));
    const other = offered[11]?.value ?? '';
    expect(index.provision(itemOfShortName(index, other) ?? '')?.topics[0]).toBe('norms');
    expect(itemOfShortName(index, '(f)')).toBeUndefined();
  });

  test.each([
    ['', 'BN'],
    ['tha', 'TH'],
    ['SG, my', 'SG,MY'],
    ['sg,my,viet', 'SG,MY,VN'],
    ['SG, SG, tha', 'SG,TH'],
    ['XX, tha', 'TH'],
  ])('countries %j: %s first', (typed, list) => {
    expect(values(countries(index, typed))[0]).toBe(list);
  });

  test('every question that is offered is answered', () => {
    for (const { value } of [...questions(index, ''), ...questions(index, 'breach thai'), ...questions(index, 'hacking')])
      expect(lexsea.ask(value).kind).not.toBe('no-answer');
  });
});

describe('whatever is typed', () => {
  const all = (typed: string): ReturnType<typeof laws>[] => [
    laws(index, typed),
    topics(index, typed),
    bodies(index, typed),
    norms(index, typed),
    questions(index, typed),
    countries(index, typed),
    provisions(index, 'sg-computer-misuse-act-1993', typed),
    provisions(index, typed, typed),
  ];

  test('at most 25 choices that Discord takes are offered', () => {
    fc.assert(
      fc.property(fc.oneof(anyString, fc.constantFrom('', 'a', 's', 'the', 'act', '1')), (typed) => {
        for (const choices of all(typed)) expect(choicesErrors({ choices })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.each(longStrings.slice(0, 8))('a long text of %s takes no long time', (_, typed) => {
    for (const choices of all(typed)) expect(choices.length).toBeLessThanOrEqual(25);
  });
});
