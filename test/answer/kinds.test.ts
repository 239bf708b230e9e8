import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer/answer.ts';
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import { lexsea } from '../shipped.ts';

const ask = (text: string): Answer => lexsea.ask(text, { today: '2026-11-25' });
const first = (answer: Answer): string => answer.citations[0]?.id ?? '';
/** All that an answer says, without what it cites. */
const textOf = ({ headline, statements, corrections, table }: Answer): string =>
  [
    headline,
    ...statements.map(({ text }) => text),
    ...corrections.map(({ text }) => text),
    ...(table?.rows ?? []).map(({ text }) => text),
  ].join('\n');

describe('a provision that is named', () => {
  test.each<[string, string, string[]]>([
    ['section 4(a)(1) of RA 10175', 'ph-cybercrime-prevention-act-2012#s 4(a)(1)', ['200,000', '12 years']],
    ['section 3 of the Computer Misuse Act of Singapore', 'sg-computer-misuse-act-1993#s 3', ['S$5,000', '2 years']],
    ['text of section 26D of the PDPA Singapore', 'sg-personal-data-protection-act-2012#s 26D', ['3 calendar days']],
    ['section 12B of the PDPA Malaysia', 'my-personal-data-protection-act-2010#s 12B', ['72 hours']],
    ['Computer Crimes Act 1997 section 3', 'my-computer-crimes-act-1997#s 3', []],
    ['Pasal 46 UU PDP', 'id-personal-data-protection-law-2022#art 46', ['3 x 24 hours']],
    ['article 332 of the Indonesian criminal code', 'id-criminal-code-2023#art 332', ['6 years', 'Rp500 million']],
    ['article 289 of the penal code of Vietnam', 'vn-penal-code-2015#art 289', []],
    ['section 8 of the Computer Crime Act Thailand', 'th-computer-crime-act-2007#s 8', []],
    ['article 427 of the Criminal Code of Cambodia', 'kh-criminal-code-2009#art 427', ['one month', 'one year']],
    ['section 66(a) of the Telecommunications Law of Myanmar', 'mm-telecommunications-law-2013#s 66(a)-(b)', ['three years']],
    ['article 5 of the ASEAN MLAT', 'asean-mlat-2004#art 5', []],
    ['norm (f)', 'un-gge-report-2015#para 13(f)', []],
  ])('%j -> %s', (text, id, figures) => {
    const answer = ask(text);
    expect(answer).toMatchObject({ kind: 'answer', reason: null });
    expect(first(answer)).toBe(id);
    for (const figure of figures) expect(textOf(answer)).toContain(figure);
    expect(answer.statements.map(({ text: said }) => said).join(' ')).not.toBe('');
  });

  test.each([
    ['section 999 of the Computer Misuse Act of Singapore', 'section 999', 'sg-computer-misuse-act-1993'],
    ['Article 500 of UU PDP', 'article 500', 'id-personal-data-protection-law-2022'],
  ])('%j does not exist: the answer says so, and names the nearest one', (text, ref, instrument) => {
    const answer = ask(text);
    expect(answer).toMatchObject({ kind: 'no-answer', reason: 'not-covered' });
    expect(answer.headline.toLowerCase()).toContain(ref);
    expect(first(answer)).toMatch(new RegExp(`^${instrument}#`));
  });
});

describe('a matter', () => {
  test.each<[string, string, string[]]>([
    ['penalty for hacking in Malaysia', 'my-computer-crimes-act-1997#s 3', ['RM50,000', 'five years']],
    ['penalty for hacking in Singapore', 'sg-computer-misuse-act-1993#s 3', ['S$5,000', '2 years']],
    ['penalty for hacking in Indonesia', 'id-criminal-code-2023#art 332', ['6 years']],
    ['penalty for hacking in Vietnam', 'vn-penal-code-2015#art 289', ['1-5 years']],
    ['penalty for hacking in Cambodia', 'kh-criminal-code-2009#art 427', ['one month', 'one year']],
    ['penalty for hacking in Laos', 'la-law-on-prevention-and-combating-cyber-crime-2015#art 10', []],
    ['penalty for hacking in the Philippines', 'ph-cybercrime-prevention-act-2012#s 4(a)(1)', ['6 years', '12 years', '200,000']],
    ['penalty for hacking in Timor-Leste', 'profile:TL#illegal-access', []],
    ['breach notification deadline in Malaysia', 'my-personal-data-protection-act-2010#s 12B', ['72 hours']],
    ['breach notification deadline in Indonesia', 'id-personal-data-protection-law-2022#art 46', ['3 x 24 hours']],
    ['breach notification deadline in Singapore', 'sg-personal-data-protection-act-2012#s 26D', ['3 calendar days']],
    ['breach notification deadline in the Philippines', 'ph-data-privacy-act-2012#s 20(f)', ['72 hours']],
    ['within how many hours must a data breach be notified in Thailand', 'th-personal-data-protection-act-2019#s 37(4)', ['72 hours']],
    ['what is the maximum PDPA fine in Singapore', 'sg-personal-data-protection-act-2012#s 48J', ['10%', 'S$1 million']],
    ['who must appoint a data protection officer in Thailand', 'th-personal-data-protection-act-2019#s 41', []],
    ['is there a data localisation rule in Brunei', 'profile:BN#data-localisation', []],
    ['iloveyou virus case', 'ph-iloveyou-2000', ['2000']],
    ['what did the K Box case decide', 'sg-k-box-2016', ['317,000']],
  ])('%j -> %s', (text, id, figures) => {
    const answer = ask(text);
    expect(answer).toMatchObject({ kind: 'answer', reason: null, table: null });
    expect(first(answer)).toBe(id);
    for (const figure of figures) expect(textOf(answer)).toContain(figure);
  });

  test('a bill is marked as one, in the headline and in the small print', () => {
    const answer = ask("Is Timor-Leste's cybercrime bill in force?");
    expect(first(answer)).toMatch(/^tl-cybercrime-bill#/);
    expect(answer.headline).toMatch(/^\[draft, not law\]/);
    expect(answer.citations[0]?.status).toBe('draft');
  });
});

describe('a comparison', () => {
  test.each([
    ['compare breach notification across ASEAN', 'breach-notification'],
    ['compare data localisation across ASEAN', 'data-localisation'],
    ['compare illegal access across ASEAN', 'illegal-access'],
    ['compare extradition across ASEAN', 'extradition'],
    ['data localisation', 'data-localisation'],
  ])('%j has a row for each of the eleven states, in their fixed order, none empty', (text, topic) => {
    const answer = ask(text);
    expect(answer).toMatchObject({ kind: 'comparison', reason: null, table: { topic } });
    expect(answer.table?.rows.map(({ jurisdiction }) => jurisdiction)).toEqual([...MEMBER_STATES]);
    for (const row of answer.table?.rows ?? []) {
      expect(row.topic).toBe(topic);
      expect(row.text.trim()).not.toBe('');
      expect(row.citations).not.toEqual([]);
    }
  });

  test.each([
    ['SG vs MY breach notification', 'MY SG'],
    ['compare extradition in Thailand, Laos and Singapore', 'LA SG TH'],
    ['compare breach notification in Viet Nam and Brunei', 'BN VN'],
  ])('%j has a row for %s only', (text, states) => {
    const answer = ask(text);
    expect(answer.kind).toBe('comparison');
    expect(answer.table?.rows.map(({ jurisdiction }) => jurisdiction).join(' ')).toBe(states);
  });

  test.each([
    ['compare data interference and system interference across ASEAN', 'data-interference', 'system-interference'],
    ['compare breach notification and illegal access across ASEAN', 'breach-notification', 'illegal-access'],
    ['compare data localisation and incident reporting across ASEAN', 'data-localisation', 'incident-reporting'],
  ])('%j has both topics, one after the other', (text, one, other) => {
    const rows = ask(text).table?.rows ?? [];
    const topics = rows.map(({ topic }) => topic);
    expect([...new Set(topics)].sort()).toEqual([one, other].sort());
    expect(rows).toHaveLength(2 * MEMBER_STATES.length);
    expect(rows.slice(0, 11).map(({ jurisdiction }) => jurisdiction)).toEqual([...MEMBER_STATES]);
    expect(rows.slice(11).map(({ jurisdiction }) => jurisdiction)).toEqual([...MEMBER_STATES]);
  });

  test('of a topic by choice is the one that a question gets', () => {
    const chosen = lexsea.compare('data-localisation', [], '2026-11-25');
    expect(chosen.table).toEqual(ask('compare data localisation across ASEAN').table);
    expect(lexsea.compare('extradition', ['TH', 'SG'], '2026-11-25').table?.rows.map(({ jurisdiction }) => jurisdiction)).toEqual([
      'TH',
      'SG',
    ]);
  });

  test('of a topic has a row of every state for each topic that is marked as comparable', () => {
    for (const { id } of lexsea.index.topics.filter(({ comparison }) => comparison)) {
      const rows = lexsea.compare(id, [], '2026-11-25').table?.rows ?? [];
      expect(
        rows.map(({ jurisdiction }) => jurisdiction),
        id,
      ).toEqual([...MEMBER_STATES]);
    }
  });
});

describe('other kinds of answer', () => {
  test.each([
    // an overview
    ['how has the ASEAN framework on cybersecurity evolved over time', 'answer', 'asean-declaration-cybercrime-2017', '1997 to 2026'],
    // a body, and how to reach it
    ['what is the AMCC', 'answer', 'asean-amcc', 'Singapore'],
    ['what does the National Privacy Commission do', 'answer', 'ph-npc', 'Data Privacy Act'],
    ['who do I contact about an incident in Singapore', 'answer', 'sg-singcert', 'https://www.csa.gov.sg/singcert/reporting'],
    ['contact of BSSN', 'answer', 'id-bssn', 'https://www.bssn.go.id/lapor-insiden-siber'],
    // who is party to a treaty
    ['is the Philippines party to the Budapest Convention', 'answer', 'profile:PH#treaty-status', '28 March 2018'],
    ['has Viet Nam signed the Hanoi Convention', 'answer', 'profile:VN#treaty-status', '25 October 2025'],
    ['is Laos a party to the ASEAN MLAT', 'answer', 'profile:LA#treaty-status', '25 June 2007'],
    // a wrong name
    ['what is ASEANPOL', 'correction', 'aseanapol', 'ASEANAPOL'],
    ['does ASEANPOL investigate hackers', 'correction', 'aseanapol', 'ASEANAPOL'],
  ] as const)('%j -> %s from %s', (text, kind, parent, says) => {
    const answer = ask(text);
    expect(answer).toMatchObject({ kind, reason: null });
    expect(first(answer).split('#')[0]).toBe(parent.split('#')[0]);
    expect(textOf(answer)).toContain(says);
  });

  test('a wrong name is put right before anything else, and what is said rests on the body and on the misconception', () => {
    const answer = ask('what is ASEANPOL');
    expect(answer.corrections[0]).toMatchObject({ said: 'ASEANPOL' });
    expect(answer.headline).toBe(answer.corrections[0]?.text);
    expect(answer.citations.map(({ id }) => id)).toEqual(expect.arrayContaining(['aseanapol', 'misconception:aseanpol']));
  });

  test('who joined a treaty is a table of all states', () => {
    const answer = ask('who has joined the Budapest Convention in ASEAN');
    expect(answer).toMatchObject({ kind: 'comparison', table: { topic: 'treaty-status' } });
    expect(answer.table?.rows.map(({ jurisdiction }) => jurisdiction)).toEqual([...MEMBER_STATES]);
  });

  test.each([
    ['Cybersecurity Act', ['BN', 'MY', 'SG', 'TH']],
    ['what does the Cybersecurity Act say about CII', ['BN', 'MY', 'SG', 'TH']],
    ['what is the PDPA fine', ['MY', 'SG', 'TH']],
    ['Computer Misuse Act section 3', ['BN', 'SG']],
  ])('%j is asked back, with the laws of %j to choose from', (text, states) => {
    const answer = ask(text);
    expect(answer).toMatchObject({ kind: 'clarification', reason: 'ambiguous', table: null });
    expect(answer.citations.map(({ jurisdiction }) => jurisdiction)).toEqual(states);
    expect(answer.suggestions).toHaveLength(states.length);
  });

  test('a number without a law is asked back', () => {
    expect(ask('Article 5?')).toMatchObject({ kind: 'clarification', reason: 'ambiguous', statements: [] });
  });
});

describe('a refusal', () => {
  const reply = (scope: string): string => lexsea.index.scopes.find(({ id }) => id === scope)?.reply ?? '';

  test.each([
    ['weather in Bangkok tomorrow', 'small-talk'],
    ['tell me a joke', 'small-talk'],
    ['how do I file for divorce in Singapore', 'other-field'],
    ['what is the corporate tax rate in Vietnam', 'other-field'],
    ['copyright term in Indonesia', 'other-field'],
    ['what is the breach deadline in California', 'other-region'],
    ['what is the penalty for hacking in France', 'other-region'],
    ["how do I hack my neighbour's wifi", 'attack-help'],
    ['give me a phishing email template', 'attack-help'],
    ['my ex hacked my account, will I win my case in court', 'own-case'],
  ])('%j: %s', (text, scope) => {
    const answer = ask(text);
    expect(answer).toMatchObject({
      kind: 'no-answer',
      reason: 'out-of-scope',
      statements: [],
      citations: [],
      suggestions: [],
      table: null,
    });
    expect(answer.headline).toBe(reply(scope));
  });

  test('every scope has a reply', () => {
    for (const { id, reply: said } of lexsea.index.scopes) expect(said, id).not.toBe('');
  });

  test.each(['', '   ', '???', '\u0000\u0007', '…!', '🙂'])('%j is no question', (text) => {
    expect(ask(text)).toMatchObject({ kind: 'no-answer', reason: 'empty', statements: [], citations: [], confidence: 1 });
  });
});
