import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { variables } from '../../adapters/service/configuration.ts';
import { inForce } from '../../adapters/service/in-force.ts';
import { loadSurfaces } from '../../adapters/service/surfaces.ts';
import { anyString } from '../strings.ts';

const names = [variables, ...(await loadSurfaces()).map((surface) => surface.variables)].flatMap((shape) => Object.keys(shape.shape));

async function shownOf(env: NodeJS.ProcessEnv, name: string, fromFile?: string[]) {
  const shown = (await inForce(env, new Set(fromFile))).variables.find((variable) => variable.name === name);
  return shown && [shown.value, shown.origin];
}

describe('what is in force', () => {
  test('names every variable there is, once, with what it is', async () => {
    const shown = (await inForce({})).variables;
    expect(shown.map(({ name }) => name)).toEqual(names);
    for (const { about } of shown) expect(about).toMatch(/\S{3}/);
  });

  test.each<[string, string | undefined, string | null, string]>([
    ['LEXSEA_LOG', 'debug', 'debug', 'environment'],
    ['LEXSEA_LOG', undefined, 'info', 'default'],
    ['LEXSEA_HTTP', undefined, '127.0.0.1:9464', 'default'],
    ['SLACK_PORT', undefined, '3000', 'default'],
    ['SLACK_API_URL', undefined, 'https://slack.com/api/', 'default'],
    ['SLACK_API_URL', 'https://proxy.example', 'https://proxy.example', 'environment'],
    ['DISCORD_SHARDS', undefined, '1', 'default'],
    ['DISCORD_MESSAGE_CONTENT', undefined, 'off', 'default'],
    ['DISCORD_API_URL', undefined, 'https://discord.com/api', 'default'],
    ['SLACK_CLIENT_ID', undefined, null, 'not set'],
    ['SLACK_BOT_TOKEN', 'xoxb-1', '[masked]', 'environment'],
    ['LEXSEA_SECRET', 'a', '[masked]', 'environment'],
    ['LEXSEA_SECRET_PREVIOUS', 'b', '[masked]', 'environment'],
    ['DATABASE_URL', 'postgres://lexsea:hidden@db:5432/lexsea', 'postgres://lexsea:masked@db:5432/lexsea', 'environment'],
    ['DATABASE_URL', 'postgres://db/lexsea?user=a&password=hidden', 'postgres://db/lexsea?user=a&password=masked', 'environment'],
    ['DATABASE_URL', 'postgres://db/lexsea', 'postgres://db/lexsea', 'environment'],
    ['DATABASE_URL', 'lexsea:hidden@db', '[masked]', 'environment'],
    ['DISCORD_SHARDS', 'xoxb-1234567890-put-in-the-wrong-place', '[masked]', 'environment'],
  ])('%s set to %s is %s, from %s', async (name, set, value, origin) => {
    expect(await shownOf(set === undefined ? {} : { [name]: set }, name)).toEqual([value, origin]);
  });

  test('tells what .env has set from what the environment has', async () => {
    const env = { LEXSEA_LOG: 'warn', SLACK_PORT: '1' };
    expect(await shownOf(env, 'LEXSEA_LOG', ['LEXSEA_LOG'])).toEqual(['warn', '.env']);
    expect(await shownOf(env, 'SLACK_PORT', ['LEXSEA_LOG'])).toEqual(['1', 'environment']);
  });

  test('puts the data beside the corpus that is set', async () => {
    expect(await shownOf({ LEXSEA_CORPUS: '/srv/law/corpus' }, 'LEXSEA_DATA')).toEqual(['/srv/law/data', 'default']);
  });

  test('says what is wrong, a line each, and which names are none of ours', async () => {
    const env = {
      LEXSEA_LOG: 'loud',
      SLACK_PORT: 'x',
      LEXSEA_LOGS: 'info',
      DISCORD_WEBHOOK: 'y',
      LEXSEA_TEST_POSTGRES: 'z',
      HOME: '/root',
    };
    const { problems, unknown } = await inForce(env);
    expect(problems).toEqual(['LEXSEA_LOG must be debug, info, warn, error or silent', 'SLACK_PORT must be a port, 0 to 65535']);
    expect(unknown).toEqual(['LEXSEA_LOGS', 'DISCORD_WEBHOOK']);
  });

  test('says which surfaces would start, and why the others would not', async () => {
    expect((await inForce({ DISCORD_TOKEN: 'a'.repeat(30) })).surfaces).toEqual({
      slack: expect.stringMatching(/^SLACK_BOT_TOKEN is not set/),
      discord: true,
    });
  });

  test('shows no secret and no password, whatever they are', async () => {
    const secret = fc.oneof(anyString, fc.string()).map((text) => `§${text}§`);
    const password = fc.string({ unit: fc.constantFrom(...'abcXYZ019-._~%20'), minLength: 1 }).map((text) => `QQQ${text}QQQ`);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names.filter((name) => /TOKEN|SECRET/.test(name))),
        secret,
        password,
        async (name, hidden, word) => {
          const shown = JSON.stringify(await inForce({ [name]: hidden, DATABASE_URL: `postgres://lexsea:${word}@db/lexsea` }));
          expect(shown).not.toContain('§');
          expect(shown).not.toContain('QQQ');
        },
      ),
    );
  });
});
