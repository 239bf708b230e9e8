import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { variables, wanted } from '../../adapters/slack/configuration.ts';
import { REASONS, SCOPES } from '../../adapters/slack/scopes.ts';

const TOKEN = { SLACK_BOT_TOKEN: 'xoxb-1' };
const SOCKET = { SLACK_APP_TOKEN: 'xapp-1' };
const HTTP = { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' };
const OAUTH = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's' };
const SECRET = { LEXSEA_SECRET: 'long enough to be one' };

describe('Slack is started', () => {
  test.each([
    [{ ...TOKEN, ...SOCKET }],
    [{ ...TOKEN, ...HTTP }],
    [{ ...OAUTH, ...SOCKET, ...SECRET }],
    [{ ...OAUTH, ...HTTP, ...SECRET }],
    [{ ...TOKEN, ...OAUTH, ...SOCKET }],
  ])('with %j', (env) => expect(wanted(env)).toBe(true));
});

describe('what is missing is named in one line', () => {
  test.each([
    [{}, /^SLACK_BOT_TOKEN is not set/],
    [SOCKET, /^SLACK_BOT_TOKEN is not set/],
    [TOKEN, /^SLACK_APP_TOKEN is not set .*SLACK_SIGNING_SECRET/],
    [{ SLACK_CLIENT_ID: '1.2', ...HTTP }, /^SLACK_CLIENT_SECRET is not set/],
    [{ SLACK_CLIENT_SECRET: 's', ...HTTP }, /^SLACK_CLIENT_ID is not set/],
    [{ ...OAUTH, ...HTTP }, /^LEXSEA_SECRET is not set/],
  ])('%j', (env, expected) => {
    expect(wanted(env)).toMatch(expected);
    expect(wanted(env)).not.toContain('\n');
  });
});

describe('a wrong value is named with what is right', () => {
  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxp-1' }, /xoxb-/],
    [{ SLACK_APP_TOKEN: 'xoxb-1' }, /xapp-/],
    [{ SLACK_SIGNING_SECRET: 'not hexadecimal' }, /signing secret/],
    [{ SLACK_PORT: 'three thousand' }, /port/],
    [{ SLACK_PORT: '70000' }, /port/],
    [{ SLACK_API_URL: 'slack.com' }, /web address/],
    [{ SLACK_REDIRECT_URI: 'ftp://a.example/' }, /web address/],
    [{ SLACK_RECONNECT_MS: '1' }, /milliseconds/],
  ])('%j', (env, expected) => {
    const { error } = variables.safeParse(env);
    expect(error?.issues.map(({ message }) => message).join()).toMatch(expected);
    expect(error?.issues[0]?.path).toEqual(Object.keys(env));
  });

  test.each([
    [{}, { SLACK_PORT: 3000, SLACK_API_URL: 'https://slack.com/api/', SLACK_RECONNECT_MS: 5000 }],
    [
      { SLACK_PORT: '0', SLACK_API_URL: 'http://127.0.0.1:9/api' },
      { SLACK_PORT: 0, SLACK_API_URL: 'http://127.0.0.1:9/api/' },
    ],
  ])('%j is read as %j', (env, expected) => expect(variables.parse(env)).toMatchObject(expected));

  test('every variable says what it is', () => {
    for (const shape of Object.values(variables.shape)) expect(shape.description).toMatch(/^\S.{20,}/);
  });
});

describe('slack/manifest.json', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../slack/manifest.json', import.meta.url), 'utf8'));
  const docs = readFileSync(new URL('../../docs/slack.md', import.meta.url), 'utf8');

  test('asks for the scopes that OAuth asks for, and no others', () => expect(manifest.oauth_config.scopes).toEqual({ bot: SCOPES }));
  test('docs/slack.md gives the reason of each scope', () => {
    // Tables are padded to their widest cell.
    const lines = docs.split('\n').map((line) => line.replace(/ +/g, ' '));
    for (const [scope, reason] of Object.entries(REASONS))
      expect(lines).toContain(`| \`${scope}\` | ${reason[0]?.toUpperCase()}${reason.slice(1)} |`);
  });
  test('docs/slack.md names every variable', () => {
    for (const name of Object.keys(variables.shape)) expect(docs).toContain(`\`${name}\``);
  });
  test('keeps what Slack allows in its texts', () => {
    const { name, description, long_description } = manifest.display_information;
    expect([name.length <= 35, description.length <= 140, long_description.length >= 174, long_description.length <= 4000]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    for (const { name: shortcut, description: says } of manifest.features.shortcuts)
      expect([shortcut.length <= 24, says.length <= 150]).toEqual([true, true]);
    expect(manifest.features.bot_user.display_name.length).toBeLessThanOrEqual(80);
  });
});
