/** Where the bot is no member, in direct messages, in other languages, and under messages of another time. */
import { PermissionFlagsBits as P } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { Stage } from './bot.ts';
import { expectAnswer, labels, read } from './reading.ts';
import { post } from './server/posting.ts';
import type { Actor, Message } from './server/server.ts';

const BREACH = 'breach notification deadline in Thailand?';
const ANSWER = lexsea.ask(BREACH);

describe('elsewhere', () => {
  let stage: Stage;
  let ana: Actor;
  let official: Actor;

  beforeAll(async () => {
    stage = await Stage.begin({ prepare: (discord) => void discord.guild('Thai', { locale: 'th' }) });
    ana = stage.discord.guild('G1').user('ana');
    official = stage.discord.guild('Elsewhere', { bot: false }).user('official', { installed: true });
  });
  afterAll(() => stage.end());
  afterEach(() => expect(stage.discord.violations).toEqual([]));

  it('an official who has it installed uses every button in a server without the bot', async () => {
    const { message } = await official.slash('ask', { question: BREACH });
    expect(read((await official.click(message, 'Sources')).message)).toContain(ANSWER.citations[0]?.title);
    const table = await official.click(message, 'Compare');
    expect((await official.click(table.message, 'Table as CSV')).files).toHaveLength(1);
    expect(read((await official.select(message, 'What is the penalty?')).message)).toMatch(/baht/i);
    await official.click(message, 'Right');
  });

  it('looks up there what others wrote', async () => {
    const { message } = official.message(official.channel, BREACH);
    expectAnswer([(await official.contextMenu('Look this up', message)).message], ANSWER);
  });

  it('offers there neither threads nor settings', async () => {
    const { message } = await official.slash('ask', { question: BREACH });
    expect(labels(message)).not.toContain('Open a thread');
    await expect(official.slash('settings show')).rejects.toThrow('not installed');
  });

  it('what is shared there, Discord may still keep for the one who shares it', async () => {
    const guild = stage.discord.guild('Strict', { bot: false });
    const guest = guild.user('guest', { installed: true });
    guest.channel.overwrites.push({ id: guest.user.id, type: 1, allow: 0n, deny: P.UseExternalApps });
    const { message } = await guest.slash('ask', { question: BREACH });
    if (labels(message).includes('Share')) expect((await guest.click(message, 'Share')).ephemeral).toBe(true);
    expect(message.ephemeral).toBe(true);
  });

  it('what a person votes and settles elsewhere is forgotten with no server', async () => {
    stage.discord.guild('G2').leave();
    await stage.discord.settled();
    expect(JSON.stringify(await stage.bot.store.feedback.report())).toContain(ANSWER.citations[0]?.id);
  });

  it('a server’s own language names the buttons that everybody sees', async () => {
    const thai = stage.discord.guild('Thai').user('somchai');
    const answer = await thai.mention(thai.channel, BREACH).answer();
    expect(labels(answer)).toContain('แหล่งที่มา');
  });

  it('a direct message is answered with buttons that work, also after a restart', async () => {
    const dora = stage.discord.user('dora');
    const answer = await dora.message(dora.channel, BREACH).answer();
    await stage.restart();
    expect(read((await dora.click(answer, 'Sources')).message)).toContain(ANSWER.citations[0]?.title);
    expect(read(await dora.message(dora.channel, 'and in Singapore?').answer())).toContain('Singapore');
  });

  it('anybody turns the pages of what everybody sees', async () => {
    const topic = lexsea.index.topics.filter(({ comparison }) => comparison).map(({ id }) => id);
    let message: Message | undefined;
    for (const id of topic) {
      const reply = await stage.discord.guild('G1').user(`reader ${id}`).slash('compare', { topic: id });
      const paged = [reply.message, ...reply.followups].find(({ buttons }) => buttons.some(({ label }) => label === '▶'));
      if (!paged) continue;
      message = (await stage.discord.guild('G1').user(`reader ${id}`).click(paged, 'Share')).message;
      break;
    }
    if (!message) throw new Error('no table has pages');
    const first = read(message);
    const turned = await stage.discord.guild('G1').user('bo').click(message, '▶');
    expect(turned.message).toBe(message);
    expect(message.ephemeral).toBe(false);
    expect(read(message)).not.toBe(first);
    expect(labels(message)).not.toContain('Share');
  });

  it.each([
    'z:',
    's:',
    's:2026-01-01:1:zzzzzz',
    'p:1:t:2026-01-01:no-such-topic:',
    'v:r:0:zzzzzz',
    'c:no-such-topic',
    'd:q:2026-01-01::',
    '🙂',
  ])('a button of another time (%s) says that it can no longer be worked out', async (customId) => {
    const button = { type: 2, style: 2, label: 'Old', custom_id: customId };
    const body = {
      flags: 1 << 15,
      components: [
        { type: 10, content: 'an old answer' },
        { type: 1, components: [button] },
      ],
    };
    const message = post(stage.discord.state, { channel: ana.channel, body, files: [], via: 'channel' });
    const reply = await ana.click(message, 'Old');
    expect(reply.ephemeral).toBe(true);
    expect(read(reply.message)).toContain('ask the question again');
  });

  it('settings of a channel are shown, changed and taken back', async () => {
    const boss = stage.discord.guild('G1').user('boss', { manager: true });
    const channel = stage.discord.guild('G1').channel('changed');
    const show = async () => read((await boss.in(channel).slash('settings show')).message);
    await boss.in(channel).slash('settings channel', { country: 'Viet Nam', cooldown: 60, answers: 'public' });
    expect(await show()).toMatch(/VN|Viet Nam/);
    expect(await show()).toContain('60 s');
    await boss.in(channel).slash('settings channel', { reset: true });
    expect(await show()).toContain('Default country: none');
    expect(await show()).toContain('one person: none');
  });

  it('settings in a thread are those of its channel', async () => {
    const boss = stage.discord.guild('G1').user('boss', { manager: true });
    const { channel: thread } = await boss.mention(boss.channel, BREACH).answer();
    await boss.in(thread).slash('settings channel', { country: 'Singapore' });
    const reply = await ana.slash('ask', { question: 'breach notification deadline' });
    expectAnswer([reply.message], lexsea.ask('breach notification deadline', { in: ['SG'] }));
  });
});
