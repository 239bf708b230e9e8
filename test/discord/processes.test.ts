/** LexSEA as real processes: killed and started again, two at once, two shards, a wrong token. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { expectAnswer, read } from './reading.ts';
import { type Actor, type Discord, startDiscord } from './server/server.ts';
import { type Service, Services } from './service.ts';

const BREACH = 'breach notification deadline in Thailand?';
const ANSWER = lexsea.ask(BREACH);
const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const POST = 'POST /channels/:channel/messages';
const THREAD = 'POST /channels/:channel/messages/:message/threads';

describe('one after the other', () => {
  let discord: Discord;
  let services: Services;
  let service: Service;
  let ana: Actor;

  beforeAll(async () => {
    discord = await startDiscord();
    services = new Services(discord);
    ana = discord.guild('G1').user('ana');
    service = await services.start();
  });
  afterAll(async () => {
    await services.clear();
    await discord.stop();
  });
  afterEach(() => expect(discord.violations).toEqual([]));

  /** Kills the process without a warning. */
  async function kill(): Promise<void> {
    expect(await service.end('SIGKILL')).toBe('SIGKILL');
  }

  it('kill -9: what stood before still works, settings hold, and commands are not registered again', async () => {
    const boss = discord.guild('G1').user('boss', { manager: true });
    await boss.slash('settings server', { country: 'Thailand', answers: 'public' });
    const { message } = await ana.slash('ask', { question: 'breach notification deadline' });
    const { channel: thread } = await ana.mention(ana.channel, BREACH).answer();
    await discord.settled();
    await kill();
    service = await services.start();
    expect(read((await ana.click(message, 'Sources')).message)).toContain(ANSWER.citations[0]?.title);
    expect(read((await ana.select(message, 'What is the penalty?')).message)).toMatch(/baht/i);
    expect((await ana.slash('ask', { question: 'breach notification deadline' })).ephemeral).toBe(false);
    expect(read(await ana.mention(thread, 'and in Singapore?').answer())).toContain('Singapore');
    expect(discord.ledger.of('commands')).toHaveLength(1);
  });

  it('kill -9 in the middle of an answer: what Discord has got stands once, and the next question is answered', async () => {
    const gates = [discord.hold(POST), discord.hold(CALLBACK)];
    const sent = ana.mention(ana.channel, BREACH);
    const asked = ana.slash('ask', { question: BREACH });
    await Promise.all(gates.map(({ reached }) => reached));
    await kill();
    for (const gate of gates) gate.release();
    expectAnswer([(await asked).message], ANSWER);
    await sent.answer();
    service = await services.start();
    sent.again();
    await discord.settled();
    expect(sent.replies).toHaveLength(1);
    expectAnswer(sent.replies, ANSWER);
    expectAnswer([await ana.mention(ana.channel, BREACH).answer()], ANSWER);
  });

  it('kill -9 between a thread and its answer: the message that comes again is answered there, once', async () => {
    const gate = discord.hold(THREAD);
    const sent = ana.mention(ana.channel, BREACH);
    await gate.reached;
    await kill();
    gate.release();
    await discord.ledger.until('thread', ({ channel }) => channel?.id === sent.message.id);
    service = await services.start();
    sent.again();
    const answer = await sent.answer();
    expect(answer.channel.id).toBe(sent.message.id);
    await discord.settled();
    expect(sent.replies).toHaveLength(1);
    expectAnswer(sent.replies, ANSWER);
  });

  it('two at once, as when one takes over: each question is answered once', async () => {
    const since = discord.ledger.mark();
    const second = await services.start();
    expect(discord.gateway.connected).toEqual([0, 0]);
    const sent = [1, 2, 3].map(() => ana.mention(ana.channel, BREACH));
    await Promise.all([1, 2, 3].map(() => ana.slash('ask', { question: BREACH })));
    await Promise.all(sent.map((each) => each.answer()));
    await discord.settled();
    expect(discord.ledger.of('callback', since)).toHaveLength(3);
    for (const { replies } of sent) expect(replies).toHaveLength(1);
    expect(await second.end('SIGTERM')).toBe(0);
  });

  it('SIGTERM: it finishes what it has begun, ends with 0, and has written no question and no token', async () => {
    const question = 'a very particular question about phishing in Laos';
    const gate = discord.hold(POST);
    const sent = ana.mention(ana.channel, question);
    await gate.reached;
    const ended = service.end('SIGTERM');
    await service.says('stopping');
    gate.release();
    expectAnswer([await sent.answer()], lexsea.ask(question));
    expect(await ended).toBe(0);
    expect(service.err).toBe('');
    expect(service.out).toContain('LexSEA runs');
    expect(service.out).not.toContain('particular');
    expect(service.out).not.toContain(discord.token);
  });
});

describe('shards and what cannot start', () => {
  let discord: Discord;
  let services: Services;

  beforeEach(async () => {
    discord = await startDiscord();
    services = new Services(discord);
    for (const name of ['G1', 'G2']) discord.guild(name);
  });
  afterEach(async () => {
    await services.clear();
    await discord.stop();
    expect(discord.violations).toEqual([]);
  });

  it('two shards: each answers its servers, commands are registered once', async () => {
    const service = await services.start({ DISCORD_SHARDS: '2' }, 2);
    const shards = discord.ledger.of('identify').map(({ data }) => `${data?.shard} of ${data?.shards}`);
    expect(shards.sort()).toEqual(['0 of 2', '1 of 2']);
    const asked = ['G1', 'G2'].map((name) => discord.guild(name).user('ana').slash('ask', { question: BREACH }));
    for (const { message } of await Promise.all(asked)) expectAnswer([message], ANSWER);
    const bo = discord.guild('G2').user('bo');
    expectAnswer([await bo.mention(bo.channel, BREACH).answer()], ANSWER);
    expect(discord.ledger.of('commands')).toHaveLength(1);
    discord.gateway.drop(1);
    const after = bo.slash('ask', { question: BREACH });
    await discord.ledger.until('resume', ({ data }) => data?.shard === 1);
    expectAnswer([(await after).message], ANSWER);
    const dora = discord.user('dora');
    expectAnswer([await dora.message(dora.channel, BREACH).answer()], ANSWER);
    expect(await service.end('SIGTERM')).toBe(0);
    await discord.ledger.when(() => (discord.gateway.connected.length === 0 ? true : undefined), 'a shard outlives its manager');
  });

  it('shards do not outlive a manager that was killed', async () => {
    const service = await services.start({ DISCORD_SHARDS: '2' }, 2);
    await service.end('SIGKILL');
    await discord.ledger.when(() => (discord.gateway.connected.length === 0 ? true : undefined), 'a shard outlives its manager');
  });

  it.each(['1', '2'])('a wrong token is one clear line (%s shards)', async (shards) => {
    const service = services.spawn({ DISCORD_TOKEN: 'MTE.wrong.token_that_nobody_gave', DISCORD_SHARDS: shards });
    expect(await service.ended).toBeGreaterThan(0);
    expect(service.err.trim().split('\n')).toEqual([expect.stringContaining('DISCORD_TOKEN')]);
    expect(service.err + service.out).not.toMatch(/^\s+at /m);
    expect(service.err + service.out).not.toContain('token_that_nobody_gave');
  });

  it('a Discord that cannot be reached is one clear line', async () => {
    const service = services.spawn({ DISCORD_API_URL: 'http://127.0.0.1:9' });
    expect(await service.ended).toBeGreaterThan(0);
    expect(service.err.trim().split('\n')).toEqual([expect.stringContaining('http://127.0.0.1:9')]);
  });
});
