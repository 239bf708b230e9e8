/** Mentions, threads, direct messages and forums: messages that are questions, and those that are not. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { Stage } from './bot.ts';
import { expectAnswer, read } from './reading.ts';
import type { Actor, Channel } from './server/server.ts';

const BREACH = 'breach notification deadline in Thailand?';

describe('without the message content intent', () => {
  let stage: Stage;
  let ana: Actor;
  let general: Channel;

  beforeAll(async () => {
    stage = await Stage.begin({ discord: { privileged: [] } });
    ana = stage.discord.guild('G1').user('ana');
    general = ana.channel;
  });
  afterAll(() => stage.end());
  afterEach(() => expect(stage.discord.violations).toEqual([]));

  it('asks for no intent that the portal must allow', () => {
    const [identify] = stage.discord.ledger.of('identify');
    expect(Number(identify?.data?.intents) & ((1 << 1) | (1 << 8) | (1 << 15))).toBe(0);
  });

  it('answers a mention once, in a thread of its own', async () => {
    const sent = ana.mention(general, stage.secret(BREACH));
    const answer = await sent.answer();
    await stage.discord.settled();
    expect(answer.channel.isThread).toBe(true);
    expect(answer.channel.id).toBe(sent.message.id);
    expectAnswer(sent.replies, lexsea.ask(BREACH));
  });

  it('goes on in the thread', async () => {
    const { channel: thread } = await ana.mention(general, BREACH).answer();
    await stage.discord.settled();
    const next = await ana.mention(thread, 'and in Singapore?').answer();
    expectAnswer([next], lexsea.ask(BREACH.replace('Thailand', 'Singapore')));
  });

  it('takes a reply to its message for a question', async () => {
    const answer = await ana.mention(general, BREACH).answer();
    await stage.discord.settled();
    const next = await ana.reply(answer, 'and in Singapore?').answer();
    expect(read(next)).toContain('Singapore');
  });

  it.each<[string, (bot: string) => string]>([
    ['a message that does not mention it', () => BREACH],
    ['@everyone', () => `@everyone ${BREACH}`],
  ])('is silent on %s', async (_what, text) => {
    await ana.message(general, text(stage.discord.state.bot.id)).silence();
  });

  it('ignores bots', async () => {
    const { User } = await import('./server/world.ts');
    const robot = new User(stage.discord.state.newId(), 'robot', true);
    stage.discord.state.users.set(robot.id, robot);
    stage.discord.guild('G1').guild.members.set(robot.id, { user: robot, roles: [] });
    await stage.discord.actor(robot, general).mention(general, BREACH).silence();
  });

  it('says how to ask where a mention says nothing', async () => {
    const answer = await ana.mention(general, '').answer();
    expect(answer.text).not.toBe('');
  });

  it('answers direct messages, and goes on from them', async () => {
    const dora = stage.discord.user('dora');
    expectAnswer([await dora.message(dora.channel, BREACH).answer()], lexsea.ask(BREACH));
    await stage.discord.settled();
    const next = await dora.message(dora.channel, 'and in Singapore?').answer();
    expect(read(next)).toContain('Singapore');
  });

  it('pings nobody, whatever is written', async () => {
    const sent = ana.mention(
      general,
      '@everyone @here <@&123456789012345678> breach notification deadline in Thailand? [x](https://evil.example)',
    );
    const answer = await sent.answer();
    expect(answer.text).not.toMatch(/@(everyone|here)/);
    expect(answer.text).not.toMatch(/(?<!\\)<@/);
    expect(answer.text).not.toContain('](https://evil.example)');
  });
});

describe('with the message content intent', () => {
  let stage: Stage;
  let ana: Actor;
  let forum: Channel;

  beforeAll(async () => {
    stage = await Stage.begin({ env: { DISCORD_MESSAGE_CONTENT: 'on' } });
    ana = stage.discord.guild('G1').user('ana');
    forum = stage.discord.guild('G1').forum('help');
    const boss = stage.discord.guild('G1').user('boss', { manager: true });
    await boss.slash('settings channel', { channel: forum, forum: true });
  });
  afterAll(() => stage.end());
  afterEach(() => expect(stage.discord.violations).toEqual([]));

  it('follows in a thread of its own without being mentioned', async () => {
    const { channel: thread } = await ana.mention(ana.channel, BREACH).answer();
    await stage.discord.settled();
    const next = await ana.message(thread, 'and in Singapore?').answer();
    expect(read(next)).toContain('Singapore');
  });

  it('is silent in a thread that is not its own, and in channels', async () => {
    await ana.message(ana.channel, BREACH).silence();
  });

  it('answers a new forum post that it is sure of', async () => {
    const sent = ana.postInForum(forum, 'Breach notification', BREACH);
    expectAnswer([await sent.answer()], lexsea.ask(BREACH));
    await stage.discord.settled();
    expect(sent.replies).toHaveLength(1);
  });

  it('is silent on a post that it is not sure of, and on later messages of others’ posts', async () => {
    await ana.postInForum(forum, 'Bread', 'how do I bake bread').silence();
    const sent = ana.postInForum(forum, 'Lunch', 'where shall we eat?');
    await sent.silence();
    await ana.message(sent.message.channel, BREACH).silence();
  });

  it('is silent in forums that were not chosen', async () => {
    const other = stage.discord.guild('G1').forum('off-topic');
    await ana.postInForum(other, 'Breach notification', BREACH).silence();
  });
});
