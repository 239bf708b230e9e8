import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvOf, markdownOf } from '../../adapters/presentation/table-formats.ts';
import type { Answer } from '../../src/answer/answer.ts';
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import { Contract } from './contract.ts';
import { copyOfCorpus, environment, MAIN, NODE, newFolder, parseCsv, type Run, removeFolder, runCommand } from './run-terminal.ts';

let folder: string;
let corpus: string;
/** `lexsea …` with its compiled corpus in a folder. */
const lexsea = (data: string, args: readonly string[], input = '', more: Record<string, string> = {}): Promise<Run> =>
  runCommand(NODE, [MAIN, ...args], environment(data, corpus, more), input);

beforeAll(async () => {
  folder = newFolder();
  corpus = copyOfCorpus(folder);
  const built = await lexsea(folder, ['corpus', 'build']);
  expect(built).toMatchObject({ status: 0, err: '' });
});
afterAll(() => removeFolder(folder));

const run = (...args: string[]): Promise<Run> => lexsea(folder, args);
const ESCAPE = '\u001b';
const HACKING = 'penalty for hacking in Malaysia';

const answerOf = ({ out }: Run): Answer => Contract.loose().parse(JSON.parse(out)) as unknown as Answer;

describe('lexsea ask', () => {
  test('prints the headline, the statements with their numbers, and the sources', async () => {
    const { status, out, err } = await run('ask', HACKING);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('RM50,000');
    expect(out).toMatch(/^\[1\] Computer Crimes Act 1997, s 3 — /m);
    expect(out).toContain('General information, not legal advice.');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  test.each([
    [HACKING, 0],
    ['compare breach notification across ASEAN', 0],
    ['what is ASEANPOL', 0],
    ['Cybersecurity Act', 0],
    ['tell me a joke', 1],
    ['section 999 of the Computer Misuse Act of Singapore', 1],
    ['???', 1],
  ])('--json of %j is the contract, and exits %i', async (question, status) => {
    const result = await run('ask', '--json', question);
    expect(result).toMatchObject({ status, err: '' });
    expect(answerOf(result).question).toBe(question);
    expect((await run('ask', '--json', question)).out).toBe(result.out);
  });

  test('takes its words with or without quotes', async () => {
    expect((await run('ask', '--json', ...HACKING.split(' '))).out).toBe((await run('ask', '--json', HACKING)).out);
  });

  test.each([
    ['sg', ['SG']],
    ['SG,Thailand', ['SG', 'TH']],
    ['ASEAN', ['ASEAN']],
  ])('--in %s limits the answer', async (places, expected) => {
    expect(answerOf(await run('ask', '--json', '--in', places, 'hacking')).jurisdictions).toEqual(expected);
  });

  test.each([
    ['2016-06-30', '2016-06-30'],
    ['2024-02', '2024-02-29'],
    ['2020', '2020-12-31'],
  ])('--as-of %s is the law of %s', async (written, day) => {
    expect(answerOf(await run('ask', '--json', '--as-of', written, HACKING)).asOf).toBe(day);
  });
});

describe('a wrong word on the command line exits 2 with one line on stderr', () => {
  test.each([
    [['ask', '--in', 'Thailnd', 'hacking'], 'Thailand'],
    [['ask', '--in', 'SG,Malasya', 'hacking'], 'Malaysia'],
    [['list', 'instruments', '--in', 'Vietnem'], 'Viet Nam'],
    [['compare', 'breach-notifcation'], 'breach-notification'],
    [['compare', 'extradition', '--in', 'ASEAN'], 'member state'],
    [['show', 'sg-computer-misuse-act-1993#s 33'], 'sg-computer-misuse-act-1993#s 3'],
    [['ask', '--as-of', '2025-02-30', 'hacking'], '2025-06-01'],
    [['ask'], 'lexsea ask "'],
    [['compare', 'extradition', '--format', 'xml'], 'table, md, csv, json'],
    [['list', 'laws'], 'instruments'],
    [['ask', '--jsn', 'hacking'], '--json'],
  ])('%j: %s', async (args, near) => {
    const { status, out, err } = await run(...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(near);
    expect(err).toMatch(/^[^\n]+\n$/);
  });

  test.each([[['--help']], [['help']], [['ask', '--help']], [['compare', '--help']], [['chat', '--help']]])('%j is none', async (args) => {
    const { status, out, err } = await run(...args);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^Usage: lexsea/);
  });
});

describe('lexsea ask --batch', () => {
  const batch = async (input: string): Promise<Record<string, unknown>[]> => {
    const { status, out, err } = await lexsea(folder, ['ask', '--batch'], input);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    if (out !== '') expect(out.endsWith('\n')).toBe(true);
    return out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  test('answers each line in order, with its id; a bad line gets an error, and the rest goes on', async () => {
    const lines: [string, object][] = [
      [JSON.stringify({ id: 1, question: HACKING }), { id: 1, kind: 'answer', question: HACKING }],
      ['{"id": 2, "question": ', { id: null, error: expect.stringContaining('not JSON') }],
      ['[1, 2]', { id: null, error: expect.stringContaining('not an object') }],
      ['null', { id: null, error: expect.stringContaining('not an object') }],
      ['"text"', { id: null, error: expect.stringContaining('not an object') }],
      ['{"id": "a"}', { id: 'a', error: expect.stringContaining('"question"') }],
      ['{"id": "b", "question": 7}', { id: 'b', error: expect.stringContaining('"question"') }],
      ['{"id": "c", "question": "x", "context": "y"}', { id: 'c', error: expect.stringContaining('"context"') }],
      ['{"id": "d", "question": "x", "context": [1]}', { id: 'd', error: expect.stringContaining('"context"') }],
      [JSON.stringify({ id: { any: ['thing'] }, question: 'tell me a joke' }), { id: { any: ['thing'] }, kind: 'no-answer' }],
      [JSON.stringify({ question: '' }), { id: null, kind: 'no-answer', reason: 'empty' }],
      [
        JSON.stringify({ id: 3, question: 'and in Malaysia?', context: ['penalty for hacking in Singapore'] }),
        { id: 3, jurisdictions: ['MY'] },
      ],
    ];
    const answers = await batch(`${lines.map(([line]) => line).join('\n')}\n`);
    expect(answers).toHaveLength(lines.length);
    for (const [n, [, expected]] of lines.entries()) expect(answers[n]).toMatchObject(expected);
    expect(answers.at(-1)?.topics).toContain('illegal-access');
    for (const answer of answers) if (!('error' in answer)) Contract.parse(answer);
  });

  test.each([
    ['CRLF', '{"id":1,"question":"DPO"}\r\n{"id":2,"question":"DPO"}\r\n', [1, 2]],
    ['no line feed at the end', '{"id":1,"question":"DPO"}\n{"id":2,"question":"DPO"}', [1, 2]],
    ['empty lines', '\n\n{"id":1,"question":"DPO"}\n   \n', [1]],
    ['nothing', '', []],
  ])('reads lines with %s', async (_, input, ids) => {
    expect((await batch(input)).map(({ id }) => id)).toEqual(ids);
  });

  test('of 2,000 lines gives 2,000 answers in order', async () => {
    const questions = [HACKING, 'tell me a joke', 'DPO in Jakarta', 'norm (f)', 'compare extradition across ASEAN'];
    const lines = Array.from({ length: 2000 }, (_, id) => JSON.stringify({ id, question: questions[id % questions.length] }));
    const answers = await batch(`${lines.join('\n')}\n`);
    expect(answers.map(({ id }) => id)).toEqual(lines.map((_, id) => id));
  });

  test('keeps to --in', async () => {
    const { out } = await lexsea(folder, ['ask', '--batch', '--in', 'LA'], '{"question":"hacking"}\n');
    expect(JSON.parse(out)).toMatchObject({ jurisdictions: ['LA'] });
  });
});

describe('lexsea compare', () => {
  const compare = (...args: string[]): Promise<Run> => run('compare', 'breach-notification', ...args);

  test('prints the same rows as a table, as Markdown, as CSV and as JSON', async () => {
    const [json, csv, md, table] = await Promise.all(['json', 'csv', 'md', 'table'].map((format) => compare('--format', format)));
    const answer = answerOf(json as Run);
    const rows = answer.table?.rows ?? [];
    expect(rows.map(({ jurisdiction }) => jurisdiction)).toEqual([...MEMBER_STATES]);
    const [header, ...records] = parseCsv((csv as Run).out);
    expect(header).toEqual(['state', 'topic', 'rule', 'source', 'status', 'checked', 'url']);
    expect(records.map(([state, , rule]) => [state, rule])).toEqual(rows.map(({ jurisdiction, text }) => [jurisdiction, text]));
    const lines = (md as Run).out.trimEnd().split('\n');
    expect(lines).toHaveLength(rows.length + 2);
    for (const [n, { jurisdiction, text }] of rows.entries()) {
      expect(lines[n + 2]).toMatch(new RegExp(`^\\| ${jurisdiction} +\\|`));
      expect(lines[n + 2]).toContain(text.replaceAll('|', '\\|'));
    }
    for (const state of MEMBER_STATES) expect((table as Run).out).toMatch(new RegExp(`^│ ${state} `, 'm'));
  });

  test('takes an id, a label or a term, and only the states that are chosen', async () => {
    const label = await run('compare', 'Data', 'breach', 'notification', '--in', 'TH,sg', '--format', 'csv');
    expect(label.out).toBe((await compare('--in', 'TH,SG', '--format', 'csv')).out);
    expect(parseCsv(label.out).map(([state]) => state)).toEqual(['state', 'TH', 'SG']);
    expect((await run('compare', 'hacking', '--in', 'MY', '--format', 'csv')).out).toContain('illegal-access');
  });

  test('marks cells that a spreadsheet would run, and keeps quotes, bars and line feeds', () => {
    const cells = ['=1+1', '+1', '-1', '@A1', 'a "b", c', 'a|b'];
    const rows = cells.map((text) => ({ jurisdiction: 'SG', topic: 't', text, citations: [] }));
    const answer = { table: { topic: 't', rows }, citations: [] } as unknown as Answer;
    const written = parseCsv(csvOf(answer)).slice(1);
    expect(written.map(([, , rule]) => rule)).toEqual(["'=1+1", "'+1", "'-1", "'@A1", 'a "b", c', 'a|b']);
    expect(markdownOf(answer)).toContain('a\\|b');
  });
});

describe('lexsea show and list', () => {
  test.each([
    ['sg-computer-misuse-act-1993', 'Computer Misuse Act 1993'],
    ['sg-computer-misuse-act-1993#s 3', 'Unauthorised access'],
    ['aseanapol', 'ASEANAPOL'],
    ['sg-k-box-2016', '317,000'],
    ['misconception:aseanpol', 'ASEANAPOL'],
    ['profile:TL#illegal-access', 'No offence'],
  ])('shows %s', async (id, says) => {
    const [shown, json] = await Promise.all([run('show', id), run('show', '--json', id)]);
    expect(shown).toMatchObject({ status: 0, err: '' });
    expect(shown.out).toContain(says);
    expect(JSON.parse(json.out)).toMatchObject({ id: expect.any(String) });
  });

  test.each(['instruments', 'institutions', 'topics', 'norms', 'cases'])(
    'lists %s, and each can be shown as it is listed',
    async (what) => {
      const [text, json] = await Promise.all([run('list', what), run('list', what, '--json')]);
      const rows = JSON.parse(json.out) as { id: string; jurisdiction: string | null; text: string }[];
      expect(rows.length).toBeGreaterThan(5);
      expect(text.out.trimEnd().split('\n')).toHaveLength(rows.length);
      if (what !== 'topics') expect((await run('show', rows[0]?.id as string)).status).toBe(0);
    },
  );

  test('lists only what is of a state', async () => {
    const rows = JSON.parse((await run('list', 'instruments', '--in', 'BN', '--json')).out) as { jurisdiction: string }[];
    expect(new Set(rows.map(({ jurisdiction }) => jurisdiction))).toEqual(new Set(['BN']));
  });

  test('ends quietly when the reader has seen enough', async () => {
    const pipe = `"${NODE}" "${MAIN}" list instruments | head -1`;
    const { status, out, err } = await runCommand('sh', ['-c', pipe], environment(folder, corpus));
    expect({ status, err, lines: out.split('\n').length }).toEqual({ status: 0, err: '', lines: 2 });
  });
});

describe('lexsea chat', () => {
  test.each([[['chat']], [[]]])('%j answers each line that is piped in, and understands a follow-up', async (args) => {
    const { status, out, err } = await lexsea(folder, args, 'penalty for hacking in Singapore\nand in Malaysia?\n\nexit\nDPO\n');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect([...out.matchAll(/^> (.*)$/gm)].map(([, question]) => question)).toEqual([
      'penalty for hacking in Singapore',
      'and in Malaysia?',
    ]);
    expect(out).toMatch(/^\[1\] Computer Misuse Act 1993, s 3/m);
    expect(out).toMatch(/^\[1\] Computer Crimes Act 1997, s 3/m);
  });

  test('forgets on "new", and exits 1 where a question had no answer', async () => {
    const { status, out } = await lexsea(folder, ['chat'], `${HACKING}\nnew\ntell me a joke`);
    expect(status).toBe(1);
    expect(out).not.toContain('> new');
  });
});

describe('colour', () => {
  test.each([
    ['into a pipe', {}, false],
    ['with NO_COLOR', { NO_COLOR: '1' }, false],
    ['with FORCE_COLOR', { FORCE_COLOR: '1' }, true],
  ])('%s', async (_, env, coloured) => {
    for (const args of [
      ['ask', HACKING],
      ['compare', 'extradition'],
      ['show', 'aseanapol'],
    ])
      expect((await lexsea(folder, args, '', env)).out.includes(ESCAPE), args[0]).toBe(coloured);
  });
});

describe('the compiled corpus', () => {
  test('that cannot be kept gives one warning and an answer', async () => {
    const place = join(folder, 'file');
    writeFileSync(place, '');
    const { status, out, err } = await lexsea(join(place, 'data'), ['ask', HACKING]);
    expect(status).toBe(0);
    expect(out).toContain('RM50,000');
    expect(err).toMatch(/^lexsea: [^\n]*cannot be written[^\n]*\n$/);
  });

  test('that is damaged gives one warning, an answer, and is whole again', async () => {
    const other = join(folder, 'damaged');
    mkdirSync(other);
    copyFileSync(join(folder, 'corpus.db'), join(other, 'corpus.db'));
    const content = readFileSync(join(other, 'corpus.db'));
    content.fill(0, content.length / 2, content.length / 2 + 5000);
    writeFileSync(join(other, 'corpus.db'), content);
    const [first, second] = [await lexsea(other, ['ask', HACKING]), await lexsea(other, ['ask', HACKING])];
    expect(first.err).toMatch(/^lexsea: [^\n]*damaged[^\n]*\n$/);
    expect(second.err).toBe('');
    expect(first).toMatchObject({ status: 0, out: second.out });
  });

  test('is built on first use where it is missing', async () => {
    const other = join(folder, 'new', 'data');
    expect(await lexsea(other, ['ask', HACKING])).toMatchObject({ status: 0, err: '' });
    expect(existsSync(join(other, 'corpus.db'))).toBe(true);
  });
});
