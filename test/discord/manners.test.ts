/** Manners: nobody can make the bot fill a channel or keep others from being answered, and it lets go of what was taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { Stage, startBot } from './bot.ts';
import { expectAnswer, read } from './reading.ts';
import type { Actor } from './server/server.ts';

const BREACH = 'breach notification deadline in Thailand?';

describe('manners', () => {
  let stage: Stage;
  let ana: Actor;
  beforeEach(async () => {
    stage = await Stage.begin();
    ana = stage.discord.guild('G1').user('ana');
  });
  afterEach(() => stage.end());

  it('who asks too much by commands is told when to ask again; others are answered', async () => {
    const replies = [];
    for (let n = 0; n < 25; n++) replies.push(await ana.slash('ask', { question: BREACH }));
    const refused = replies.filter(({ message }) => read(message).includes('Ask again in'));
    expect(refused.length).toBe(5);
    expect(refused.every(({ ephemeral }) => ephemeral)).toBe(true);
    expectAnswer([(await stage.discord.guild('G1').user('bo').slash('ask', { question: BREACH })).message], lexsea.ask(BREACH));
  });

  it('who asks too much by mentions is told once', async () => {
    const sent = Array.from({ length: 25 }, () => ana.mention(ana.channel, BREACH));
    const replies = () => sent.flatMap((each) => each.replies);
    // Which of those that came at once are the twenty is nobody's promise.
    await stage.discord.ledger.when(() => (replies().length >= 21 ? true : undefined), 'twenty answers and a word', 60_000);
    await stage.discord.settled();
    const texts = replies().map((message) => read(message));
    expect(texts.filter((text) => text.includes('Ask again in'))).toHaveLength(1);
    expect(texts).toHaveLength(21);
  });

  it('a question that is deleted before it is answered gets no answer', async () => {
    const sent = ana.mention(ana.channel, BREACH);
    sent.delete();
    await sent.silence();
  });

  it('without the store it answers all the same', async () => {
    await stage.bot.stop();
    const broken = <T extends object>(part: T): T =>
      new Proxy(part, {
        get: (target, name) =>
          typeof Reflect.get(target, name) === 'function' ? () => Promise.reject(new Error('the disk is full')) : Reflect.get(target, name),
      });
    stage.bot = await startBot(stage.discord, stage.folder, {}, (store) => ({
      ...store,
      settings: broken(store.settings),
      conversations: broken(store.conversations),
      deliveries: broken(store.deliveries),
      limits: broken(store.limits),
      feedback: broken(store.feedback),
    }));
    const reply = await ana.slash('ask', { question: BREACH });
    expectAnswer([reply.message], lexsea.ask(BREACH));
    expectAnswer([await ana.mention(ana.channel, BREACH).answer()], lexsea.ask(BREACH));
    const vote = await ana.click(reply.message, 'Right');
    expect(read(vote.message)).toContain('went wrong');
  });
});
