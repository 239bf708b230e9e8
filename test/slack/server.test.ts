/** The loopback Slack itself: what it refuses, and that the real Bolt takes it for Slack in both modes. */

import { App, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { LIMITS } from './server/limits.ts';
import { buttons, links, pings, readable } from './server/reading.ts';
import type { Json } from './server/schema.ts';
import { type SlackServer, startSlack } from './server/slack.ts';
import { refuseMessage, refuseView } from './server/validate.ts';

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
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

describe('the Web API', () => {
  let slack: SlackServer;
  beforeEach(async () => {
    slack = await startSlack();
  });
  afterEach(async () => {
    await slack.close();
    expect(slack.broken).toEqual([]);
  });

  const client = (token: string | null | undefined) =>
    new WebClient(token ?? undefined, { slackApiUrl: slack.apiUrl, logLevel: LogLevel.ERROR, retryConfig: { retries: 2, minTimeout: 1 } });
  const error = (call: Promise<unknown>) =>
    call.then(
      () => null,
      (problem: { data?: Json }) => problem.data?.error ?? problem,
    );

  it('posts, changes, finds and deletes', async () => {
    const team = slack.workspace('T1');
    const channel = team.channel('general');
    const { chat, conversations } = client(team.token);
    const metadata = { event_type: 'answer', event_payload: { question: '1.2' } };
    const { ts = '' } = await chat.postMessage({ channel: channel.id, text: 'one', metadata });
    await chat.postMessage({ channel: channel.id, text: 'two', thread_ts: ts });
    await chat.update({ channel: channel.id, ts, text: 'uno' });
    const thread = await conversations.replies({ channel: channel.id, ts, include_all_metadata: true });
    expect(thread.messages?.map((each) => each.text)).toEqual(['uno', 'two']);
    expect(thread.messages?.[0]?.metadata).toEqual(metadata);
    expect((await conversations.replies({ channel: channel.id, ts })).messages?.[0]?.metadata).toBeUndefined();
    expect((await conversations.history({ channel: channel.id })).messages?.map((each) => each.text)).toEqual(['uno']);
    await chat.delete({ channel: channel.id, ts });
    expect(slack.messages(channel).map((each) => each.text)).toEqual(['two']);
    expect(slack.refusals()).toEqual([]);
  });

  it('says no as Slack does', async () => {
    const team = slack.workspace('T1');
    const other = slack.workspace('T2');
    const here = team.channel('general');
    const away = team.channel('away', { bot: false });
    const hidden = team.channel('hidden', { bot: false, private: true });
    const ana = team.user('ana');
    const mine = ana.say(here, 'mine').message;
    const { chat, views, conversations, apiCall } = client(team.token);
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'T' }, blocks: [] };
    const trigger = slack.trigger('T1', ana.id);
    await views.open({ trigger_id: trigger, view });
    const old = slack.trigger('T1', ana.id);
    slack.expireTriggers();
    const text = 'a';
    const table_: [Promise<unknown>, string][] = [
      [client(undefined).auth.test(), 'not_authed'],
      [client('xoxb-unknown').auth.test(), 'invalid_auth'],
      [client(team.token).apps.connections.open(), 'not_allowed_token_type'],
      [apiCall.call(client(team.token), 'chat.shout', {}), 'unknown_method'],
      [chat.postMessage({ channel: 'C0', text }), 'channel_not_found'],
      [chat.postMessage({ channel: away.id, text }), 'not_in_channel'],
      [chat.postMessage({ channel: hidden.id, text }), 'channel_not_found'],
      [chat.postMessage({ channel: other.channel('general').id, text }), 'channel_not_found'],
      [chat.postMessage({ channel: here.id, text, thread_ts: '1.1' }), 'invalid_thread_ts'],
      [chat.postMessage({ channel: here.id, text: '' }), 'no_text'],
      [chat.postEphemeral({ channel: here.id, text, user: other.user('bo').id }), 'user_not_in_channel'],
      [chat.update({ channel: here.id, ts: mine.ts, text }), 'cant_update_message'],
      [chat.delete({ channel: here.id, ts: '1.1' }), 'message_not_found'],
      [conversations.replies({ channel: here.id, ts: '1.1' }), 'thread_not_found'],
      [views.open({ trigger_id: 'x', view }), 'invalid_trigger_id'],
      [views.open({ trigger_id: trigger, view }), 'exchanged_trigger_id'],
      [views.open({ trigger_id: old, view }), 'expired_trigger_id'],
      [views.update({ view_id: 'V0', view }), 'not_found'],
    ];
    for (const [call, expected] of table_) expect(await error(call)).toBe(expected);
  });

  it('names the blocks that it refuses', async () => {
    const team = slack.workspace('T1');
    const blocks = [section(long(3001))] as never;
    const problem = await client(team.token)
      .chat.postMessage({ channel: team.channel('general').id, text: 'a', blocks })
      .catch((each) => each.data);
    expect(problem).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'] },
    });
  });

  it('gives what the manifest asks for, and no more', async () => {
    const manifest = (scopes: string[], events: string[]) => ({
      oauth_config: { scopes: { bot: scopes } },
      settings: { event_subscriptions: { bot_events: events } },
    });
    await expect(startSlack({ manifest: manifest(['chat:write'], ['message.im']) })).rejects.toThrow('needs the scopes im:history');
    const strict = await startSlack({ manifest: manifest(['chat:write'], []) });
    const team = strict.workspace('T1');
    const narrow = new WebClient(team.token ?? '', { slackApiUrl: strict.apiUrl });
    expect(await error(narrow.users.info({ user: team.user('ana').id }))).toBe('missing_scope');
    expect(await team.user('ana').dm('hello').acks).toEqual([]);
    await strict.close();
  });

  it('limits the rate on demand, says for how long, and takes the call again then', async () => {
    const team = slack.workspace('T1');
    const channel = team.channel('general');
    slack.storm('chat.postMessage', { retryAfter: 0, times: 2 });
    await client(team.token).chat.postMessage({ channel: channel.id, text: 'a' });
    expect(slack.calls('chat.postMessage').map((each) => each.status)).toEqual([429, 429, 200]);
    expect(slack.messages(channel)).toHaveLength(1);
  });

  it('holds a call before or after it is done, and loses it', async () => {
    const team = slack.workspace('T1');
    const channel = team.channel('general');
    const { chat } = client(team.token);
    for (const [when, posted] of [
      ['before', 1],
      ['after', 3],
    ] as const) {
      // Lost once; the client then tries again by itself.
      const hold = slack.hold('chat.postMessage', when);
      const call = chat.postMessage({ channel: channel.id, text: when });
      await hold.reached;
      hold.drop();
      await call;
      expect(slack.messages(channel)).toHaveLength(posted);
    }
  });

  it('takes files', async () => {
    const team = slack.workspace('T1');
    const channel = team.channel('general');
    await client(team.token).filesUploadV2({ channel_id: channel.id, filename: 'table.csv', content: 'a,b\n1,ü\n', title: 'Table' });
    expect(slack.messages(channel)[0]?.files).toMatchObject([{ name: 'table.csv', title: 'Table', content: 'a,b\n1,ü\n' }]);
  });
});

describe.each(['socket', 'http'] as const)('the real Bolt over %s', (mode) => {
  let slack: SlackServer;
  let app: App;

  beforeEach(async () => {
    slack = await startSlack({ ackTimeout: 1500 });
    const team = slack.workspace('T1');
    const options = { token: team.token ?? '', logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: slack.apiUrl } };
    app =
      mode === 'socket'
        ? new App({ ...options, socketMode: true, appToken: slack.appToken })
        : new App({ ...options, signingSecret: slack.signingSecret });
    if (mode === 'socket') await app.start();
    else {
      const server = (await app.start(0)) as import('node:http').Server;
      slack.deliverTo(`http://127.0.0.1:${(server.address() as import('node:net').AddressInfo).port}/slack/events`);
    }
  });
  afterEach(async () => {
    await app.stop();
    await slack.close();
    expect(slack.broken).toEqual([]);
  });

  it('hears mentions, messages and edits, and not itself', async () => {
    const heard: string[] = [];
    app.event('app_mention', async ({ event, say }) => {
      heard.push(`mention ${event.text}`);
      await say({ text: `you said ${event.text.length} characters`, thread_ts: event.ts });
    });
    app.message(async ({ message }) => {
      heard.push(`${message.subtype ?? 'message'} in ${message.channel_type}`);
    });
    const team = slack.workspace('T1');
    const ana = team.user('ana');
    const channel = team.channel('general');
    const sent = ana.mention(channel, 'what of <b> & c?');
    expect((await sent.answer()).text).toBe(`you said ${sent.message.text.length} characters`);
    expect(sent.message.text).toBe(`<@${team.botUser}> what of &lt;b&gt; &amp; c?`);
    await ana.edit(sent.message, 'what of d?');
    await ana.dm('hello').acks;
    await slack.until(() => heard.length === 4, 'everything to be heard');
    expect(heard.sort()).toEqual([
      `mention <@${team.botUser}> what of &lt;b&gt; &amp; c?`,
      'message in channel',
      'message in im',
      'message_changed in channel',
    ]);
    expect(slack.acks.every((each) => each.status === 200)).toBe(true);
  });

  it('takes commands, buttons, menus, shortcuts and modals', async () => {
    app.command('/say', async ({ ack, respond, command, client }) => {
      if (command.text === 'at once') return ack('at once');
      await ack();
      if (command.text === 'a form') {
        await client.views.open({
          trigger_id: command.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'form',
            title: { type: 'plain_text', text: 'Form' },
            submit: { type: 'plain_text', text: 'Send' },
            blocks: [input({ type: 'plain_text_input', action_id: 'name', max_length: 5 }) as never],
          },
        });
      } else await respond({ text: 'later', blocks: [actions(button({ value: '7' })) as never] });
    });
    app.action('go', async ({ ack, respond, body }) => {
      await ack();
      await respond({ replace_original: true, text: `pressed; ${'message' in body ? 'kept' : 'not kept'}` });
    });
    app.view('form', async ({ ack, view }) => {
      const name = Object.values(view.state.values)[0]?.name?.value;
      if (name === 'no') await ack({ response_action: 'errors', errors: { [view.blocks[0]?.block_id ?? '']: 'not that' } });
      else await ack();
    });
    app.shortcut('look', async ({ ack, shortcut, client }) => {
      await ack();
      if (shortcut.type !== 'message_action') return;
      await client.chat.postMessage({ channel: shortcut.channel.id, text: `looked at ${shortcut.message.text}` });
    });
    const team = slack.workspace('T1');
    const ana = team.user('ana');
    const channel = team.channel('general');
    expect(await ana.slash(channel, '/say', 'at once')).toMatchObject({ text: 'at once', ephemeralTo: ana.id, via: 'ack' });
    const later = await ana.slash(channel, '/say', 'later');
    await ana.click(later, 'Go');
    await slack.until(() => later.text === 'pressed; not kept', 'the message to change');

    await ana.command(channel, '/say', 'a form');
    await expect(ana.submitModal({ name: '' })).rejects.toThrow('the client asks to fill in Field');
    await expect(ana.submitModal({ name: 'too long' })).rejects.toThrow('the client says that Field is too long');
    expect(await ana.submitModal({ name: 'no' })).toMatchObject({ response_action: 'errors' });
    expect(await ana.submitModal({ Field: 'yes' })).toEqual({});
    expect(ana.modal).toBeNull();

    await ana.messageShortcut('look', ana.say(channel, 'this').message);
    await slack.until(() => slack.answers(channel).some((each) => each.text === 'looked at this'), 'the shortcut');
    expect(slack.refusals()).toEqual([]);
  });

  it('gets an event again that it did not acknowledge', async () => {
    const attempts: unknown[] = [];
    app.event('app_mention', async ({ context }) => void attempts.push([context.retryNum ?? 0, context.retryReason || null]));
    const team = slack.workspace('T1');
    const sent = team.user('ana').mention(team.channel('general'), 'hello');
    await sent.acks;
    await slack.redeliver(sent.message);
    await slack.until(() => attempts.length === 2, 'two attempts');
    expect(attempts).toEqual([
      [0, null],
      [1, 'http_timeout'],
    ]);
  });
});

describe('Socket Mode', () => {
  it('keeps events for an app that is away, refuses it on demand, and takes it back', async () => {
    const slack = await startSlack();
    const team = slack.workspace('T1');
    const clientOptions = { slackApiUrl: slack.apiUrl };
    const receiver = new SocketModeReceiver({
      appToken: slack.appToken,
      clientPingTimeout: 20,
      logger: silent,
      installerOptions: { clientOptions },
    });
    const app = new App({ receiver, token: team.token ?? '', logger: silent, clientOptions });
    const heard: (string | undefined)[] = [];
    app.message(async ({ message }) => void heard.push('text' in message ? message.text : undefined));
    await app.start();
    slack.refuseSockets(true);
    slack.dropSockets();
    await slack.until(() => slack.socket.refused > 2, 'the app to try in vain');
    await team.user('ana').dm('are you there?').acks;
    slack.refuseSockets(false);
    await slack.until(() => heard.length > 0, 'the event');
    expect(heard).toEqual(['are you there?']);
    expect(slack.acks.map((each) => [each.attempt, each.status])).toEqual([
      [0, 0],
      [1, 200],
    ]);
    const before = slack.socket.connections;
    slack.disconnect('refresh_requested');
    await slack.until(() => slack.socket.connections > before, 'a new connection');
    await team.user('ana').dm('and now?').acks;
    await app.stop();
    await slack.close();
  });
});
