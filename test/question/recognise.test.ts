import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mention } from '../../src/question/question.ts';
import { recognise } from '../../src/question/recognise.ts';
import { tokenise } from '../../src/text/analyse.ts';
import { index } from '../shipped.ts';
import { anyString } from '../strings.ts';

const mentions = (text: string): Mention[] => recognise(index, text, tokenise(text));
/** What the mentions of a kind stand for, each once: a Thai name is met as a word and as a part of the text. */
const of = (text: string, kind: Mention['kind']): string => {
  const found = mentions(text).filter((mention) => mention.kind === kind);
  return [...new Set(found.map(({ targets }) => [...targets].sort().join('|')))].join(' ');
};

describe('the names in a text', () => {
  test.each<[string, Mention['kind'], string]>([
    // places, and what lies outside
    ['Brunei', 'place', 'BN'],
    ['Phnom Penh and Vientiane', 'place', 'KH LA'],
    ['a Bruneian in Johor Bahru', 'place', 'BN MY'],
    ['Thai, Lao and Khmer', 'place', 'TH LA KH'],
    ['กฎหมายในประเทศไทย', 'place', 'TH'],
    ['ที่มาเลเซีย', 'place', 'MY'],
    ['ASEAN', 'place', 'ASEAN'],
    ['Germany', 'outside', 'DE'],
    ['Germany', 'place', ''],
    ['Germane', 'place', ''],
    // laws: title, short title, alias, number, in any case
    ['Computer Misuse Act 1993', 'instrument', 'sg-computer-misuse-act-1993'],
    ['COMPUTER MISUSE ACT 1993', 'instrument', 'sg-computer-misuse-act-1993'],
    ['computer misuse act', 'instrument', 'bn-computer-misuse-act-2000|sg-computer-misuse-act-1993'],
    ['RA 10175 and RA 10173', 'instrument', 'ph-cybercrime-prevention-act-2012 ph-data-privacy-act-2012'],
    ['RA 99999', 'instrument', ''],
    ['Act 854', 'instrument', 'my-cyber-security-act-2024'],
    ['uu ite', 'instrument', 'id-electronic-information-and-transactions-law-2008'],
    ['Law No. 24/2018/QH14', 'instrument', 'vn-law-on-cybersecurity-2018'],
    ['Hanoi Convention', 'instrument', 'un-convention-against-cybercrime-2024'],
    [
      'PDPA',
      'instrument',
      'my-personal-data-protection-act-2010|sg-personal-data-protection-act-2012|th-personal-data-protection-act-2019',
    ],
    // bodies, and their wrong names
    ['BSSN', 'institution', 'id-bssn'],
    ['the national privacy commission', 'institution', 'ph-npc'],
    ['CICC or NPC', 'institution', 'ph-cicc ph-npc'],
    ['ASEANAPOL', 'institution', 'aseanapol'],
    ['ASEANAPOL', 'misnomer', ''],
    ['ASEANPOL', 'misnomer', 'aseanapol'],
    ['aseanpol', 'misnomer', 'aseanapol'],
    ['ASEAN Police Services', 'misnomer', 'aseanapol'],
    // the longest name wins
    ['ASEAN-Singapore Cybersecurity Centre of Excellence', 'institution', 'asean-ascce'],
    ['Cybersecurity Act 2018', 'instrument', 'sg-cybersecurity-act-2018'],
    // topics, terms and cues
    ['data localisation', 'topic', 'data-localisation'],
    ['breach notification', 'term', 'breach notification'],
    ['compare', 'cue', 'compare'],
    ['deadline', 'cue', 'time-limit'],
    // a short form is no ordinary word
    ['at first it was fine', 'institution', ''],
    ['it', 'institution', ''],
    ['', 'place', ''],
  ])('%j holds the %s %s', (text, kind, expected) => {
    expect(of(text, kind)).toBe(expected);
  });

  test('say which words they cover', () => {
    expect(mentions('penalty under the Computer Misuse Act 1993').find(({ kind }) => kind === 'instrument')).toMatchObject({
      from: 3,
      to: 6,
    });
  });

  test('a place inside the name of a law is found too: what it means is decided later', () => {
    expect(of('Hanoi Convention', 'place')).toBe('VN');
  });
});

describe('any string', () => {
  test('holds mentions in order, each with a target, none that overlaps another of its kind', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const found = mentions(text);
        for (const [n, { from, to, kind, targets }] of found.entries()) {
          expect(from).toBeLessThanOrEqual(to);
          expect(targets.length).toBeGreaterThan(0);
          expect(from).toBeGreaterThanOrEqual(found[n - 1]?.from ?? 0);
          for (const other of found.slice(n + 1)) if (other.kind === kind) expect(other.from > to || other.to < from).toBe(true);
        }
      }),
    );
  });

  test('the full title of every law is recognised as that law', () => {
    for (const { id, title } of index.instruments()) {
      if (tokenise(title).length > 12) continue;
      const targets = mentions(title).flatMap((mention) => (mention.kind === 'instrument' ? mention.targets : []));
      expect(targets, title).toContain(id);
    }
  });

  test('the acronym of every body is recognised as that body', () => {
    for (const { id, acronym } of index.institutions()) {
      if (!acronym) continue;
      const targets = mentions(acronym).flatMap((mention) => (mention.kind === 'institution' ? mention.targets : []));
      expect(targets, acronym).toContain(id);
    }
  });
});
