/** Buttons and menus under an answer: while the bot runs that gave it, and after another has taken its place. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { Stage } from './bot.ts';
import { expectAnswer, labels, read } from './reading.ts';
import type { Actor } from './server/server.ts';

const BREACH = 'breach notification deadline in Thailand?';

/** The topic with the longest table, which no message holds whole. */
const LONG = lexsea.index.topics
  .filter(({ comparison }) => comparison)
  .map(({ id }) => ({ id, length: (lexsea.compare(id).table?.rows ?? []).reduce((sum, { text }) => sum + text.length, 0) }))
  .reduce((most, each) => (each.length > most.length ? each : most)).id;

describe.each(['while the bot runs', 'after a restart'])('%s', (when) => {
  let stage: Stage;
  let ana: Actor;

  /** What comes between an answer and the button under it. */
  const between = async () => {
    if (when === 'after a restart') await stage.restart();
  };

  beforeAll(async () => {
    stage = await Stage.begin();
    ana = stage.discord.guild('G1').user('ana');
  });
  afterAll(() => stage.end());
  afterEach(() => expect(stage.discord.violations).toEqual([]));

  it('Sources shows what the answer cites, for the one who asks', async () => {
    const { message } = await ana.slash('ask', { question: BREACH });
    await between();
    const sources = await ana.click(message, 'Sources');
    const { citations } = lexsea.ask(BREACH);
    for (const { title } of citations) expect(read(sources.message, ...sources.followups)).toContain(title);
    expect(sources.ephemeral).toBe(true);
    expect(sources.buttons.map(({ url }) => url)).toEqual(
      expect.arrayContaining(citations.flatMap(({ url }) => (url ? [new URL(url).href] : []))),
    );
  });

  it('Compare gives the table of the topic', async () => {
    const { message } = await ana.slash('ask', { question: BREACH });
    await between();
    const table = await ana.click(message, 'Compare');
    expectAnswer([table.message, ...table.followups], lexsea.compare('breach-notification'));
  });

  it('Share shows the answer to everybody, once, with who shared it', async () => {
    const { message } = await ana.slash('ask', { question: BREACH });
    await between();
    const shared = await ana.click(message, 'Share');
    expect(shared.ephemeral).toBe(false);
    expectAnswer([shared.message], lexsea.ask(BREACH));
    expect(read(shared.message)).toContain('Shared by ana');
    expect(labels(shared.message)).not.toContain('Share');
    const bo = stage.discord.guild('G1').user('bo');
    expect(read((await bo.click(shared.message, 'Sources')).message)).toContain(lexsea.ask(BREACH).citations[0]?.title);
  });

  it('a person sees another’s private answer as little as its buttons', async () => {
    const { message } = await ana.slash('ask', { question: BREACH });
    await expect(stage.discord.guild('G1').user('bo').click(message, 'Sources')).rejects.toThrow('does not see');
  });

  it.each(['Right', 'Wrong'])('%s keeps the vote and the provisions, once for each voter', async (label) => {
    const { message } = await ana.slash('ask', { question: BREACH });
    await between();
    for (let n = 0; n < 2; n++) expect((await ana.click(message, label)).ephemeral).toBe(true);
    const report = JSON.stringify(await stage.bot.store.feedback.report());
    expect(report).toContain(lexsea.ask(BREACH).citations[0]?.id);
    expect(report).not.toContain('deadline');
  });

  it('pages turn in the same message, forth and back', async () => {
    const { message } = await ana.slash('compare', { topic: LONG });
    const first = read(message);
    await between();
    const turned = await ana.click(message, '▶');
    expect(turned.kind).toBe('update');
    expect(turned.message).toBe(message);
    expect(read(message)).not.toBe(first);
    await ana.click(message, '◀');
    expect(read(message)).toBe(first);
  });

  it('all pages together show every state', async () => {
    const { message } = await ana.slash('compare', { topic: LONG });
    await between();
    const seen = [read(message)];
    for (let n = 0; n < 12; n++) {
      const next = message.buttons.find(({ label }) => label === '▶');
      if (!next || next.disabled) break;
      await ana.click(message, '▶');
      seen.push(read(message));
    }
    expect(seen.length).toBeGreaterThan(1);
    for (const { jurisdiction } of lexsea.compare(LONG).table?.rows ?? []) {
      const name = lexsea.index.profiles().find((profile) => profile.jurisdiction === jurisdiction)?.name;
      expect(seen.join('\n')).toContain(name);
    }
  });

  it('Table as CSV gives the file', async () => {
    const { message } = await ana.slash('compare', { topic: 'breach-notification', countries: 'SG, MY' });
    await between();
    const [file] = (await ana.click(message, 'Table as CSV')).files;
    expect(file?.name).toMatch(/^breach-notification.*\.csv$/);
    expect(file?.text.split(/\r?\n/).filter((line) => /^"?(SG|MY|Singapore|Malaysia)/.test(line)).length).toBeGreaterThanOrEqual(2);
  });

  it('the menu asks on, and understands what it leans on', async () => {
    const { message } = await ana.slash('ask', { question: BREACH });
    await between();
    const penalty = await ana.select(message, 'What is the penalty?');
    expect(read(penalty.message)).toMatch(/baht/i);
    expect(penalty.ephemeral).toBe(true);
  });

  it('Open a thread begins one, in which it is asked on', async () => {
    const boss = stage.discord.guild('G1').user('boss', { manager: true });
    const open = stage.discord.guild('G1').channel(`open ${when}`);
    await boss
      .in(open)
      .slash('settings channel', { answers: 'Everybody in the channel' })
      .catch(() => boss.in(open).slash('settings channel', { answers: 'public' }));
    const { message, ephemeral } = await ana.in(open).slash('ask', { question: BREACH });
    expect(ephemeral).toBe(false);
    await between();
    await ana.in(open).click(message, 'Open a thread');
    const { thread } = message;
    if (!thread) throw new Error('no thread');
    const sent = ana.mention(thread, 'and in Viet Nam?');
    expect(read(await sent.answer())).toMatch(/Viet ?Nam/);
    expect(read((await ana.in(open).click(message, 'Open a thread')).message)).toContain('thread');
  });
});
