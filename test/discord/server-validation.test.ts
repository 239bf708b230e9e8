/** What Discord accepts of a bot: payload -> accepted, or the exact errors. */
import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { choicesErrors, commandsErrors } from './server/command-form.ts';
import { modalErrors } from './server/components-form.ts';
import { lines } from './server/form.ts';
import { type MessageContext, messageErrors } from './server/message-form.ts';

const quiet = { allowed_mentions: { parse: [] } };
const context: MessageContext = { how: 'create', interaction: true, files: [] };
const V2 = MessageFlags.IsComponentsV2;
const x = (length: number) => 'x'.repeat(length);
const row = (...components: unknown[]) => ({ type: 1, components });
const button = (custom_id: string, label = 'Label') => ({ type: 2, style: 2, custom_id, label });
const link = (url: string) => ({ type: 2, style: 5, url, label: 'Label' });
const text = (content: string) => ({ type: 10, content });
const menu = (options: unknown[], rest: object = {}) => ({ type: 3, custom_id: 'menu', options, ...rest });
const option = (value: string) => ({ label: 'Label', value });
const two = (...components: unknown[]) => ({ flags: V2, components });
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const csv = { field: 'files[0]', name: 'table.csv', type: 'text/csv', content: Buffer.from('a,b') };

/** Payload of a message -> the errors, one line each. */
const messages: [string, object, string[], Partial<MessageContext>?][] = [
  ['text of 2,000 characters', { content: x(2000) }, []],
  ['text of 2,001', { content: x(2001) }, ['content: Must be 2000 or fewer in length.']],
  [
    'mentions allowed',
    { content: 'a', allowed_mentions: { parse: ['users'] } },
    ['allowed_mentions: LexSEA never pings: allowed_mentions must be there with parse: [].'],
  ],
  [
    'mentions not said',
    { content: 'a', allowed_mentions: undefined },
    ['allowed_mentions: LexSEA never pings: allowed_mentions must be there with parse: [].'],
  ],
  [
    'one role mentioned',
    { content: 'a', allowed_mentions: { parse: [], roles: ['1'] } },
    ['allowed_mentions: LexSEA never pings: allowed_mentions must be there with parse: [].'],
  ],
  [
    'the author of a reply pinged',
    { content: 'a', allowed_mentions: { parse: [], replied_user: true } },
    ['allowed_mentions: LexSEA never pings: allowed_mentions must be there with parse: [].'],
  ],
  ['a field that Discord lacks', { content: 'a', colour: 1 }, ['colour: Discord has no such field here.']],
  ['ten embeds', { embeds: many(10, () => ({ title: 'a' })) }, []],
  ['eleven embeds', { embeds: many(11, () => ({ title: 'a' })) }, ['embeds: Must be 10 or fewer in length.']],
  ['an embed of nothing', { embeds: [{ color: null }] }, ['embeds.0: This embed is empty.']],
  ['embed title of 257', { embeds: [{ title: x(257) }] }, ['embeds.0.title: Must be 256 or fewer in length.']],
  ['embed description of 4,097', { embeds: [{ description: x(4097) }] }, ['embeds.0.description: Must be 4096 or fewer in length.']],
  ['26 fields', { embeds: [{ fields: many(26, () => ({ name: 'a', value: 'b' })) }] }, ['embeds.0.fields: Must be 25 or fewer in length.']],
  [
    'a field without value',
    { embeds: [{ fields: [{ name: 'a', value: '' }] }] },
    ['embeds.0.fields.0.value: Must be 1 or more in length.'],
  ],
  [
    'field value of 1,025',
    { embeds: [{ fields: [{ name: 'a', value: x(1025) }] }] },
    ['embeds.0.fields.0.value: Must be 1024 or fewer in length.'],
  ],
  ['footer of 2,049', { embeds: [{ footer: { text: x(2049) } }] }, ['embeds.0.footer.text: Must be 2048 or fewer in length.']],
  ['embeds of 6,000 in all', { embeds: [{ description: x(4000) }, { description: x(1990), title: x(10) }] }, []],
  [
    'embeds of 6,001 in all',
    { embeds: [{ description: x(4000) }, { description: x(1991), title: x(10) }] },
    ['embeds: Embed size exceeds maximum size of 6000'],
  ],
  ['five buttons', { content: 'a', components: [row(...many(5, (n) => button(`${n}`)))] }, []],
  [
    'six buttons in a row',
    { content: 'a', components: [row(...many(6, (n) => button(`${n}`)))] },
    ['components.0.components: Must be 5 or fewer in length.'],
  ],
  ['six rows', { content: 'a', components: many(6, (n) => row(button(`${n}`))) }, ['components: Must be 5 or fewer in length.']],
  ['an empty row', { content: 'a', components: [row()] }, ['components.0.components: Must be 1 or more in length.']],
  [
    'label of 81',
    { content: 'a', components: [row(button('a', x(81)))] },
    ['components.0.components.0.label: Must be 80 or fewer in length.'],
  ],
  ['custom_id of 100', { content: 'a', components: [row(button(x(100)))] }, []],
  [
    'custom_id of 101',
    { content: 'a', components: [row(button(x(101)))] },
    ['components.0.components.0.custom_id: Must be 100 or fewer in length.'],
  ],
  [
    'the same custom_id twice',
    { content: 'a', components: [row(button('a'), button('a'))] },
    ['components.0.components.1.custom_id: Component custom id cannot be duplicated'],
  ],
  [
    'a button without label',
    { content: 'a', components: [row({ type: 2, style: 1, custom_id: 'a' })] },
    ['components.0.components.0.label: A label or an emoji is required'],
  ],
  [
    'a button without custom_id',
    { content: 'a', components: [row({ type: 2, style: 1, label: 'a' })] },
    ['components.0.components.0.custom_id: A custom id is required'],
  ],
  ['a link button', { content: 'a', components: [row(link('https://example.org'))] }, []],
  [
    'a link button with custom_id',
    { content: 'a', components: [row({ ...link('https://example.org'), custom_id: 'a' })] },
    ['components.0.components.0.custom_id: A custom id and url cannot both be specified'],
  ],
  [
    'a link of another scheme',
    { content: 'a', components: [row(link('javascript:alert(1)'))] },
    ['components.0.components.0.url: Not a well formed URL.'],
  ],
  [
    'a link of 513',
    { content: 'a', components: [row(link(`https://example.org/${x(493)}`))] },
    ['components.0.components.0.url: Must be 512 or fewer in length.'],
  ],
  ['25 options', { content: 'a', components: [row(menu(many(25, (n) => option(`${n}`))))] }, []],
  [
    '26 options',
    { content: 'a', components: [row(menu(many(26, (n) => option(`${n}`))))] },
    ['components.0.components.0.options: Must be 25 or fewer in length.'],
  ],
  ['no option', { content: 'a', components: [row(menu([]))] }, ['components.0.components.0.options: Must be 1 or more in length.']],
  [
    'an option label of 101',
    { content: 'a', components: [row(menu([{ label: x(101), value: 'a' }]))] },
    ['components.0.components.0.options.0.label: Must be 100 or fewer in length.'],
  ],
  [
    'an option value of 101',
    { content: 'a', components: [row(menu([{ label: 'a', value: x(101) }]))] },
    ['components.0.components.0.options.0.value: Must be 100 or fewer in length.'],
  ],
  [
    'an option description of 101',
    { content: 'a', components: [row(menu([{ label: 'a', value: 'a', description: x(101) }]))] },
    ['components.0.components.0.options.0.description: Must be 100 or fewer in length.'],
  ],
  [
    'the same option twice',
    { content: 'a', components: [row(menu([option('a'), option('a')]))] },
    ['components.0.components.0.options.1.value: The specified option value is already used'],
  ],
  [
    'a placeholder of 151',
    { content: 'a', components: [row(menu([option('a')], { placeholder: x(151) }))] },
    ['components.0.components.0.placeholder: Must be 150 or fewer in length.'],
  ],
  [
    'a menu beside a button',
    { content: 'a', components: [row(menu([option('a')]), button('b'))] },
    ['components.0.components: A select menu needs an action row of its own'],
  ],
  ['text display without the flag', { components: [text('a')] }, ['components.0.type: This component or value has no place here.']],
  ['components v2', two(text('a'), { type: 17, components: [text('b'), { type: 14 }, row(button('a'))] }), []],
  [
    'components v2 with content',
    { ...two(text('a')), content: 'a' },
    ["content: The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"],
  ],
  [
    'components v2 with embeds',
    { ...two(text('a')), embeds: [{ title: 'a' }] },
    ["embeds: The 'embeds' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"],
  ],
  ['40 components', two({ type: 17, components: many(39, () => text('a')) }), []],
  [
    '41 components, nested ones counted',
    two({ type: 17, components: many(40, () => text('a')) }),
    ['components: The total number of components cannot exceed 40'],
  ],
  [
    'the accessory of a section counts',
    two(...many(13, (n) => ({ type: 9, components: [text('a')], accessory: button(`${n}`) })), text('a')),
    [],
  ],
  [
    '14 sections',
    two(...many(14, (n) => ({ type: 9, components: [text('a')], accessory: button(`${n}`) }))),
    ['components: The total number of components cannot exceed 40'],
  ],
  ['4,000 characters in text displays', two(text(x(2000)), text(x(2000))), []],
  [
    '4,001 characters in text displays',
    two(text(x(2000)), text(x(2001))),
    ['components: Total displayable text size exceeds maximum size of 4000'],
  ],
  ['an empty text display', two(text('')), ['components.0.content: Must be 1 or more in length.']],
  ['a section without accessory', two({ type: 9, components: [text('a')] }), ['components.0.accessory: This field is required']],
  [
    'a section of four texts',
    two({ type: 9, components: many(4, () => text('a')), accessory: button('a') }),
    ['components.0.components: Must be 3 or fewer in length.'],
  ],
  ['a button on the top level', two(button('a')), ['components.0.type: This component or value has no place here.']],
  [
    'a container in a container',
    two({ type: 17, components: [{ type: 17, components: [text('a')] }] }),
    ['components.0.components.0.type: This component or value has no place here.'],
  ],
  ['an empty container', two({ type: 17, components: [] }), ['components.0.components: Must be 1 or more in length.']],
  ['a file that is not sent', two({ type: 13, file: { url: 'attachment://a.csv' } }), ['components.0: No attachment is named a.csv.']],
  [
    'a file that no component shows',
    { ...two(text('a')), attachments: [{ id: '0' }] },
    ['components: The file table.csv is sent, but no component shows it.'],
    { files: [csv] },
  ],
  [
    'a file and its component',
    { ...two(text('a'), { type: 13, file: { url: 'attachment://table.csv' } }), attachments: [{ id: '0' }] },
    [],
    { files: [csv] },
  ],
  [
    'an attachment that is not sent',
    { content: 'a', attachments: [{ id: '1' }] },
    ['attachments.0.id: No file or attachment has the id 1.'],
    { files: [csv] },
  ],
  [
    'ephemeral in a channel',
    { content: 'a', flags: MessageFlags.Ephemeral },
    ['flags: These flags cannot be set here: 64.'],
    { interaction: false },
  ],
  [
    'content into a message of components v2',
    { content: 'a' },
    ["content: The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"],
    { how: 'edit', before: { content: '', embeds: [], components: [text('a')], attachments: [], flags: V2 } },
  ],
  [
    'components v2 into a message with content',
    two(text('a')),
    ["content: The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"],
    { how: 'edit', before: { content: 'a', embeds: [], components: [], attachments: [], flags: 0 } },
  ],
];

const command = (rest: object = {}) => ({ name: 'ask', description: 'Ask', ...rest });
const string = (name: string, rest: object = {}) => ({ type: 3, name, description: 'a', ...rest });

/** Commands of a bulk overwrite -> the errors. */
const commands: [string, object[], string[]][] = [
  ['a command', [command({ options: [string('question', { required: true }), string('country', { autocomplete: true })] })], []],
  ['a name in capitals', [command({ name: 'Ask' })], ['0.name: Command name is invalid']],
  ['a name with a space', [command({ name: 'ask me' })], ['0.name: Command name is invalid']],
  ['a name in Thai', [command({ name_localizations: { th: 'ถาม' } })], []],
  ['a name of 33', [command({ name: x(33) })], ['0.name: Command name is invalid']],
  ['a description of 101', [command({ description: x(101) })], ['0.description: Must be 100 or fewer in length.']],
  ['no description', [{ name: 'ask' }], ['0.description: This field is required']],
  [
    'a locale that Discord lacks',
    [command({ name_localizations: { lo: 'ask' } })],
    ['0.name_localizations.lo: Discord has no such field here.'],
  ],
  ['26 options', [command({ options: many(26, (n) => string(`o${n}`)) })], ['0.options: Must be 25 or fewer in length.']],
  [
    '26 choices',
    [command({ options: [string('a', { choices: many(26, (n) => ({ name: `${n}`, value: `${n}` })) })] })],
    ['0.options.0.choices: Must be 25 or fewer in length.'],
  ],
  [
    'a choice of 101',
    [command({ options: [string('a', { choices: [{ name: x(101), value: 'a' }] })] })],
    ['0.options.0.choices.0.name: Must be 100 or fewer in length.'],
  ],
  [
    'required after optional',
    [command({ options: [string('a'), string('b', { required: true })] })],
    ['0.options.1: Required options must be placed before non-required options'],
  ],
  [
    'choices and autocomplete',
    [command({ options: [string('a', { autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })],
    ['0.options.0.autocomplete: Autocomplete cannot be used with choices'],
  ],
  ['an option twice', [command({ options: [string('a'), string('a')] })], ['0.options.1.name: Option name already exists']],
  [
    'subcommand beside option',
    [command({ options: [{ type: 1, name: 'a', description: 'a' }, string('b')] })],
    ['0.options: Subcommands and other options cannot be mixed'],
  ],
  ['a command twice', [command(), command()], ['1.name: Application command names must be unique']],
  ['a message command', [{ type: 3, name: 'Look this up' }], []],
  [
    'a message command with description',
    [{ type: 3, name: 'Look this up', description: 'a' }],
    ['0.description: Value must be one of {}.'],
  ],
  [
    '8,001 characters',
    [
      command({
        options: many(25, (n) => string(`o${n}`, { choices: many(2, (m) => ({ name: `${m}${x(80)}`, value: `${m}${x(80)}` })) })),
      }),
    ],
    ['0: Command exceeds maximum size (8000)'],
  ],
  ['of localised text the longest counts', [command({ description_localizations: { th: x(100), vi: x(100) } })], []],
];

describe('what Discord accepts', () => {
  it.each(messages)('message: %s', (_what, body, errors, rest = {}) => {
    const sent = JSON.parse(JSON.stringify({ ...quiet, ...body }));
    expect(lines(messageErrors(sent, { ...context, ...rest }))).toEqual(errors);
  });

  it.each(commands)('commands: %s', (_what, body, errors) => {
    expect(lines(commandsErrors(body))).toEqual(errors);
  });

  it.each<[string, unknown, string[]]>([
    ['25 choices', { choices: many(25, (n) => ({ name: x(100), value: `${n}` })) }, []],
    ['26 choices', { choices: many(26, (n) => ({ name: 'a', value: `${n}` })) }, ['choices: Must be 25 or fewer in length.']],
    ['a name of 101', { choices: [{ name: x(101), value: 'a' }] }, ['choices.0.name: Must be 100 or fewer in length.']],
    ['a value of 101', { choices: [{ name: 'a', value: x(101) }] }, ['choices.0.value: Must be 100 or fewer in length.']],
  ])('autocomplete: %s', (_what, data, errors) => {
    expect(lines(choicesErrors(data))).toEqual(errors);
  });

  const input = { type: 4, custom_id: 'a', style: 1 };
  it.each<[string, unknown, string[]]>([
    ['a form', { custom_id: 'a', title: x(45), components: [{ type: 18, label: 'a', component: input }] }, []],
    [
      'a title of 46',
      { custom_id: 'a', title: x(46), components: [row({ ...input, label: 'a' })] },
      ['title: Must be 45 or fewer in length.'],
    ],
    [
      'six fields',
      { custom_id: 'a', title: 'a', components: many(6, (n) => row({ ...input, custom_id: `${n}`, label: 'a' })) },
      ['components: Must be 5 or fewer in length.'],
    ],
    [
      'a label of 46',
      { custom_id: 'a', title: 'a', components: [row({ ...input, label: x(46) })] },
      ['components.0.components.0.label: Must be 45 or fewer in length.'],
    ],
  ])('modal: %s', (_what, data, errors) => {
    expect(lines(modalErrors(data))).toEqual(errors);
  });
});
