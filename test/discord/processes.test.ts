/** LexSEA as real processes: killed and started again, two at once, two shards, a wrong token. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { expectAnswer, read } from './reading.ts';
import { type Actor, type Discord, startDiscord } from './server/server.ts';
import { Services } from './service.ts';

const BREACH = 'breach notification deadline in Thailand?';
const ANSWER = lexsea.ask(BREACH);

describe('processes', () => {
  let discord: Discord;
  let services: Services;
  let ana: Actor;

  beforeEach(async () => {
    discord = await startDiscord();
    services = new Services(discord);
    ana = discord.guild('G1').user('ana');
  });
  afterEach(async () => {
    await services.clear();
    await discord.stop();
    expect(discord.violations).toEqual([]);
  });

  it('kill -9: what stood before still works, settings hold, and commands are not registered again', async () => {
    const first = await services.start();
    const boss = discord.guild('G1').user('boss', { manager: true });
    await boss.slash('settings server', { country: 'Thailand', answers: 'public' });
    const { message } = await ana.slash('ask', { question: 'breach notification deadline' });
    const { channel: thread } = await ana.mention(ana.channel, BREACH).answer();
    await discord.settled();
    expect(await first.end('SIGKILL')).toBe('SIGKILL');
    await services.start();
    expect(read((await ana.click(message, 'Sources')).message)).toContain(ANSWER.citations[0]?.title);
    expect(read((await ana.select(message, 'What is the penalty?')).message)).toMatch(/baht/i);
    expect((await ana.slash('ask', { question: 'breach notification deadline' })).ephemeral).toBe(false);
    expect(read(await ana.mention(thread, 'and in Singapore?').answer())).toContain('Singapore');
    expect(discord.ledger.of('commands')).toHaveLength(1);
  });

  it('kill -9 in the middle of an answer: what Discord has got stands once, and the next question is answered', async () => {
    const first = await services.start();
    const gates = [discord.hold('POST /channels/:channel/messages'), discord.hold('POST /interactions/:interaction/:token/callback')];
    const sent = ana.mention(ana.channel, BREACH);
    const asked = ana.slash('ask', { question: BREACH });
    await Promise.all(gates.map(({ reached }) => reached));
    await first.end('SIGKILL');
    for (const gate of gates) gate.release();
    await services.start();
    expectAnswer([(await asked).message], ANSWER);
    expectAnswer(sent.replies, ANSWER);
    const { id } = sent.message;
    sent.again();
    await discord.settled();
    expect(discord.ledger.of('message').filter(({ channel }) => channel?.id === id)).toHaveLength(1);
    expectAnswer([await ana.mention(ana.channel, BREACH).answer()], ANSWER);
  });

  it('kill -9 before an answer was posted: the message that comes again is answered', async () => {
    const first = await services.start();
    const gate = discord.hold('POST /channels/:channel/messages/:message/threads');
    const sent = ana.mention(ana.channel, BREACH);
    await gate.reached;
    await first.end('SIGKILL');
    await services.start();
    sent.again();
    expectAnswer([await sent.answer()], ANSWER);
    gate.release();
    await discord.settled();
    expect(sent.replies).toHaveLength(1);
  });

  it('two processes at once, as when one takes over: each question is answered once', async () => {
    await Promise.all([services.start(), services.start()]);
    await discord.ledger.when(() => (discord.gateway.connected.length === 2 ? true : undefined), 'two connections');
    const sent = [1, 2, 3].map(() => ana.mention(ana.channel, BREACH));
    const replies = await Promise.all([1, 2, 3].map(() => ana.slash('ask', { question: BREACH })));
    await Promise.all(sent.map((each) => each.answer()));
    await discord.settled();
    expect(discord.ledger.of('callback')).toHaveLength(replies.length);
    for (const { replies: each } of sent) expect(each).toHaveLength(1);
  });

  it('SIGTERM: finishes what it has begun, and ends with 0', async () => {
    const service = await services.start();
    const gate = discord.hold('POST /channels/:channel/messages');
    const sent = ana.mention(ana.channel, BREACH);
    await gate.reached;
    const ended = service.end('SIGTERM');
    await discord.ledger.when(() => (service.out.includes('stopping') ? true : undefined), 'no word of stopping').catch(() => {});
    gate.release();
    expectAnswer([await sent.answer()], ANSWER);
    expect(await ended).toBe(0);
    expect(service.err).toBe('');
  });

  it('writes no question and no token to its log', async () => {
    const service = await services.start();
    await ana.slash('ask', { question: 'a very particular question about phishing in Laos' });
    await ana.mention(ana.channel, 'a very particular question about phishing in Laos').answer();
    await service.end();
    expect(service.out).toContain('LexSEA runs');
    expect(service.out).not.toContain('particular');
    expect(service.out).not.toContain(discord.token);
  });

  it('two shards: each answers its servers, commands are registered once', async () => {
    discord.guild('G2');
    const service = await services.start({ DISCORD_SHARDS: '2' }, 2);
    expect(discord.ledger.of('identify').map(({ data }) => [data?.shard, data?.shards])).toEqual(
      expect.arrayContaining([
        [0, 2],
        [1, 2],
      ]),
    );
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

  it.each(['1', '2'])('a wrong token is one clear line (%s shards)', async (shards) => {
    const service = services.spawn({ DISCORD_TOKEN: 'MTE.wrong.token_that_nobody_gave', DISCORD_SHARDS: shards });
    expect(await service.ended).not.toBe(0);
    expect(service.err.trim().split('\n')).toEqual([expect.stringContaining('DISCORD_TOKEN')]);
    expect(service.err + service.out).not.toMatch(/^\s+at /m);
    expect(service.err + service.out).not.toContain('token_that_nobody_gave');
  });

  it('a Discord that cannot be reached is one clear line', async () => {
    const service = services.spawn({ DISCORD_API_URL: 'http://127.0.0.1:9' });
    expect(await service.ended).not.toBe(0);
    expect(service.err.trim().split('\n')).toEqual([expect.stringContaining('http://127.0.0.1:9')]);
  });
});
