import { describe, expect, test } from 'vitest';
import { pinpointsOf } from '../../src/corpus/pinpoints.ts';
import { resolveInstitutions, resolveInstruments } from '../../src/question/names.ts';
import { suggestedPlace } from '../../src/question/places.ts';
import type { Mention } from '../../src/question/question.ts';
import { recognise } from '../../src/question/recognise.ts';
import { tokenise } from '../../src/text/analyse.ts';
import { index } from '../shipped.ts';

const mentions = (text: string): Mention[] => recognise(index, text, tokenise(text));
const list = (words: string): string[] => words.split(' ').filter((word) => word !== '');

const SG_CYBER = 'sg-cybersecurity-act-2018';
const TH_CYBER = 'th-cybersecurity-act-2019';
const SG_CMA = 'sg-computer-misuse-act-1993';
const BN_CMA = 'bn-computer-misuse-act-2000';
const SG_PDPA = 'sg-personal-data-protection-act-2012';

describe('a name that several states use', () => {
  test.each([
    // the place decides
    ['Cybersecurity Act', 'SG', 'en', SG_CYBER],
    ['Cybersecurity Act', 'TH', 'en', TH_CYBER],
    ['Cybersecurity Act', 'SG TH', 'en', `${SG_CYBER} ${TH_CYBER}`],
    ['Computer Misuse Act', 'BN', 'en', BN_CMA],
    ['PDPA', 'MY', 'en', 'my-personal-data-protection-act-2010'],
    ['Penal Code', 'VN', 'en', 'vn-penal-code-2015'],
    // a second name that agrees decides
    ['PDPA and POFMA', '', 'en', `${SG_PDPA} sg-protection-from-online-falsehoods-and-manipulation-act-2019`],
    // the language decides
    ['PDPA', '', 'th', 'th-personal-data-protection-act-2019'],
    ['PDPA', '', 'ms', 'my-personal-data-protection-act-2010'],
    ['Penal Code', '', 'vi', 'vn-penal-code-2015'],
    // what the question points at decides, where one law only has it
    ['section 48J of the PDPA', '', 'en', SG_PDPA],
    ['section 26D PDPA', '', 'en', SG_PDPA],
    // a place with no law of that name: it is not the law of another
    ['PDPA', 'KH', 'en', ''],
    ['Computer Misuse Act', 'PH', 'en', ''],
    // a name that nothing else bears is kept in a question about another place
    ['RA 10175', 'SG', 'en', 'ph-cybercrime-prevention-act-2012'],
    ['UU ITE', 'MY', 'en', 'id-electronic-information-and-transactions-law-2008'],
    ['Computer Misuse Act 1993', 'MY', 'en', SG_CMA],
    // a treaty is kept whatever the place
    ['Budapest Convention', 'VN', 'en', 'intl-convention-on-cybercrime-2001'],
    ['ASEAN MLAT', 'SG', 'en', 'asean-mlat-2004'],
  ])('%j with %s in %s -> %s', (text, places, language, expected) => {
    const { instruments, ambiguous } = resolveInstruments(index, mentions(text), list(places), suggestedPlace(language), pinpointsOf(text));
    expect([...instruments].sort()).toEqual(list(expected).sort());
    expect(ambiguous).toBeNull();
  });

  test.each([
    ['Cybersecurity Act', 'en', 4],
    ['Cybersecurity Act', 'pt', 4],
    ['PDPA', 'en', 3],
    ['Computer Misuse Act', 'en', 2],
  ])('%j in %s stays open between %i', (text, language, count) => {
    const { instruments, ambiguous } = resolveInstruments(index, mentions(text), [], language, pinpointsOf(text));
    expect(instruments).toEqual([]);
    expect(ambiguous?.ids).toHaveLength(count);
    expect(new Set(ambiguous?.ids.map((id) => index.instrument(id)?.jurisdiction)).size).toBe(count);
  });

  test('is not open where another name is sure', () => {
    const { instruments, ambiguous } = resolveInstruments(index, mentions('PDPA and RA 10175'), [], 'en', []);
    expect(instruments).toEqual(['ph-cybercrime-prevention-act-2012']);
    expect(ambiguous).toBeNull();
  });
});

describe('the body that is meant', () => {
  test('is asked back where a short form stands for several', () => {
    const { institutions, ambiguous } = resolveInstitutions(index, mentions('PDPC'), [], 'en');
    expect(institutions).toEqual([]);
    expect([...(ambiguous?.ids ?? [])].sort()).toEqual(['sg-pdpc', 'th-pdpc']);
  });

  test.each([
    ['PDPC', 'SG', 'en', 'sg-pdpc'],
    ['PDPC', 'TH', 'en', 'th-pdpc'],
    ['PDPC', '', 'th', 'th-pdpc'],
    ['PDPC', '', 'en', ''],
    ['NPC', '', 'en', 'ph-npc'],
    ['AMCC', 'SG', 'en', 'asean-amcc'],
    ['Interpol', 'LA', 'en', 'intl-interpol'],
    ['UU PDP', 'ID', 'id', ''],
  ])('%j with %s in %s -> %s', (text, places, language, expected) => {
    expect(resolveInstitutions(index, mentions(text), list(places), suggestedPlace(language)).institutions).toEqual(list(expected));
  });
});
