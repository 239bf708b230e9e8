/** A process that was killed over a question: Discord does not send it again, and whoever starts next answers it, once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { expectAnswer } from './reading.ts';
import { type Discord, startDiscord } from './server/server.ts';
import { type Service, Services } from './service.ts';

const BREACH = 'breach notification deadline in Thailand?';
const ANSWER = lexsea.ask(BREACH);

describe('a question that a killed process had begun', () => {
  let discord: Discord;
  let services: Services;
  let service: Service;
  beforeEach(async () => {
    discord = await startDiscord();
    discord.guild('G1');
    services = new Services(discord);
    service = await services.start();
  });
  afterEach(async () => {
    await service.end();
    await services.clear();
    await discord.stop();
    expect(discord.violations).toEqual([]);
  });

  it.each([
    ['before it had a thread', 'POST /channels/:channel/messages/:message/threads'],
    ['before it was posted', 'POST /channels/:channel/messages'],
  ])('%s is answered by the next, once', async (_, route) => {
    const ana = discord.guild('G1').user('ana');
    const gate = discord.hold(route);
    const sent = ana.mention(ana.channel, BREACH);
    await gate.reached;
    await service.end('SIGKILL');
    service = await services.start();
    gate.release();
    const answer = await sent.answer();
    expect(answer.channel.id).toBe(sent.message.id);
    await discord.settled();
    expect(sent.replies).toHaveLength(1);
    expectAnswer(sent.replies, ANSWER);
  });
});
