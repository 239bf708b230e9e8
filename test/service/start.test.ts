import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ConfigurationError } from '../../adapters/service/configuration.ts';
import { openLog } from '../../adapters/service/log.ts';
import { type Service, startService } from '../../adapters/service/start.ts';
import type { Surface } from '../../adapters/service/surface.ts';
import { removeCorpus, smallCorpus } from '../corpus/small-corpus.ts';
import { someSurface } from './some-surface.ts';

let corpus: string;
beforeAll(() => {
  corpus = smallCorpus();
});
afterAll(() => removeCorpus(corpus));

let lines: { level: string; msg: string; surface?: string; reason?: string }[];
beforeEach(() => {
  lines = [];
});

const BOTH = { SLACK_BOT_TOKEN: 'tok-slack', DISCORD_TOKEN: 'tok-discord' };

/** Starts surfaces in an environment, with the log of the test; stopped after it. */
async function start(surfaces: Surface[], env: Record<string, string>, signal?: AbortSignal): Promise<Service> {
  const log = openLog({ destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  const all = { LEXSEA_CORPUS: corpus, LEXSEA_DATA: join(dirname(corpus), 'data'), LEXSEA_HTTP: 'off', ...env };
  const service = await startService({ log, env: all, surfaces, ...(signal ? { signal } : {}) });
  onTestFinished(() => service.stop());
  return service;
}

const said = (surface: string): string[] =>
  lines.filter((line) => line.surface === surface).map(({ msg, reason }) => [msg, reason].filter(Boolean).join(': '));

describe('the service', () => {
  test.each<[Record<string, string>, string[], string[], string[]]>([
    [BOTH, ['slack', 'discord'], ['started'], ['started']],
    [{ SLACK_BOT_TOKEN: 'tok-a' }, ['slack'], ['started'], ['not started: DISCORD_TOKEN is not set']],
    [{ DISCORD_TOKEN: 'tok-a', SLACK_PORT: '1' }, ['discord'], ['not started: SLACK_BOT_TOKEN is not set'], ['started']],
  ])('with %j starts %j and says why the other is not', async (env, started, slackSaid, discordSaid) => {
    const service = await start([someSurface('slack'), someSurface('discord')], env);
    expect(service.started).toEqual(started);
    expect(said('slack')).toEqual(slackSaid);
    expect(said('discord')).toEqual(discordSaid);
  });

  test('gives a surface the engine, the store, a log and what is set', async () => {
    const slack = someSurface('slack');
    await start([slack], { SLACK_BOT_TOKEN: ' tok-a\n', SLACK_PORT: '', LEXSEA_SECRET: 'a secret that only tests have' });
    const { lexsea, store, env } = slack.deps as NonNullable<typeof slack.deps>;
    expect(lexsea.ask('What is unauthorised access in Singapore?').headline).not.toBe('');
    await store.installations.save('slack', 'T1', { token: 'a' });
    expect(await store.installations.find('slack', 'T1')).toEqual({ token: 'a' });
    expect(env).toMatchObject({ SLACK_BOT_TOKEN: 'tok-a' });
    expect(env).not.toHaveProperty('SLACK_PORT');
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['nothing is set', {}, /^nothing to start; slack: SLACK_BOT_TOKEN is not set; discord: DISCORD_TOKEN is not set \(docs/],
    ['only half of Slack is set', { SLACK_PORT: '1' }, /^nothing to start; slack: SLACK_BOT_TOKEN is not set \(docs/],
    ['a token is wrong', { SLACK_BOT_TOKEN: 'wrong-value' }, /^SLACK_BOT_TOKEN must begin with tok-$/],
    ['a variable of one that is not set up is wrong', { SLACK_BOT_TOKEN: 'tok-a', DISCORD_PORT: 'x' }, /^DISCORD_PORT must be a number$/],
    ['a secret is too short', { ...BOTH, LEXSEA_SECRET: 'short' }, /^LEXSEA_SECRET must have 16/],
  ])('starts nothing if %s', async (_, env, message) => {
    const surfaces = [someSurface('slack'), someSurface('discord')];
    const starting = start(surfaces, env);
    await expect(starting).rejects.toThrow(ConfigurationError);
    await expect(starting).rejects.toThrow(message);
    expect(surfaces.map(({ calls }) => calls)).toEqual([[], []]);
  });

  test('one that cannot start ends those that had', async () => {
    const slack = someSurface('slack');
    const discord = someSurface('discord', {
      start: async () => {
        throw new Error('Discord has refused the token');
      },
    });
    await expect(start([slack, discord], BOTH)).rejects.toThrow(/^Discord has refused the token$/);
    expect([slack.calls, discord.calls]).toEqual([
      ['start', 'stop'],
      ['start', 'stop'],
    ]);
    await expect(slack.deps?.store.sweep()).rejects.toThrow();
  });

  test('stops all surfaces together, then closes what they share', async () => {
    const bothStop = Promise.withResolvers<void>();
    let stopping = 0;
    let used: unknown;
    const stop = async (): Promise<void> => {
      if (++stopping === 2) bothStop.resolve();
      await bothStop.promise;
      used = await slack.deps?.store.settings.get({ surface: 'slack', community: 'T1' });
    };
    const slack = someSurface('slack', { stop });
    const discord = someSurface('discord', { stop });
    const service = await start([slack, discord], BOTH);
    await service.stop();
    expect(used).toEqual({});
    await expect(slack.deps?.store.settings.get({ surface: 'slack', community: 'T1' })).rejects.toThrow();
  });

  test('does not wait for ever for one that does not finish, nor for one that fails', async () => {
    const slack = someSurface('slack', { stop: () => new Promise(() => {}) });
    const discord = someSurface('discord', {
      stop: async () => {
        throw new Error('no\nat somewhere');
      },
    });
    const service = await start([slack, discord], BOTH);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stopped = service.stop();
    await vi.advanceTimersByTimeAsync(8_000);
    vi.useRealTimers();
    await stopped;
    expect(said('slack')).toEqual(['started', 'did not finish in time']);
    expect(said('discord')).toEqual(['started', 'did not stop cleanly']);
  });

  test('that is told to stop while the corpus is compiled starts nothing', async () => {
    const told = new AbortController();
    const slack = someSurface('slack');
    const starting = start([slack], { SLACK_BOT_TOKEN: 'tok-a', LEXSEA_DATA: join(dirname(corpus), 'new') }, told.signal);
    told.abort(new Error('told'));
    await expect(starting).rejects.toThrow('told');
    expect(slack.calls).toEqual([]);
  });

  test('that is told to stop while a surface starts does not wait for it', async () => {
    const told = new AbortController();
    const slack = someSurface('slack', {
      start: async () => {
        told.abort(new Error('told'));
        await new Promise(() => {});
      },
    });
    const discord = someSurface('discord');
    await expect(start([slack, discord], BOTH, told.signal)).rejects.toThrow('told');
    expect(slack.calls).toEqual(['start', 'stop']);
    expect(discord.calls).toEqual([]);
  });
});
