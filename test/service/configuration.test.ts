import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEnvironment, environmentOf, secretsOf, variables } from '../../adapters/service/configuration.ts';
import { environmentExample } from '../../adapters/service/example.ts';
import { loadSurfaces, speaksOfSurfaces } from '../../adapters/service/surfaces.ts';
import { anyString } from '../strings.ts';

describe('the environment', () => {
  test.each([
    [
      { A: 'a', B: ' b\n', C: '', D: '  ', E: undefined },
      { A: 'a', B: 'b' },
    ],
    [{}, {}],
  ])('%j is %j', (env, set) => {
    expect(environmentOf(env)).toEqual(set);
  });

  test.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ LEXSEA_SECRET: 'sixteen letters.', LEXSEA_LOG: 'warn' }, null],
    [{ LEXSEA_SECRET: 'fifteen letters' }, 'LEXSEA_SECRET must have 16 characters or more; "openssl rand -hex 32" prints a good one'],
    [{ LEXSEA_LOG: 'loud' }, 'LEXSEA_LOG must be debug, info, warn, error or silent'],
    [
      { LEXSEA_SECRET: 'x', LEXSEA_LOG: 'loud' },
      'LEXSEA_SECRET must have 16 characters or more; "openssl rand -hex 32" prints a good one; LEXSEA_LOG must be debug, info, warn, error or silent',
    ],
  ])('%j: %s', (env, message) => {
    const check = (): void => checkEnvironment([variables], env);
    if (message === null) expect(check).not.toThrow();
    else expect(check).toThrow(new Error(message));
  });

  test('whatever is set, it is taken or refused in one line that starts with the name of a variable and shows no value', async () => {
    const shapes = [variables, ...(await loadSurfaces()).map((surface) => surface.variables)];
    const names = shapes.flatMap((shape) => Object.keys(shape.shape));
    // Marked, so that a value that is shown would be seen.
    const value = fc.oneof(anyString, fc.string()).map((text) => `§${text}§`);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (env) => {
        try {
          checkEnvironment(shapes, environmentOf(env));
        } catch (error) {
          const { message } = error as Error;
          expect(message).not.toMatch(/[\n§]/);
          expect(names.some((name) => message.startsWith(`${name} `))).toBe(true);
        }
      }),
    );
  });
});

test('what must not be shown are tokens, secrets, passwords and keys, and addresses with a password', () => {
  expect(
    secretsOf({
      SLACK_BOT_TOKEN: 'xoxb-value',
      SLACK_CLIENT_SECRET: 'secret-value',
      DB_PASSWORD: 'password-value',
      API_KEY: 'key-value',
      LEXSEA_SECRET_PREVIOUS: 'former-secret-value',
      DATABASE_URL: 'postgres://lexsea:hid%20den@db/lexsea',
      SHORT_TOKEN: 'abc',
      SLACK_API_URL: 'https://slack.com/api/',
      LEXSEA_DATA: '/var/lib/lexsea',
      HOME: '/root',
    }),
  ).toEqual([
    'xoxb-value',
    'secret-value',
    'password-value',
    'key-value',
    'former-secret-value',
    'postgres://lexsea:hid%20den@db/lexsea',
    'hid%20den',
    'hid den',
  ]);
});

describe('a start without a command', () => {
  test.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ LEXSEA_SECRET: 'sixteen letters.' }, false],
    [{ DISCORD_WEBHOOK_OF_SOMETHING_ELSE: 'x' }, false],
    [{ DISCORD_TOKEN: 'x' }, true],
    [{ SLACK_BOT_TOKEN: 'x' }, true],
    [{ SLACK_SIGNING_SECRET: 'x' }, true],
  ])('with %j is the service: %j', async (env, service) => {
    expect(await speaksOfSurfaces(env)).toBe(service);
  });
});

describe('.env.example', () => {
  test('names every variable with a line on each (vitest -u renews it)', async () => {
    await expect(await environmentExample()).toMatchFileSnapshot('../../.env.example');
  });

  test('has a description for every variable', async () => {
    for (const { variables: own } of await loadSurfaces())
      for (const [name, variable] of Object.entries(own.shape))
        expect([name, variable.description]).toEqual([name, expect.stringMatching(/\S{3}/)]);
  });
});
