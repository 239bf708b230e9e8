/** Rate limits, lost responses, and a gateway that drops: every question is answered, and once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { Stage } from './bot.ts';
import { expectAnswer } from './reading.ts';
import type { Actor, Discord } from './server/server.ts';

const BREACH = 'breach notification deadline in Thailand?';
const ANSWER = lexsea.ask(BREACH);

const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const POST = 'POST /channels/:channel/messages';
const THREAD = 'POST /channels/:channel/messages/:message/threads';

let stage: Stage;
let discord: Discord;
let ana: Actor;

async function begin(heartbeat?: number): Promise<void> {
  stage = await Stage.begin(heartbeat ? { discord: { heartbeat } } : {});
  discord = stage.discord;
  ana = discord.guild('G1').user('ana');
}

/** Asks by a command and by a mention while `trouble` lasts; each must be answered once. */
async function askBoth(): Promise<void> {
  const since = discord.ledger.mark();
  const sent = ana.mention(ana.channel, BREACH);
  const [reply] = await Promise.all([ana.slash('ask', { question: BREACH }), sent.answer()]);
  await discord.settled();
  expectAnswer([reply.message], ANSWER);
  expect(reply.followups).toEqual([]);
  expect(sent.replies).toHaveLength(1);
  expectAnswer(sent.replies, ANSWER);
  expect(discord.ledger.of('message', since)).toHaveLength(2);
}

describe('rate limits and faults', () => {
  beforeEach(() => begin());
  afterEach(() => stage.end());

  it.each([CALLBACK, POST, THREAD])('429 on %s', async (route) => {
    discord.limit({ route, times: 2, retryAfter: 0.1 });
    await askBoth();
    expect(discord.ledger.of('limited').map((entry) => entry.route)).toEqual([route, route]);
  });

  it.each([
    ['on all but interactions', false],
    ['on everything', true],
  ])('429 %s', async (_what, everything) => {
    discord.limit({ global: true, everything, retryAfter: 0.3 });
    await askBoth();
    expect(discord.ledger.of('limited').every(({ data }) => data?.scope === 'global')).toBe(true);
    expect(discord.ledger.of('limited')).not.toEqual([]);
  });

  it('waits where a bucket is empty', async () => {
    discord.http.bucket(POST, 1, 200);
    const { channel: thread } = await ana.mention(ana.channel, BREACH).answer();
    const sent = [1, 2, 3].map(() => ana.mention(thread, BREACH));
    await Promise.all(sent.map((each) => each.answer()));
    await discord.settled();
    expect(discord.ledger.of('message')).toHaveLength(4);
  });

  it.each([CALLBACK, POST, THREAD])('503 from %s', async (route) => {
    discord.fail({ route, times: 2 });
    await askBoth();
    expect(discord.ledger.of('failed')).toHaveLength(2);
  });

  it.each([CALLBACK, POST, THREAD])('the response of %s is lost', async (route) => {
    const gate = discord.hold(route);
    const asked = askBoth();
    await gate.reached;
    gate.release('lost');
    await asked;
    expect(discord.ledger.of('lost')).toHaveLength(1);
  });

  it('an event that comes twice is answered once', async () => {
    const sent = ana.mention(ana.channel, BREACH);
    sent.again();
    await sent.answer();
    await discord.settled();
    discord.forgetNonces();
    sent.again();
    const reply = await ana.slash('ask', { question: BREACH });
    reply.interaction.deliver();
    await discord.settled();
    expect(discord.ledger.of('message')).toHaveLength(2);
    expect(discord.ledger.of('callback')).toHaveLength(1);
  });
});

describe('the gateway', () => {
  beforeEach(() => begin());
  afterEach(() => stage.end());

  it.each<[string, (discord: Discord) => void]>([
    ['drops', ({ gateway }) => gateway.drop()],
    ['asks to reconnect', ({ gateway }) => gateway.reconnect()],
    ['closes with 4000', ({ gateway }) => gateway.close(4000)],
    ['says that the session is invalid, but can be resumed', ({ gateway }) => gateway.invalidate(true)],
  ])('%s in the middle of an answer', async (_what, trouble) => {
    const gates = [discord.hold(CALLBACK), discord.hold(THREAD)];
    const asked = askBoth();
    await Promise.all(gates.map(({ reached }) => reached));
    trouble(discord);
    for (const gate of gates) gate.release();
    await asked;
    await discord.ledger.until('resume');
    await askBoth();
  });

  it('what is asked while it is away is answered when it is back', async () => {
    discord.gateway.unreachable();
    const asked = askBoth();
    discord.gateway.reachable();
    await asked;
    expect(discord.ledger.of('resume')).toHaveLength(1);
    expect(discord.ledger.of('identify')).toHaveLength(1);
  });

  it('loses the session: it identifies anew, and answers go on', async () => {
    const since = discord.ledger.mark();
    discord.gateway.invalidate(false);
    await discord.ledger.until('identify', undefined, { since, patience: 20_000 });
    await askBoth();
  });

  it('intents that the portal does not allow are done without', async () => {
    await stage.bot.stop();
    const { startBot } = await import('./bot.ts');
    stage.bot = await startBot(discord, stage.folder, { DISCORD_MESSAGE_CONTENT: 'on' });
    await askBoth();
  });
});

it('a zombie connection is noticed, and what was missed is answered', async () => {
  await begin(250);
  discord.gateway.zombie();
  await askBoth();
  expect(discord.ledger.of('resume')).toHaveLength(1);
  await stage.end();
});
