/** An answer that takes long: the user sees within a second that something happens, and gets the answer once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open.ts';
import { lexsea } from '../shipped.ts';
import { Stage, startBot } from './bot.ts';
import { expectAnswer } from './reading.ts';
import type { Actor, Discord } from './server/server.ts';

const BREACH = 'breach notification deadline in Thailand?';
const ANSWER = lexsea.ask(BREACH);
const ORIGINAL = 'PATCH /webhooks/:application/:token/messages/:message';

describe('slow answers', () => {
  let stage: Stage;
  let discord: Discord;
  let ana: Actor;

  /** A store in which settings are read only once Discord has been told that it takes longer. */
  const slow = (store: Store): Store => ({
    ...store,
    settings: {
      ...store.settings,
      get: async (scope) => {
        await discord.ledger.until('callback', ({ data }) => data?.type === 5);
        return store.settings.get(scope);
      },
    },
  });

  beforeEach(async () => {
    stage = await Stage.begin();
    discord = stage.discord;
    ana = discord.guild('G1').user('ana');
    await stage.bot.stop();
    stage.bot = await startBot(discord, stage.folder, {}, slow);
  });
  afterEach(() => stage.end());

  /** Asks, and holds to one response and one message, whatever happens between. */
  async function ask(): Promise<void> {
    const reply = await ana.slash('ask', { question: BREACH });
    await discord.settled();
    expectAnswer([reply.message], ANSWER);
    expect(reply.ephemeral).toBe(true);
    expect(reply.interaction.callback?.type).toBe(5);
    expect(discord.ledger.of('message')).toHaveLength(1);
    expect(discord.ledger.of('callback')).toHaveLength(1);
  }

  it('is deferred, for the asker alone, and filled in', () => ask());

  it.each<[string, (discord: Discord) => void]>([
    ['the gateway drops', ({ gateway }) => gateway.drop()],
    ['the session has to be resumed', ({ gateway }) => gateway.reconnect()],
  ])('%s in between', async (_what, trouble) => {
    const asked = ask();
    await discord.ledger.until('callback');
    trouble(discord);
    await asked;
    await discord.ledger.until('resume');
  });

  it('429 when it is filled in', async () => {
    discord.limit({ route: ORIGINAL, times: 2, retryAfter: 0.1 });
    await ask();
    expect(discord.ledger.of('limited')).toHaveLength(2);
  });

  it('503 when it is filled in', async () => {
    discord.fail({ route: ORIGINAL, times: 2 });
    await ask();
  });

  it.each([ORIGINAL, 'POST /interactions/:interaction/:token/callback'])('the response of %s is lost', async (route) => {
    const gate = discord.hold(route);
    const asked = ask();
    await gate.reached;
    gate.release('lost');
    await asked;
  });

  it('a token that has run out costs this answer only', async () => {
    const gate = discord.hold(ORIGINAL);
    const asked = ana.slash('ask', { question: BREACH });
    asked.catch(() => {});
    await gate.reached;
    for (const interaction of discord.state.interactions.values()) interaction.expired = true;
    gate.release();
    await discord.ledger.until('refused', ({ data }) => data?.code === 50027);
    expectAnswer([(await ana.slash('ask', { question: BREACH })).message], ANSWER);
  });

  it('buttons are deferred as well', async () => {
    const { message } = await ana.slash('ask', { question: BREACH });
    const sources = await ana.click(message, 'Sources');
    expect(sources.text).not.toBe('');
    expect(sources.message).not.toBe(message);
  });
});
