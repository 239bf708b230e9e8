/** Servers are kept apart: what one has set, asked or counted is nothing to another; what leaves is deleted. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { Stage } from './bot.ts';
import { expectAnswer, read } from './reading.ts';
import type { Actor, Server } from './server/server.ts';

const BREACH = 'breach notification deadline';
const [THAILAND, SINGAPORE] = ['TH', 'SG'].map((home) => lexsea.ask(BREACH, { in: [home] }));

describe('two servers', () => {
  let stage: Stage;
  let [one, two]: [Server, Server] = [] as never;
  let [inOne, inTwo]: [Actor, Actor] = [] as never;

  beforeEach(async () => {
    stage = await Stage.begin({ prepare: (discord) => void discord.guild('G2') });
    [one, two] = [stage.discord.guild('G1'), stage.discord.guild('G2')];
    [inOne, inTwo] = [one.user('ana'), two.user('ana')];
  });
  afterEach(() => stage.end());

  const set = (server: Server, values: Record<string, string | number>) =>
    server.user('boss', { manager: true }).slash('settings server', values);
  const own = (server: Server) => stage.bot.store.settings.own({ surface: 'discord', community: server.id });

  it('each has its default country', async () => {
    await set(one, { country: 'Thailand' });
    await set(two, { country: 'Singapore' });
    expectAnswer([(await inOne.slash('ask', { question: BREACH })).message], THAILAND ?? never());
    expectAnswer([(await inTwo.slash('ask', { question: BREACH })).message], SINGAPORE ?? never());
  });

  it('a channel goes before its server, and a question that names a place before both', async () => {
    await set(one, { country: 'Thailand' });
    const channel = one.channel('singapore');
    await one.user('boss', { manager: true }).slash('settings channel', { channel, country: 'Singapore' });
    expectAnswer([(await inOne.in(channel).slash('ask', { question: BREACH })).message], SINGAPORE ?? never());
    expectAnswer([(await inOne.slash('ask', { question: BREACH })).message], THAILAND ?? never());
    expectAnswer([(await inOne.slash('ask', { question: `${BREACH} in Singapore?` })).message], SINGAPORE ?? never());
  });

  it('each decides who sees answers', async () => {
    await set(one, { answers: 'public' });
    expect((await inOne.slash('ask', { question: BREACH })).ephemeral).toBe(false);
    expect((await inTwo.slash('ask', { question: BREACH })).ephemeral).toBe(true);
  });

  it('each has its cooldown, for each person', async () => {
    await set(one, { cooldown: 600 });
    expectAnswer([(await inOne.slash('ask', { question: BREACH })).message], lexsea.ask(BREACH));
    const again = await inOne.slash('ask', { question: BREACH });
    expect(read(again.message)).toContain('Ask again in');
    expect(again.ephemeral).toBe(true);
    for (const other of [inTwo, inTwo, one.user('bo')])
      expect(read((await other.slash('ask', { question: BREACH })).message)).not.toContain('Ask again in');
  });

  it('settings are kept over a restart', async () => {
    await set(one, { country: 'Thailand', answers: 'public' });
    await stage.restart();
    const reply = await inOne.slash('ask', { question: BREACH });
    expectAnswer([reply.message], THAILAND ?? never());
    expect(reply.ephemeral).toBe(false);
  });

  it('leaving deletes all data of the server, and of no other', async () => {
    for (const server of [one, two]) await set(server, { country: 'Thailand' });
    const { message } = await inOne.slash('ask', { question: BREACH });
    await inOne.click(message, 'Right');
    one.leave();
    await stage.discord.settled();
    expect(await own(one)).toEqual({});
    expect(await own(two)).toMatchObject({ country: 'TH' });
    expect((await stage.bot.store.feedback.report()).length).toBe(0);
    one.join();
    await stage.discord.settled();
    expect(read((await one.user('boss', { manager: true }).slash('settings show')).message)).toContain('Default country: none');
  });

  it('an outage of Discord deletes nothing', async () => {
    await set(one, { country: 'Thailand' });
    one.outage();
    await stage.discord.settled();
    one.recover();
    await stage.discord.settled();
    expect(await own(one)).toMatchObject({ country: 'TH' });
  });

  it('an outage that lasts while the bot starts deletes nothing', async () => {
    await set(one, { country: 'Thailand' });
    await stage.bot.stop();
    one.outage();
    await stage.start();
    one.recover();
    await stage.discord.settled();
    expect(await own(one)).toMatchObject({ country: 'TH' });
  });

  it('leaving while the bot is off deletes the data when it is back', async () => {
    for (const server of [one, two]) await set(server, { country: 'Thailand' });
    await stage.bot.stop();
    one.leave();
    await stage.start();
    await stage.discord.settled();
    expect(await own(one)).toEqual({});
    expect(await own(two)).toMatchObject({ country: 'TH' });
  });
});

function never(): never {
  throw new Error('no answer to compare with');
}
