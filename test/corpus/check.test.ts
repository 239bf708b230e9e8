import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { before, checkCorpus, locate } from '../../src/corpus/check.ts';
import { corpusFolder } from '../../src/corpus/folder.ts';
import { loadCorpus, type Problem } from '../../src/corpus/load.ts';
import { coverageReport } from '../../src/corpus/report.ts';
import { Instrument } from '../../src/corpus/schema.ts';
import { ACT, ASKS, BODY, CASE, OVERVIEW, PROFILE, removeCorpus, smallCorpus } from './small-corpus.ts';

let folder: string;
let usual: Set<string>;
beforeAll(async () => {
  folder = smallCorpus();
  usual = new Set((await problemsOf()).map((problem) => JSON.stringify(problem)));
});
afterAll(() => removeCorpus(folder));

/** What is wrong with the small corpus as it lies in the folder: shapes first, then what only the whole shows. */
async function problemsOf(): Promise<Problem[]> {
  const { corpus, problems } = await loadCorpus(folder);
  return [...problems, ...checkCorpus(corpus)];
}

/**
 * What one edit of one file adds to the problems of the small corpus, whose links to files left out dangle anyway.
 * A problem is shown as `field: message`, and its line as the text that stands there.
 */
async function afterEdit(file: string, edit: (source: string) => string): Promise<{ file: string; line: string | null; says: string }[]> {
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  const edited = edit(source);
  expect(edited, 'the edit changes the file').not.toBe(source);
  writeFileSync(path, edited);
  try {
    const added = (await problemsOf()).filter(
      (problem) => !usual.has(JSON.stringify({ ...problem, line: null })) && !usual.has(JSON.stringify(problem)),
    );
    const lines = edited.split('\n');
    return (await locate(folder, added)).map((problem) => ({
      file: problem.file,
      line: problem.line === null ? null : (lines[problem.line - 1] ?? '').trim(),
      says: `${problem.field ?? '-'}: ${problem.message}`,
    }));
  } finally {
    writeFileSync(path, source);
  }
}

/** Replaces the first line that begins so. */
const line = (start: string, by: string) => (source: string) => source.replace(new RegExp(`^( *(?:- )?)${start}.*$`, 'm'), `$1${by}`);
/** Every provision was read in a version. */
const readIn = (version: string) => (source: string) => source.replace(/^( +version_read:) .*$/gm, `$1 ${version}`);
const add = (text: string) => (source: string) => `${source.trimEnd()}\n${text}\n`;
const addFirst = (text: string) => (source: string) => source.replace(/^- /m, `${text}\n- `);

/** what is broken, the file, the edit; the text of the line that is named, the field and the message */
type Row = [what: string, file: string, edit: (source: string) => string, at: string | null, says: string];

async function check(file: string, edit: (source: string) => string, at: string | null, says: string): Promise<void> {
  expect(await afterEdit(file, edit)).toContainEqual({ file, line: at === null ? null : expect.stringContaining(at), says });
}

describe('a file that is no YAML', () => {
  // biome-ignore format: one row a line
  test.each<Row>([
    ['a tab for indentation', BODY, line('seat:', '\tseat: Singapore'), 'seat: Singapore', '-: is not YAML: tab characters must not be used in indentation'],
    ['an open quote', BODY, line('seat:', 'seat: "Singapore'), 'members: null', '-: is not YAML: deficient indentation'],
    ['a colon in plain text', BODY, line('name:', 'name: CSA: the agency'), 'name: CSA: the agency', '-: is not YAML: bad indentation of a mapping entry'],
    ['an open list', BODY, line('topics:', 'topics: [institutions'), 'as_of:', '-: is not YAML: deficient indentation'],
    ['a field twice', BODY, line('seat:', 'acronym: CSA'), 'acronym: CSA', '-: is not YAML: duplicated mapping key'],
    ['an unknown anchor', BODY, line('seat:', 'seat: *home'), 'seat: *home', '-: is not YAML: unidentified alias "home"'],
    ['two documents', BODY, add('---\nid: x'), null, '-: is not YAML: expected a single document in the stream, but found more'],
    ['a wrong indent in a list', 'topics.yaml', line('label:', ' label: x'), 'label: x', '-: is not YAML: bad indentation of a mapping entry'],
  ])('%s', (_, file, edit, at, says) => check(file, edit, at, says));
});

describe('a file or record of the wrong shape', () => {
  // biome-ignore format: one row a line
  test.each<Row>([
    ['a list file that is no list', 'topics.yaml', () => 'id: x\n', 'id: x', '-: must be a list: each entry starts with "- "'],
    ['an empty list file', 'topics.yaml', () => '', null, '-: is not YAML: expected a document, but the input is empty'],
    ['an empty file', BODY, () => '', null, '-: is not YAML: expected a document, but the input is empty'],
    ['a list for a record', BODY, () => '- id: x\n', '- id: x', '-: Invalid input: expected object, received array'],
    ['a field that is missing', BODY, line('seat:', '# none'), 'id: sg-csa', 'seat: Invalid input: expected string, received undefined'],
    ['a field that nobody knows', BODY, add('colour: red'), 'id: sg-csa', '-: Unrecognized key: "colour"'],
    ['an id in capitals', ACT, line('id:', 'id: SG-CMA'), 'id: SG-CMA', 'id: must be kebab-case: lower-case letters, digits and single hyphens'],
    ['an id with two hyphens', BODY, line('id:', 'id: sg--csa'), 'id: sg--csa', 'id: must be kebab-case: lower-case letters, digits and single hyphens'],
    ['an empty title', ACT, line('title:', 'title: ""'), 'title: ""', 'title: must not be empty'],
    ['a title of white space', ACT, line('title:', 'title: "  "'), 'title: "  "', 'title: must not be empty'],
    ['a number for a title', ACT, line('title:', 'title: 1993'), 'title: 1993', 'title: Invalid input: expected string, received number'],
    ['an unknown jurisdiction', ACT, line('jurisdiction:', 'jurisdiction: US'), 'jurisdiction: US', 'jurisdiction: Invalid option: expected one of "BN"|"KH"|"ID"|"LA"|"MY"|"MM"|"PH"|"SG"|"TH"|"TL"|"VN"|"ASEAN"|"UN"|"INTL"'],
    ['an unknown kind', ACT, line('kind:', 'kind: law'), 'kind: law', 'kind: Invalid option: expected one of "statute"|"regulation"|"decree"|"order"|"rules"|"treaty"|"declaration"|"statement"|"strategy"|"framework"|"guideline"|"model-clauses"|"action-plan"|"report"|"bill"'],
    ['an unknown status', ACT, line('status:', 'status: live'), 'status: live', 'status: Invalid option: expected one of "in-force"|"partly-in-force"|"not-yet-in-force"|"adopted"|"expired"|"superseded"|"repealed"|"draft"'],
    ['a word for yes or no', ACT, line('binding:', 'binding: "yes"'), 'binding: "yes"', 'binding: Invalid input: expected boolean, received string'],
    ['a date in words', ACT, line('adopted:', 'adopted: May 1993'), 'adopted: May 1993', 'adopted: must be a day that exists, as YYYY, YYYY-MM or YYYY-MM-DD'],
    ['a day that does not exist', ACT, line('adopted:', 'adopted: 1993-02-30'), 'adopted: 1993-02-30', 'adopted: must be a day that exists, as YYYY, YYYY-MM or YYYY-MM-DD'],
    ['a month that does not exist', CASE, line('date:', 'date: 2016-13'), 'date: 2016-13', 'date: must be a day that exists, as YYYY, YYYY-MM or YYYY-MM-DD'],
    ['an address without https', ACT, line('official_url:', 'official_url: http://sso.agc.gov.sg'), 'official_url: http://sso.agc.gov.sg', 'official_url: must be a web address that starts with https://'],
    ['an unknown kind of source', CASE, line('- ?\\{url:', '- {url: "https://example.org", kind: blog}'), '- {url: "https://example.org", kind: blog}', 'sources.0.kind: Invalid option: expected one of "official"|"mirror"|"secondary"'],
    ['an amendment without a title', ACT, line('- ?\\{title:', '- {date: 1998, note: null}'), '- {date: 1998, note: null}', 'amended_by.0.title: Invalid input: expected string, received undefined'],
    ['no provisions', ACT, (source) => source.replace(/^provisions:[\s\S]*/m, 'provisions: []\n'), 'provisions: []', 'provisions: Too small: expected array to have >=1 items'],
    ['a provision without a heading', ACT, line('heading:', '# none'), '- ref: s 2', 'provisions.0.heading: Invalid input: expected string, received undefined'],
    ['a provision without topics', ACT, line('topics:', 'topics: []'), 'topics: []', 'provisions.0.topics: Too small: expected array to have >=1 items'],
    ['five topics', ACT, line('topics:', 'topics: [norms, norms, norms, norms, norms]'), 'topics: [norms, norms, norms, norms, norms]', 'provisions.0.topics: Too big: expected array to have <=4 items'],
    ['an unknown mark of checking', ACT, line('checked:', 'checked: yes'), 'checked: yes', 'provisions.0.checked: Invalid option: expected one of "official"|"mirror"|"secondary"|"unverified"'],
    ['an empty cell', ACT, line('topics:', 'cells: {illegal-access: ""}\n    topics: [illegal-access]'), 'cells: {illegal-access: ""}', 'provisions.0.cells.illegal-access: must not be empty'],
    ['a cell that is a list', ACT, line('topics:', 'cells: [x]\n    topics: [illegal-access]'), 'cells: [x]', 'provisions.0.cells: Invalid input: expected record, received array'],
    ['an unknown role', PROFILE, line('national-cert:', 'national-cirt: sg-csa'), 'cybersecurity-authority: sg-csa', 'authorities.national-cert: Invalid input: expected string, received undefined'],
    ['an unknown treaty status', PROFILE, line('budapest-convention:', 'budapest-convention: {status: maybe, date: null, note: null, checked: official}'), 'budapest-convention: {status: maybe, date: null, note: null,', 'treaties.budapest-convention.status: Invalid option: expected one of "party"|"signatory"|"invited"|"none"|"unknown"'],
    ['a profile of no member state', PROFILE, line('jurisdiction:', 'jurisdiction: ASEAN'), 'jurisdiction: ASEAN', 'jurisdiction: Invalid option: expected one of "BN"|"KH"|"ID"|"LA"|"MY"|"MM"|"PH"|"SG"|"TH"|"TL"|"VN"'],
    ['an unknown kind of body', BODY, line('kind:', 'kind: agency'), 'kind: agency', 'kind: Invalid option: expected one of "ministerial"|"sectoral-body"|"working-group"|"secretariat"|"regulator"|"cert"|"police"|"prosecutor"|"central-authority"|"centre"|"court"|"partner-mechanism"|"international-organisation"'],
    ['a contact without a report', BODY, line('contact:', 'contact: {url: "https://www.csa.gov.sg"}'), 'contact: {url: "https://www.csa.gov.sg"}', 'contact.report: Invalid input: expected string, received undefined'],
    ['an unknown kind of case', CASE, line('kind:', 'kind: breach'), 'kind: breach', 'kind: Invalid option: expected one of "incident"|"court-decision"|"regulator-decision"|"prosecution"'],
    ['a case without sources', CASE, (source) => source.replace(/^sources:\n(?: +-.*\n)+/m, 'sources: []\n'), 'sources: []', 'sources: Too small: expected array to have >=1 items'],
    ['a reference that is none', CASE, line('cites:', 'cites: ["#s 24"]'), 'cites: ["#s 24"]', 'cites.0: must be an id, "instrument-id#ref", "misconception:ID", "profile:CC#topic", "term:NAME" or, for asks, "topic:ID"'],
    ['an overview that rests on nothing', OVERVIEW, (source) => source.replace(/cites:\n(?: {6,}- .*\n)+/, 'cites: []\n'), 'cites: []', 'statements.0.cites: Too small: expected array to have >=1 items'],
    ['a misconception that nobody says', 'misconceptions.yaml', add('- {id: x, says: [], correction: y, cites: [sg-csa], checked: official}'), '- {id: x, says: [], correction: y, cites: [sg-csa], checked:', '4.says: Too small: expected array to have >=1 items'],
    ['a term without topics', 'glossary.yaml', add('- {term: x, aliases: [], translations: {}}'), '- {term: x, aliases: [], translations: {}}', '4.topics: Invalid input: expected array, received undefined'],
    ['asks without an ask', ASKS, add('- {of: sg-csa, asks: []}'), '- {of: sg-csa, asks: []}', '3.asks: Too small: expected array to have >=1 items'],
    ['a topic without a label', 'topics.yaml', addFirst('- {id: x, comparison: false, says: y}'), '- {id: x, comparison: false, says: y}', '0.label: Invalid input: expected string, received undefined'],
    ['a place without a name', 'places.yaml', add('- {id: XX}'), '- {id: XX}', '3.name: Invalid input: expected string, received undefined'],
    ['an unknown reason', 'scope.yaml', add('- {id: x, reason: rude, reply: no}'), '- {id: x, reason: rude, reply: no}', '3.reason: Invalid option: expected one of "out-of-scope"|"not-covered"'],
    ['a cue without words', 'cues.yaml', add('- {id: x}'), '- {id: x}', '3.words: Invalid input: expected record, received undefined'],
    ['a phrase without English', 'phrases.yaml', add('- {id: x, text: {id: y}}'), '- {id: x, text: {id: y}}', '3.text.en: Invalid input: expected string, received undefined'],
  ])('%s', (_, file, edit, at, says) => check(file, edit, at, says));
});

describe('a corpus that does not fit together', () => {
  // biome-ignore format: one row a line
  test.each<Row>([
    ['an id that is not the name of its file', BODY, line('id:', 'id: sg-csb'), 'id: sg-csb', 'id: id "sg-csb" must be the name of the file (sg-csa.yaml)'],
    ['an id of two records', BODY, line('id:', 'id: sg-k-box-2016'), 'id: sg-k-box-2016', 'id: id "sg-k-box-2016" must be the name of the file (sg-csa.yaml)'],
    ['a topic twice', 'topics.yaml', addFirst('- {id: x, label: x, comparison: false, says: y}\n- {id: x, label: z, comparison: false, says: y}'), '- {id: x, label: z, comparison: false, says: y}', '1.id: "x" is defined twice'],
    ['a place twice', 'places.yaml', add('- {id: UN, name: x}'), '- {id: UN, name: x}', '3.id: "UN" is defined twice'],
    ['a term twice', 'glossary.yaml', add('- {term: cybersecurity, aliases: [], topics: [], translations: {}}'), '- {term: cybersecurity, aliases: [], topics: [], translation', '4.term: "cybersecurity" is defined twice'],
    ['a ref twice', ACT, line('ref: s 3$', 'ref: s 2'), '- ref: s 2', 'provisions.1.ref: ref "s 2" is used twice in this instrument'],
    ['an authority that is no institution', ACT, line('authorities:', 'authorities: [sg-csa, sg-nobody]'), 'authorities: [sg-csa, sg-nobody]', 'authorities.1: "sg-nobody" is no institution of this corpus'],
    ['a successor that is no instrument', ACT, line('replaced_by:', 'replaced_by: sg-csa'), 'replaced_by: sg-csa', 'replaced_by: "sg-csa" is no instrument of this corpus'],
    ['a predecessor that is no instrument', ACT, line('replaces:', 'replaces: [sg-nothing-1900]'), 'replaces: [sg-nothing-1900]', 'replaces.0: "sg-nothing-1900" is no instrument of this corpus'],
    ['a legal basis that is no instrument', BODY, line('legal_basis:', 'legal_basis: [sg-nothing-1900]'), 'legal_basis: [sg-nothing-1900]', 'legal_basis.0: "sg-nothing-1900" is no instrument of this corpus'],
    ['a role without such an institution', PROFILE, line('national-cert:', 'national-cert: sg-nobody'), 'national-cert: sg-nobody', 'authorities.national-cert: "sg-nobody" is no institution of this corpus'],
    ['a case that cites no provision', CASE, line('cites:', 'cites: ["sg-computer-misuse-act-1993#s 99"]'), 'cites: ["sg-computer-misuse-act-1993#s 99"]', 'cites.0: "sg-computer-misuse-act-1993#s 99" is no instrument, provision or other item of this corpus'],
    ['an overview that cites no item', OVERVIEW, (source) => source.replace(/cites:\n +- .*/, 'cites:\n      - sg-nothing'), '- sg-nothing', 'statements.0.cites.0: "sg-nothing" is no provision or other item of this corpus'],
    ['a misconception that cites no item', 'misconceptions.yaml', add('- {id: x, says: [y], correction: z, cites: [sg-nothing], checked: official}'), '- {id: x, says: [y], correction: z, cites: [sg-nothing], che', '4.cites.0: "sg-nothing" is no provision or other item of this corpus'],
    ['asks of no item', ASKS, add('- {of: "sg-computer-misuse-act-1993#s 99", asks: [x]}'), '- {of: "sg-computer-misuse-act-1993#s 99", asks: [x]}', '3.of: "sg-computer-misuse-act-1993#s 99" is no provision, topic or other item of this corpus'],
    ['asks of no topic', ASKS, add('- {of: "topic:hacking", asks: [x]}'), '- {of: "topic:hacking", asks: [x]}', '3.of: "topic:hacking" is no provision, topic or other item of this corpus'],
    ['penalties that are no topic', 'topics.yaml', addFirst('- {id: x, label: x, comparison: false, says: y, penalties: hacking}'), '- {id: x, label: x, comparison: false, says: y, penalties: hacking}', 'penalties: "hacking" is no topic; corpus/topics.yaml lists them'],
    ['a source that is called official and is not', ACT, line('- ?\\{url:', '- {url: "https://gov.sg.example.org/cma", kind: official}'), '- {url: "https://gov.sg.example.org/cma", kind: official}', 'sources.0.url: gov.sg.example.org is on no official site of SG; corpus/official-sites.yaml lists them: the kind is mirror or secondary'],
    ['an official digest that leads elsewhere', ACT, (source) => line('url: https', 'url: https://www.agc.gov.my/cma')(line('checked:', 'checked: official')(source)), 'checked: official', 'provisions.0.checked: s 2 is checked: official, but www.agc.gov.my is on no official site of SG; corpus/official-sites.yaml lists them'],
    ['an old version, of which the summary says nothing', ACT, readIn('1994'), 'summary: >-', 'summary: the latest version_read (1994) is older than the amendment of 2025-12-30; the summary must say which version was read'],
    ['a comparison topic without a question', 'topics.yaml', addFirst('- {id: x, label: y, comparison: true, says: z}'), null, '-: comparison topic "x" needs a question'],
    ['an unknown topic of a provision', ACT, line('topics:', 'topics: [hacking]'), 'topics: [hacking]', 'provisions.0.topics.0: "hacking" is no topic; corpus/topics.yaml lists them'],
    ['an unknown topic of a body', BODY, line('topics:', 'topics: [institutions, hacking]'), 'topics: [institutions, hacking]', 'topics.1: "hacking" is no topic; corpus/topics.yaml lists them'],
    ['an unknown topic of a term', 'glossary.yaml', add('- {term: x, aliases: [], topics: [hacking], translations: {}}'), '- {term: x, aliases: [], topics: [hacking], translations: {}', '4.topics.0: "hacking" is no topic; corpus/topics.yaml lists them'],
    ['an unknown topic of a gap', PROFILE, line('gaps:', 'gaps:\n  hacking: {text: x, checked: official}'), 'hacking: {text: x, checked: official}', 'gaps.hacking: "hacking" is no topic; corpus/topics.yaml lists them'],
    ['a cell of no comparison topic', ACT, line('topics:', 'cells: {norms: Norms}\n    topics: [norms]'), 'cells: {norms: Norms}', 'provisions.0.cells.norms: "norms" is no comparison topic, so it has no cells'],
    ['in force before it was adopted', ACT, line('in_force:', 'in_force: 1993-01'), 'in_force: 1993-01', 'in_force: in force before it was adopted (1993-01 before 1993-05-28)'],
    ['ended before it began', ACT, line('ended:', 'ended: 1990'), 'ended: 1990', 'ended: ended before it began (1990 before 1993-08-30)'],
    ['amended before it was adopted', ACT, line('- ?\\{title:', '- {title: x, date: 1992, note: null}'), '- {title: x, date: 1992, note: null}', 'amended_by.0.date: amended before it was adopted (1992 before 1993-05-28)'],
    ['a provision that ends before it begins', ACT, line('heading:', 'from: 2020\n    until: 2019\n    heading: x'), 'until: 2019', 'provisions.0.until: ends before it begins (2019 before 2020)'],
    ['repealed without a date', ACT, line('status:', 'status: repealed'), 'ended: null', 'ended: is repealed, so it needs the date on which it ended'],
    ['repealed without a successor', ACT, line('status:', 'status: repealed'), 'replaced_by: null', 'replaced_by: is repealed but names no successor; if there is none, the summary must say "No successor"'],
    ['in force without a date', ACT, line('in_force:', 'in_force: null'), 'in_force: null', 'in_force: is in force but has no date; if the day was not found, the summary must say so'],
    ['a cell with a figure of its own', ACT, line('topics:', 'cells: {illegal-access: Prison up to 77 years}\n    topics: [illegal-access]'), 'cells: {illegal-access: Prison up to 77 years}', 'provisions.0.cells.illegal-access: holds "77", which s 2 does not say'],
    ['a cell that is too long', ACT, line('topics:', `cells: {illegal-access: ${'word '.repeat(31).trim()}}\n    topics: [illegal-access]`), 'cells: {illegal-access: word word', 'provisions.0.cells.illegal-access: has 31 words; a cell has at most 25 (30 at the outside)'],
  ])('%s', (_, file, edit, at, says) => check(file, edit, at, says));
});

describe('what is no problem', () => {
  // biome-ignore format: one row a line
  test.each<[string, string, (source: string) => string]>([
    ['a bare year', ACT, line('adopted:', 'adopted: 1993')],
    ['a month and the year of it', ACT, line('in_force:', 'in_force: 1993')],
    ['in force without a date, where the summary says so', ACT, (source) => line('in_force:', 'in_force: null')(source).replace(/summary: >-\n/, '$& The day was not found.\n'.replace(' The', '  The'))],
    ['a cell with the figures of its provision, in words or digits', ACT, line('illegal-access:', 'illegal-access: Fine up to S$5,000, prison up to two years, under s 3 of the Act')],
    ['a cell that says one', ACT, line('ref: s 2$', 'ref: s 2\n    cells: {illegal-access: Any one of the acts of sections 3 to 77}')],
    ['an ask of a topic', ASKS, add('- {of: "topic:illegal-access", asks: [is hacking a crime]}')],
    ['a site below an official one', ACT, line('- ?\\{url:', '- {url: "https://sso.agc.gov.sg/Act/CMA1993", kind: official}')],
    ['an old version that the summary names', ACT, (source) => readIn('1994')(source).replace(/summary: >-\n/, '$&  The text of 1994 was read.\n')],
    ['a comment', ACT, add('# checked by hand')],
    ['an ask more', ASKS, add('- {of: sg-csa, asks: [who runs SingCERT]}')],
    ['asks of a ref of an earlier edition', ASKS, add('- {of: "sg-computer-misuse-act-1993#s 8A", asks: [x]}')],
  ])('%s', async (_, file, edit) => {
    expect(await afterEdit(file, edit)).toEqual([]);
  });
});

describe('a file in the wrong place', () => {
  test.each([['notes.yaml'], ['national/sgp/x.yaml'], ['national/x.yaml'], ['cases/2016/x.yaml'], ['case/x.yaml']])('%s', async (file) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), 'id: x\n');
    const { problems } = await loadCorpus(folder);
    rmSync(join(folder, file));
    expect(problems).toEqual([
      { file, line: null, field: null, message: 'does not belong here; CONTRIBUTING.md shows where each kind of file goes' },
    ]);
  });

  test.each([['README.md'], ['.drafts/x.yaml'], ['cases/.x.yaml'], ['cases/x.yaml.bak']])('%s is no corpus file', async (file) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '{');
    expect((await loadCorpus(folder)).problems).toEqual([]);
    rmSync(join(folder, file));
  });
});

test('a table with a hole names the state and the topic, whether or not the state has a profile', async () => {
  const problems = await locate(
    folder,
    (await problemsOf()).filter(({ field }) => field === 'gaps'),
  );
  expect(problems).toContainEqual({
    file: 'national/th/profile.yaml',
    line: null,
    field: 'gaps',
    message: 'TH has neither a cell nor a gap for illegal-access',
  });
  expect(problems.filter(({ file, message }) => file === PROFILE && message.endsWith('illegal-access'))).toEqual([]);
});

test('the rest of a list is read although one entry is broken', async () => {
  const path = join(folder, 'glossary.yaml');
  const source = readFileSync(path, 'utf8');
  const whole = (await loadCorpus(folder)).corpus.terms.length;
  writeFileSync(path, add('- {term: ""}\n- {term: last, aliases: [], topics: [], translations: {}}')(source));
  const { corpus } = await loadCorpus(folder);
  writeFileSync(path, source);
  expect(corpus.terms.length).toBe(whole + 1);
});

describe('dates', () => {
  // biome-ignore format: one row a line
  test.each([
    ['2018', true],
    ['2018-06', true],
    ['2018-06-30', true],
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2018-06-31', false],
    ['2018-13', false],
    ['2018-00', false],
    ['2018-6-1', false],
    ['18', false],
    ['2018-06-30T00:00', false],
    ['', false],
  ])('%j exists: %s', (value, expected) => {
    expect(Instrument.shape.adopted.safeParse(value).success).toBe(expected);
  });

  // biome-ignore format: one row a line
  test.each([
    ['2018', '2019', true],
    ['2018-06', '2018-07-01', true],
    ['2018-06-01', '2018-06-02', true],
    ['2018', '2018-06', false],
    ['2018-06', '2018', false],
    ['2018-06-02', '2018-06-01', false],
    ['2018', '2018', false],
  ])('%s lies before %s: %s', (left, right, expected) => {
    expect(before(left, right)).toBe(expected);
  });
});

test('the corpus that is shipped has no problems, and its report has no hole', async () => {
  const { corpus, problems } = await loadCorpus(corpusFolder());
  expect([...problems, ...checkCorpus(corpus)]).toEqual([]);
  const [head, ...rows] = coverageReport(corpus).split('\n\n')[0]?.split('\n') ?? [];
  expect(head?.trim()).toBe('BN  KH  ID  LA  MY  MM  PH  SG  TH  TL  VN'.replaceAll('  ', ' '));
  for (const row of rows.slice(0, -1)) expect(row).toMatch(/^[a-z-]+\s+(?:[x-]\s+){10}[x-]$/);
});
