/** Block Kit's limits: payloads that Slack takes, and with which words it refuses the others. */

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { LIMITS } from './server/limits.ts';
import { buttons, links, pings, readable } from './server/reading.ts';
import type { Json } from './server/schema.ts';
import { refuseMessage, refuseView } from './server/validate.ts';

const long = (length: number) => 'x'.repeat(length);
const plain = (text: string): Json => ({ type: 'plain_text', text });
const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
const section = (text: string): Json => ({ type: 'section', text: mrkdwn(text) });
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const button = (more: Json = {}): Json => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const option = (value: string): Json => ({ text: plain(value), value });
const select = (options: Json[], more: Json = {}): Json => ({ type: 'static_select', action_id: 's', options, ...more });
const input = (element: Json): Json => ({ type: 'input', label: plain('Field'), element });
const rich = (...elements: Json[]): Json => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });
const cell = (text: string): Json => ({ type: 'raw_text', text });
const table = (rows: Json[][]): Json => ({ type: 'table', rows });
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const feedback = (value: string): Json => ({ text: plain('Right'), value });
const feedbackButtons = (value: string): Json => ({
  type: 'context_actions',
  elements: [{ type: 'feedback_buttons', action_id: 'f', positive_button: feedback(value), negative_button: feedback('no') }],
});

describe('blocks of a message', () => {
  /** [what, blocks, null if Slack takes them, else the complaint] */
  const table_: [string, Json[], string | null][] = [
    ['50 blocks', times(50, () => ({ type: 'divider' })), null],
    ['51 blocks', times(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
    ['a section of 3000', [section(long(3000))], null],
    ['a section of 3001', [section(long(3001))], 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    ['empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a section of nothing', [{ type: 'section' }], 'must provide text or fields [json-pointer:/blocks/0]'],
    ['10 fields', [{ type: 'section', fields: times(10, () => mrkdwn(long(10))) }], null],
    [
      '11 fields',
      [{ type: 'section', fields: times(11, () => mrkdwn('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a field of 2001',
      [{ type: 'section', fields: [mrkdwn(long(2001))] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    ['a header of 150', [{ type: 'header', text: plain(long(150)) }], null],
    [
      'a header of 151',
      [{ type: 'header', text: plain(long(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('a') }], 'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]'],
    ['10 context elements', [{ type: 'context', elements: times(10, () => mrkdwn('a')) }], null],
    [
      '11 context elements',
      [{ type: 'context', elements: times(11, () => mrkdwn('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['an empty context', [{ type: 'context', elements: [] }], 'no less than 1 items required [json-pointer:/blocks/0/elements]'],
    [
      'a button as context',
      [{ type: 'context', elements: [button()] }],
      'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
    ],
    ['25 buttons', [actions(...times(25, (n) => button({ action_id: `b${n}` })))], null],
    [
      '26 buttons',
      [actions(...times(26, (n) => button({ action_id: `b${n}` })))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['a label of 75', [actions(button({ text: plain(long(75)) }))], null],
    [
      'a label of 76',
      [actions(button({ text: plain(long(76)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    ['a value of 2000', [actions(button({ value: long(2000) }))], null],
    [
      'a value of 2001',
      [actions(button({ value: long(2001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'an action_id of 256',
      [actions(button({ action_id: long(256) }))],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    ['a button to nowhere', [actions(button({ url: 'nowhere' }))], 'must be a valid URL [json-pointer:/blocks/0/elements/0/url]'],
    ['a script as address', [actions(button({ url: 'javascript:1' }))], 'must be a valid URL [json-pointer:/blocks/0/elements/0/url]'],
    [
      'a style of our own',
      [actions(button({ style: 'grey' }))],
      'value "grey" is not one of primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'a disabled button',
      [actions(button({ disabled: true }))],
      'invalid additional property: disabled [json-pointer:/blocks/0/elements/0]',
    ],
    ['an unknown block', [{ type: 'heading' }], 'unsupported type: heading [json-pointer:/blocks/0/type]'],
    ['a name of JavaScript as type', [{ type: 'constructor' }], 'unsupported type: constructor [json-pointer:/blocks/0/type]'],
    ['no type', [{}], 'missing required field: type [json-pointer:/blocks/0]'],
    ['100 options', [actions(select(times(100, (n) => option(`o${n}`))))], null],
    [
      '101 options',
      [actions(select(times(101, (n) => option(`o${n}`))))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    ['no options', [actions(select([]))], 'no less than 1 items required [json-pointer:/blocks/0/elements/0/options]'],
    [
      'an option of 76',
      [actions(select([{ text: plain(long(76)), value: 'a' }]))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    ['one value twice', [actions(select([option('a'), option('a')]))], 'option values must be unique [json-pointer:/blocks/0/elements/0]'],
    [
      'an initial option that is none',
      [actions(select([option('a')], { initial_option: option('b') }))],
      'initial option is not among the options [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'options and groups',
      [actions(select([option('a')], { option_groups: [{ label: plain('g'), options: [option('b')] }] }))],
      'must provide one of options and option_groups [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'six in an overflow menu',
      [{ ...section('a'), accessory: { type: 'overflow', action_id: 'o', options: times(6, (n) => option(`o${n}`)) } }],
      'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      'a text input in actions',
      [actions({ type: 'plain_text_input' })],
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    ['rich text', [rich({ type: 'text', text: 'a', style: { bold: true } }, { type: 'link', url: 'https://a.example', text: '1' })], null],
    [
      'empty rich text',
      [rich({ type: 'text', text: '' })],
      'must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]',
    ],
    [
      'a style that rich text has not',
      [rich({ type: 'text', text: 'a', style: { large: true } })],
      'invalid additional property: large [json-pointer:/blocks/0/elements/0/elements/0/style]',
    ],
    ['Markdown of 12000', [{ type: 'markdown', text: long(12_000) }], null],
    ['Markdown of 12001', [{ type: 'markdown', text: long(12_001) }], 'must be less than 12001 characters [json-pointer:/blocks/0/text]'],
    [
      'Markdown of 12001 in two blocks',
      [
        { type: 'markdown', text: long(6000) },
        { type: 'markdown', text: long(6001) },
      ],
      'markdown blocks together must be less than 12001 characters [json-pointer:/blocks]',
    ],
    ['a table of 100 rows', [table(times(100, () => [cell('a')]))], null],
    ['a table of 101 rows', [table(times(101, () => [cell('a')]))], 'no more than 100 items allowed [json-pointer:/blocks/0/rows]'],
    ['20 columns', [table([times(20, () => cell('a'))])], null],
    ['21 columns', [table([times(21, () => cell('a'))])], 'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]'],
    ['an empty cell', [table([[cell('')]])], 'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]'],
    ['mrkdwn in a cell', [table([[mrkdwn('a')]])], 'unsupported type: mrkdwn [json-pointer:/blocks/0/rows/0/0/type]'],
    ['rich text in a cell', [table([[rich({ type: 'text', text: 'a' })]])], null],
    ['a table of 10001 characters', [table([times(4, () => cell(long(2501)))])], 'a table takes no more than 10000 characters'],
    ['feedback', [feedbackButtons('yes')], null],
    [
      'feedback of 2001',
      [feedbackButtons(long(2001))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/positive_button/value]',
    ],
    [
      'feedback in an actions block',
      [actions((feedbackButtons('yes').elements as Json[])[0] ?? {})],
      'unsupported type: feedback_buttons [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a block_id twice',
      times(2, () => ({ type: 'divider', block_id: 'd' })),
      'block_id `d` already exists for another block [json-pointer:/blocks/1/block_id]',
    ],
    [
      'an action_id twice in a block',
      [actions(button(), button())],
      'action_id `go` already exists for another element [json-pointer:/blocks/0]',
    ],
    ['an action_id in two blocks', [actions(button()), actions(button())], null],
    ['an image', [{ type: 'image', image_url: 'https://a.example/a.png', alt_text: 'a', title: plain('A') }], null],
    [
      'an image without words',
      [{ type: 'image', image_url: 'https://a.example/a.png' }],
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    ['an image of nothing', [{ type: 'image', alt_text: 'a' }], 'must provide image_url or slack_file [json-pointer:/blocks/0]'],
  ];

  test.each(table_)('%s', (_what, blocks, complaint) => {
    const expected = complaint === null ? null : { error: 'invalid_blocks', messages: [`[ERROR] ${complaint}`] };
    expect(refuseMessage({ text: 'text', blocks }, 'response_url')).toEqual(expected);
  });

  test.each<[string, Json, string | null]>([
    ['text', { text: 'a' }, null],
    ['blocks without text', { blocks: [section('a')] }, null],
    ['nothing', {}, 'no_text'],
    ['spaces', { text: '  ' }, 'no_text'],
    ['empty text and no blocks', { text: '', blocks: [] }, 'no_text'],
    ['text of 40000', { text: long(40_000) }, null],
    ['text of 40001', { text: long(40_001) }, 'msg_too_long'],
    ['blocks that are no list', { text: 'a', blocks: 'blocks' }, 'invalid_blocks_format'],
    ['two tables', { text: 'a', blocks: [table([[cell('a')]]), table([[cell('a')]])] }, 'invalid_attachments'],
    ['blocks of 12 kB', { text: 'a', blocks: times(4, () => section(long(3000))) }, null],
    ['blocks of 15 kB', { text: 'a', blocks: times(5, () => section(long(3000))) }, 'msg_blocks_too_long'],
  ])('a message of %s', (_what, message, error) => {
    expect(refuseMessage(message)?.error ?? null).toBe(error);
  });
});

describe('views', () => {
  const modal = (more: Json = {}): Json => ({ type: 'modal', title: plain('Title'), blocks: [section('a')], ...more });

  test.each<[string, Json, 'modal' | 'home', string | null]>([
    ['a modal', modal({ submit: plain('Save'), close: plain('Close'), callback_id: 'c', private_metadata: long(3000) }), 'modal', null],
    ['a title of 25', modal({ title: plain(long(25)) }), 'modal', 'must be less than 25 characters [json-pointer:/view/title/text]'],
    ['no title', { type: 'modal', blocks: [] }, 'modal', 'missing required field: title [json-pointer:/view]'],
    ['a submit of 25', modal({ submit: plain(long(25)) }), 'modal', 'must be less than 25 characters [json-pointer:/view/submit/text]'],
    [
      'private_metadata of 3001',
      modal({ private_metadata: long(3001) }),
      'modal',
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      '101 blocks',
      modal({ blocks: times(101, () => ({ type: 'divider' })) }),
      'modal',
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'an input without submit',
      modal({ blocks: [input({ type: 'plain_text_input', action_id: 'a' })] }),
      'modal',
      'missing required field: submit [json-pointer:/view]',
    ],
    ['a table', modal({ blocks: [table([[cell('a')]])] }), 'modal', 'unsupported type: table [json-pointer:/view/blocks/0/type]'],
    [
      'feedback',
      modal({ blocks: [feedbackButtons('a')] }),
      'modal',
      'unsupported type: context_actions [json-pointer:/view/blocks/0/type]',
    ],
    ['a home tab', { type: 'home', blocks: [section('a')] }, 'home', null],
    [
      'a home tab with a title',
      { type: 'home', title: plain('a'), blocks: [] },
      'home',
      'invalid additional property: title [json-pointer:/view]',
    ],
    ['a modal as home tab', modal(), 'home', 'must be a view of type home [json-pointer:/view/type]'],
    [
      'two that want the focus',
      modal({
        submit: plain('Save'),
        blocks: ['a', 'b'].map((action_id) => input({ type: 'plain_text_input', action_id, focus_on_load: true })),
      }),
      'modal',
      'only one element can have focus_on_load [json-pointer:/view/blocks]',
    ],
  ])('%s', (_what, view, kind, complaint) => {
    const expected = complaint === null ? null : { error: 'invalid_arguments', messages: [`[ERROR] ${complaint}`] };
    expect(refuseView(view, kind)).toEqual(expected);
  });
});

test('whatever comes as blocks or as a view is taken or refused, and never throws', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.jsonValue(), (blocks, view) => {
      const outcome = refuseMessage({ text: 'a', blocks });
      expect(outcome === null || outcome.error.length > 0).toBe(true);
      expect(refuseView(view, 'modal')?.error).toBe('invalid_arguments');
    }),
  );
});

test('every limit names its source', () => {
  for (const [place, { source }] of Object.entries(LIMITS)) expect(source, place).toMatch(/^https:\/\/(docs\.slack\.dev|github\.com)\//);
});

describe('reading a message', () => {
  const message = (text: string, blocks: Json[]) => ({ text, blocks }) as Parameters<typeof pings>[0];

  test.each<[string, string, Json[], string[]]>([
    ['escaped text', '&lt;!channel&gt; @here', [section('&lt;@U1&gt;')], []],
    ['the text itself', '<!channel>', [], ['<!channel>']],
    ['mrkdwn', 'a', [section('<@U1> <!here|here> <!subteam^S1>')], ['<@U1>', '<!here|here>', '<!subteam^S1>']],
    ['plain text', 'a', [{ type: 'header', text: plain('<!channel>') }], []],
    ['text of rich text', 'a', [rich({ type: 'text', text: '<!channel>' })], []],
    ['rich text', 'a', [rich({ type: 'broadcast', range: 'here' }, { type: 'user', user_id: 'U1' })], ['<!here>', '<@U1>']],
    ['Markdown', 'a', [{ type: 'markdown', text: '<@U1>' }], ['<@U1>']],
  ])('whom it pings: %s', (_what, text, blocks, expected) => {
    expect(pings(message(text, blocks))).toEqual(expected);
  });

  it('shows text, buttons and links', () => {
    const shown = message('a <https://c.example|c>', [
      section('*b* <https://a.example|a &amp; b>'),
      rich({ type: 'text', text: 'c ' }, { type: 'link', url: 'https://b.example', text: '1' }),
      actions(button({ value: 'v' })),
      feedbackButtons('yes'),
    ]);
    expect(readable(shown)).toBe('*b* a & b\nc 1\nGo\nRight\nRight');
    expect(buttons(shown).map(({ action_id, label, value }) => [action_id, label, value])).toEqual([
      ['go', 'Go', 'v'],
      ['f', 'Right', 'yes'],
      ['f', 'Right', 'no'],
    ]);
    expect(links(shown)).toEqual([
      { url: 'https://c.example', label: 'c' },
      { url: 'https://a.example', label: 'a &amp; b' },
      { url: 'https://b.example', label: '1' },
    ]);
  });
});
