import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { corpusFolder } from '../../src/corpus/folder.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import { isShortForm, PHRASE_KINDS, type Phrase, phraseKey, phrasesOf } from '../../src/index/phrases.ts';
import { fold } from '../../src/text/normalise.ts';
import { index } from '../shipped.ts';
import { anyString } from '../strings.ts';

describe('the key of a phrase', () => {
  test.each([
    ['Computer Misuse Act 1993', 'comput misus act 1993'],
    ['COMPUTER  MISUSE ACT, 1993', 'comput misus act 1993'],
    ['in force', 'in forc'],
    ['Việt Nam', 'viet nam'],
    ["Singapore's law", 'singapor law'],
    ['24/2018/QH14', '24 2018 qh14'],
    ['PDPA', 'pdpa'],
    ['—', ''],
    ['', ''],
  ])('%j -> %j', (text, key) => {
    expect(phraseKey(text)).toBe(key);
  });

  test('of any string is the same in capitals and with other white space', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Act', 'law', 'No.', '10175', 'Đ', 'bảo mật', 'RA', 'ปี'), { maxLength: 8 }), (words) => {
        const key = phraseKey(words.join(' '));
        expect(phraseKey(words.join('  \t'))).toBe(key);
        expect(phraseKey(words.join(' ').toUpperCase())).toBe(key);
      }),
    );
  });

  test('of any string has one space between words and none around', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(phraseKey(text)).toBe(phraseKey(text).trim());
        expect(phraseKey(text)).not.toMatch(/ {2}/);
      }),
    );
  });
});

describe('a short form', () => {
  test.each([
    ['PDPA', true],
    ['B.E.', true],
    ['CII', true],
    ['ASEAN-EU', true],
    ['G7', true],
    ['Pdpa', false],
    ['Act', false],
    ['A', false],
    ['ABCDEFGHI', false],
    ['UU ITE', false],
    ['', false],
  ])('%j: %s', (written, short) => {
    expect(isShortForm(written)).toBe(short);
  });
});

describe('the phrases of the shipped corpus', () => {
  let phrases: Phrase[];
  beforeAll(async () => {
    phrases = phrasesOf((await loadCorpus(corpusFolder())).corpus);
  });

  test('have a known kind, a target and the key of what was written, each once', () => {
    const seen = new Set<string>();
    for (const { key, kind, target, written } of phrases) {
      expect(PHRASE_KINDS).toContain(kind);
      expect(target).not.toBe('');
      if (phraseKey(written) !== key) throw new Error(`${written}: ${key}`);
      seen.add(`${kind}|${target}|${key}`);
    }
    expect(seen.size).toBe(phrases.length);
  });

  test('are found in the index by their key', () => {
    const missing = phrases.filter(({ key, kind, target }) => !index.targets(key, kind).includes(target));
    expect(missing).toEqual([]);
  });

  test('reach as far as the index says', () => {
    for (const { key } of phrases) {
      const words = key.split(' ');
      if (index.longestPhrase(words[0] as string) < words.length) throw new Error(key);
    }
  });

  test('a short form that is a word of the digests is met in capitals only', () => {
    const strict = phrases.filter((phrase) => phrase.strict);
    expect(strict.every(({ written }) => isShortForm(written))).toBe(true);
    expect(strict.map(({ written }) => fold(written))).not.toContain('pdpa');
  });

  test.each([
    ['Cybersecurity Act', 'instrument', 'sg-cybersecurity-act-2018'],
    ['Cybersecurity Act 2018', 'instrument', 'sg-cybersecurity-act-2018'],
    ['RA 10175', 'instrument', 'ph-cybercrime-prevention-act-2012'],
    ['UU ITE', 'instrument', 'id-electronic-information-and-transactions-law-2008'],
    ['ASEANPOL', 'misnomer', 'aseanapol'],
    ['Saigon', 'place', 'VN'],
    ['Burmese', 'place', 'MM'],
    ['California', 'outside', 'US'],
    ['data localisation', 'topic', 'data-localisation'],
  ] as const)('%j is the %s %s', (written, kind, target) => {
    expect(index.targets(phraseKey(written), kind)).toContain(target);
  });
});
