import { PermissionsBitField } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { changesOf } from '../../adapters/discord/commands/settings.ts';
import { variables, wanted } from '../../adapters/discord/configuration.ts';
import { closedError, isDisallowedIntents, startError } from '../../adapters/discord/errors.ts';
import { inviteLink, missingPermissions, PERMISSIONS, permissionsInteger } from '../../adapters/discord/permissions.ts';
import { scopeOf, settingsFrom } from '../../adapters/discord/settings.ts';

const TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB';

describe('the variables', () => {
  test.each([
    [{ DISCORD_TOKEN: TOKEN }, { DISCORD_TOKEN: TOKEN }],
    [{ DISCORD_TOKEN: ` Bot ${TOKEN}\n` }, { DISCORD_TOKEN: TOKEN }],
    [{ DISCORD_API_URL: 'http://127.0.0.1:8080/api/' }, { DISCORD_API_URL: 'http://127.0.0.1:8080/api' }],
    [{ DISCORD_API_URL: 'https://discord.com/api/v10' }, { DISCORD_API_URL: 'https://discord.com/api' }],
    [{ DISCORD_SHARDS: 'auto' }, { DISCORD_SHARDS: 'auto' }],
    [{ DISCORD_SHARDS: '4' }, { DISCORD_SHARDS: 4 }],
    [{ DISCORD_MESSAGE_CONTENT: 'on' }, { DISCORD_MESSAGE_CONTENT: true }],
    [{ DISCORD_MESSAGE_CONTENT: 'off' }, { DISCORD_MESSAGE_CONTENT: false }],
    [{}, {}],
  ])('%j is read as %j', (env, read) => {
    expect(variables.parse(env)).toEqual(read);
  });

  test.each([
    [{ DISCORD_TOKEN: 'my token' }, /is no bot token/],
    [{ DISCORD_API_URL: 'discord.com' }, /must be a web address/],
    [{ DISCORD_API_URL: 'file:///etc/passwd' }, /must be a web address/],
    [{ DISCORD_SHARDS: '0' }, /"auto" or a number/],
    [{ DISCORD_SHARDS: 'many' }, /"auto" or a number/],
    [{ DISCORD_MESSAGE_CONTENT: 'maybe' }, /"on" or "off"/],
  ])('%j is refused in one line that says what to write', (env, message) => {
    const { error } = variables.safeParse(env);
    expect(error?.issues[0]?.message).toMatch(message);
    expect(error?.issues[0]?.path).toEqual(Object.keys(env));
  });

  test('each says in one line what it is for', () => {
    for (const variable of Object.values(variables.shape)) expect(variable.description).toMatch(/^[^\n]{20,}$/);
  });

  test('Discord is wanted where there is a token', () => {
    expect(wanted({ DISCORD_TOKEN: TOKEN })).toBe(true);
    expect(wanted({})).toBe('DISCORD_TOKEN is not set');
  });
});

describe('what holds', () => {
  const server = { community: '1', place: '2', inServer: true, alone: false };
  test.each([
    [{}, { home: null, private: true, forum: false, cooldown: 0 }],
    [
      { country: 'TH', audience: 'public', forum: true, cooldown: 30 },
      { home: 'TH', private: false, forum: true, cooldown: 30 },
    ],
    [{ audience: 'private' }, { home: null, private: true, forum: false, cooldown: 0 }],
  ] as const)('in a server that set %j: %j', (record, settings) => {
    expect(settingsFrom(record, server)).toEqual(settings);
  });

  test('in direct messages nobody else is there to hide an answer from', () => {
    expect(settingsFrom({}, { alone: true }).private).toBe(false);
  });

  test('is looked up for the channel of a server, and for no person', () => {
    expect(scopeOf(server)).toEqual({ surface: 'discord', community: '1', place: '2' });
    expect(scopeOf({ community: 'direct', place: '2', inServer: false, alone: true })).toEqual({ surface: 'discord', community: 'direct' });
  });

  test('stays where an option was not given', () => {
    expect(changesOf({ country: null, audience: 'public', forum: undefined, cooldown: 0 })).toEqual({ audience: 'public', cooldown: 0 });
  });
});

describe('permissions', () => {
  test('are these and no more', () => {
    expect(PERMISSIONS.map(({ name }) => name)).toEqual([
      'View Channels',
      'Send Messages',
      'Attach Files',
      'Read Message History',
      'Create Public Threads',
      'Send Messages in Threads',
    ]);
    expect(permissionsInteger()).toBe(309_237_746_688n);
    expect(inviteLink('123')).toBe(
      'https://discord.com/oauth2/authorize?client_id=123&permissions=309237746688&integration_type=0&scope=bot+applications.commands',
    );
  });

  test('that are missing are named as Discord names them', () => {
    const has = new PermissionsBitField(['ViewChannel', 'SendMessages']);
    expect(missingPermissions(has, ['ViewChannel', 'SendMessages'])).toEqual([]);
    expect(missingPermissions(has, ['SendMessages', 'CreatePublicThreads', 'SendMessagesInThreads'])).toEqual([
      'Create Public Threads',
      'Send Messages in Threads',
    ]);
    expect(missingPermissions(new PermissionsBitField('Administrator'), ['AttachFiles'])).toEqual([]);
    expect(missingPermissions(null, ['AttachFiles'])).toEqual([]);
  });
});

describe('what goes wrong at the start is one line that says what to do', () => {
  test.each([
    [closedError(4004), /DISCORD_TOKEN/],
    [closedError(4011), /DISCORD_SHARDS=auto/],
    [closedError(4014), /developer portal/],
    [closedError(4999), /code 4999/],
    [
      Object.assign(new Error('fetch failed'), { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
      /cannot be reached at https:\/\/a: ECONNREFUSED/,
    ],
    ['odd', /cannot be reached at https:\/\/a: odd/],
  ])('%s', (error, message) => {
    const line = startError(error, 'https://a').message;
    expect(line).toMatch(message);
    expect(line).toMatch(/^[^\n]+$/);
  });

  test('only the closing for disallowed intents is met by asking for less', () => {
    expect([closedError(4014), closedError(4004), new Error('4014')].map(isDisallowedIntents)).toEqual([true, false, false]);
  });
});
