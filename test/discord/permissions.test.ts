/** Where the bot, or a user, may not do what an answer would need: it says what is missing, to the one who asked. */
import { PermissionFlagsBits as P } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { Stage } from './bot.ts';
import { expectAnswer, read } from './reading.ts';
import type { Actor, Channel } from './server/server.ts';

const BREACH = 'breach notification deadline in Thailand?';

describe('permissions', () => {
  let stage: Stage;
  let ana: Actor;

  beforeAll(async () => {
    stage = await Stage.begin();
    ana = stage.discord.guild('G1').user('ana');
  });
  afterAll(() => stage.end());
  afterEach(() => expect(stage.discord.violations).toEqual([]));

  /** A channel in which the bot lacks these. */
  const without = (...bits: bigint[]): Channel =>
    stage.discord.guild('G1').channel(`without ${bits.join(' ')}`, { deny: bits.reduce((all, bit) => all | bit, 0n) });

  it('answers commands where it may do nothing at all', async () => {
    const reply = await ana.in(without(P.ViewChannel, P.SendMessages)).slash('ask', { question: BREACH });
    expectAnswer([reply.message], lexsea.ask(BREACH));
  });

  it('answers a mention by a reply where it may open no threads', async () => {
    const channel = without(P.CreatePublicThreads);
    const sent = ana.mention(channel, BREACH);
    const answer = await sent.answer();
    expect(answer.channel).toBe(channel);
    expect(answer.reference?.message_id).toBe(sent.message.id);
    expectAnswer([answer], lexsea.ask(BREACH));
  });

  it('answers in a thread where it may write in threads only', async () => {
    expect((await ana.mention(without(P.SendMessages), BREACH).answer()).channel.isThread).toBe(true);
  });

  it('answers a mention without a reference where it may not read what was written before', async () => {
    const answer = await ana.mention(without(P.ReadMessageHistory, P.CreatePublicThreads), BREACH).answer();
    expect(answer.reference).toBeUndefined();
    expectAnswer([answer], lexsea.ask(BREACH));
  });

  it('tells who mentioned it, by direct message, what is missing', async () => {
    const since = stage.discord.ledger.mark();
    const channel = without(P.SendMessages, P.SendMessagesInThreads);
    ana.mention(channel, BREACH);
    const { message } = await stage.discord.ledger.until('message', undefined, { since });
    expect(message?.channel).toBe(ana.dm().channel);
    expect(message?.text).toContain(`<#${channel.id}>`);
    expect(message?.text).toContain('Send Messages');
  });

  /** Button, where it is pressed, what is missing there. */
  const buttons: [string, bigint, string][] = [
    ['Share', P.SendMessages, 'Send Messages'],
    ['Share', P.ViewChannel, 'View Channels'],
    ['Table as CSV', P.AttachFiles, 'Attach Files'],
  ];
  it.each(buttons)('%s without the permission names it: %#', async (label, bit, name) => {
    const { message } = await ana.in(without(bit)).slash('compare', { topic: 'breach-notification', countries: 'SG, MY' });
    const reply = await ana.click(message, label);
    expect(reply.ephemeral).toBe(true);
    expect(read(reply.message)).toContain(name);
    expect(reply.files).toEqual([]);
  });

  it('Open a thread without the permission names it', async () => {
    const channel = without(P.CreatePublicThreads, P.AddReactions);
    const boss = stage.discord.guild('G1').user('boss', { manager: true });
    await boss.in(channel).slash('settings channel', { answers: 'public' });
    const { message } = await ana.in(channel).slash('ask', { question: BREACH });
    const reply = await ana.in(channel).click(message, 'Open a thread');
    expect(reply.ephemeral).toBe(true);
    expect(read(reply.message)).toContain('Create Public Threads');
  });

  it('shares nothing for who may not write there', async () => {
    const channel = stage.discord.guild('G1').channel('announcements');
    channel.overwrites.push({ id: ana.user.id, type: 1, allow: 0n, deny: P.SendMessages });
    const { message } = await ana.in(channel).slash('ask', { question: BREACH });
    const reply = await ana.in(channel).click(message, 'Share');
    expect(reply.ephemeral).toBe(true);
    expect(read(reply.message)).toContain('may not write');
  });

  /** Permissions that were taken away, and the bot has not heard of it yet: Discord refuses with 50013 or 50001. */
  it.each<[string, bigint, 'thread' | 'reply' | 'nothing']>([
    ['threads', P.CreatePublicThreads, 'reply'],
    ['writing', P.SendMessages | P.CreatePublicThreads, 'nothing'],
    ['seeing the channel', P.ViewChannel, 'nothing'],
  ])('lives through losing the permission for %s behind its back', async (what, deny, outcome) => {
    const channel = stage.discord.guild('G1').channel(`lost ${what}`);
    await stage.discord.settled();
    channel.overwrites.push({ id: stage.discord.state.bot.id, type: 1, allow: 0n, deny });
    const sent = ana.mention(channel, BREACH);
    await stage.discord.ledger.until('refused', ({ data }) => data?.code === 50013 || data?.code === 50001, {
      since: stage.discord.ledger.mark() - 1,
    });
    await stage.discord.settled();
    expect(sent.replies.filter((each) => each.channel === channel)).toHaveLength(outcome === 'reply' ? 1 : 0);
    expectAnswer([(await ana.slash('ask', { question: BREACH })).message], lexsea.ask(BREACH));
  });
});
