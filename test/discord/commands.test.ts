/** Every command, its autocomplete and the context menu, as a user of Discord has them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { index, lexsea } from '../shipped.ts';
import { Stage } from './bot.ts';
import { expectAnswer, labels, read } from './reading.ts';
import type { Actor } from './server/server.ts';

const BREACH = 'breach notification deadline in Thailand?';

describe('commands', () => {
  let stage: Stage;
  let ana: Actor;

  beforeAll(async () => {
    stage = await Stage.begin();
    ana = stage.discord.guild('G1').user('ana');
  });
  afterAll(() => stage.end());
  afterEach(() => expect(stage.discord.violations).toEqual([]));

  it('registers them once, for servers and for users', () => {
    expect(stage.discord.commands.map(({ body }) => body.name)).toEqual([
      'ask',
      'compare',
      'law',
      'norm',
      'body',
      'settings',
      'help',
      'Look this up',
    ]);
    expect(stage.discord.ledger.of('commands')).toHaveLength(1);
  });

  it('says the names in the locales of the region', () => {
    for (const { body } of stage.discord.commands)
      expect(Object.keys(body.name_localizations as object), String(body.name)).toEqual(
        expect.arrayContaining(['id', 'th', 'vi', 'zh-CN']),
      );
  });

  it('/ask answers, with sources and for the asker alone', async () => {
    const reply = await ana.slash('ask', { question: stage.secret(BREACH) });
    expectAnswer([reply.message], lexsea.ask(BREACH));
    expect(reply.ephemeral).toBe(true);
    expect(labels(reply.message)).toEqual(['Sources', 'Compare', 'Share', 'Right', 'Wrong']);
  });

  it('/ask keeps to the country that was chosen', async () => {
    const reply = await ana.slash('ask', { question: 'breach notification deadline', country: 'Singapore' });
    expectAnswer([reply.message], lexsea.ask('breach notification deadline', { in: ['SG'] }));
  });

  it('/ask says that it does not know, and that a question is missing', async () => {
    const unknown = await ana.slash('ask', { question: 'how do I bake bread' });
    expectAnswer([unknown.message], lexsea.ask('how do I bake bread'));
    expect(read((await ana.slash('ask', { question: '  ' })).message)).toContain('What is the question?');
  });

  it('/compare gives a table of all states, and of some', async () => {
    const all = await ana.slash('compare', { topic: 'breach-notification' });
    const pages = [all.message, ...all.followups];
    expectAnswer(pages, lexsea.compare('breach-notification'));
    const some = await ana.slash('compare', { topic: 'breach-notification', countries: 'SG, MY' });
    for (const state of ['Singapore', 'Malaysia']) expect(read(some.message)).toContain(state);
    expect(read(some.message)).not.toContain('Thailand');
  });

  it('/compare names the nearest topic to one that is not known', async () => {
    const reply = await ana.slash('compare', { topic: 'breach-notifikation' });
    expect(read(reply.message)).toContain('breach-notification');
    expect(reply.ephemeral).toBe(true);
  });

  it('/law shows a law and one provision of it', async () => {
    const [choice] = await ana.autocomplete('law', 'law', 'personal data protection act 2012');
    const law = index.instrument(String(choice?.value));
    const whole = await ana.slash('law', { law: String(choice?.value) });
    expect(read(whole.message)).toContain(law?.title);
    const [provision] = await ana.autocomplete('law', 'provision', '', { law: String(choice?.value) });
    const one = await ana.slash('law', { law: String(choice?.value), provision: String(provision?.value) });
    expect(read(one.message)).toContain(index.provision(`${law?.id}#${provision?.value}`)?.heading);
  });

  it('/law reads a pinpoint that was typed', async () => {
    const reply = await ana.slash('law', { law: 'PDPA Singapore', provision: 's 26D' });
    expect(read(reply.message)).toContain('26D');
  });

  it.each(['(f)', 'f', 'norm f'])('/norm %s shows the norm', async (norm) => {
    expectAnswer([(await ana.slash('norm', { norm })).message], lexsea.ask('norm (f)'));
  });

  it('/body shows an institution, and corrects a wrong name', async () => {
    const [choice] = await ana.autocomplete('body', 'body', 'ASEANAPOL');
    expect(read((await ana.slash('body', { body: String(choice?.value) })).message)).toContain('ASEANAPOL');
    expect(read((await ana.slash('body', { body: 'ASEANPOL' })).message)).toContain('ASEANAPOL');
  });

  it('/help says how to ask', async () => {
    const reply = await ana.slash('help');
    expect(read(reply.message)).toContain('/ask');
    expect(reply.ephemeral).toBe(true);
  });

  it('/settings is offered to who manages the server only', async () => {
    await expect(ana.slash('settings show')).rejects.toThrow('permissions');
    const boss = stage.discord.guild('G1').user('boss', { manager: true });
    expect(read((await boss.slash('settings show')).message)).toContain('Default country: none');
  });

  it('"Look this up" answers what somebody wrote, for the one who looks it up', async () => {
    const { message } = ana.message(ana.channel, BREACH);
    const bo = stage.discord.guild('G1').user('bo');
    const reply = await bo.contextMenu('Look this up', message);
    expectAnswer([reply.message], lexsea.ask(BREACH));
    expect(reply.ephemeral).toBe(true);
    const { message: empty } = ana.message(ana.channel, '<@1234567890123456789>');
    expect(read((await bo.contextMenu('Look this up', empty)).message)).toContain('no text');
  });

  it('works in direct messages', async () => {
    const reply = await stage.discord.user('dora').slash('ask', { question: BREACH });
    expectAnswer([reply.message], lexsea.ask(BREACH));
  });

  it('works where the bot is not, for who has it installed', async () => {
    const elsewhere = stage.discord.guild('Elsewhere', { bot: false });
    const official = elsewhere.user('official', { installed: true });
    expectAnswer([(await official.slash('ask', { question: BREACH })).message], lexsea.ask(BREACH));
    await expect(elsewhere.user('other').slash('ask', { question: BREACH })).rejects.toThrow('not installed');
  });

  it('says its own words in the language of who asks', async () => {
    const reply = await stage.discord.guild('G1').user('lan', { locale: 'vi' }).slash('ask', { question: BREACH });
    expect(labels(reply.message)).toContain('Nguồn');
  });
});

describe('autocomplete', () => {
  let stage: Stage;
  let ana: Actor;

  beforeAll(async () => {
    stage = await Stage.begin();
    ana = stage.discord.guild('G1').user('ana');
  });
  afterAll(() => stage.end());

  /** Command, option, what is typed, other options -> a choice that is offered. */
  const rows: [string, string, string, Record<string, string>, { name: RegExp; value?: string }][] = [
    ['ask', 'question', 'breach sing', {}, { name: /breach notification in Singapore/i }],
    ['compare', 'topic', 'breach', {}, { name: /breach notification/i, value: 'breach-notification' }],
    ['compare', 'countries', 'thai', {}, { name: /Thailand/, value: 'TH' }],
    ['compare', 'countries', 'SG, mal', {}, { name: /SG, Malaysia/, value: 'SG,MY' }],
    ['law', 'law', 'computer misuse', {}, { name: /Computer Misuse Act/ }],
    ['norm', 'norm', 'f', {}, { name: /^Norm \(f\)/ }],
    ['body', 'body', 'pdpc', {}, { name: /Personal Data Protection/ }],
  ];
  it.each(rows)('/%s %s: "%s"', async (command, option, typed, others, wanted) => {
    const choices = await ana.autocomplete(command, option, typed, others);
    expect(choices.map(({ name }) => name)).toContainEqual(expect.stringMatching(wanted.name));
    if (wanted.value) expect(choices.map(({ value }) => value)).toContain(wanted.value);
  });

  it.each([
    ['law', 'law'],
    ['compare', 'topic'],
    ['compare', 'countries'],
    ['norm', 'norm'],
    ['body', 'body'],
    ['ask', 'question'],
  ])('/%s %s offers something before anything is typed, and nothing for what is not there', async (command, option) => {
    expect(await ana.autocomplete(command, option, '')).not.toEqual([]);
    expect(await ana.autocomplete(command, option, 'zzqx '.repeat(30))).toEqual([]);
  });

  it('/law provision offers the provisions of the law that was chosen, none without one', async () => {
    const [law] = await ana.autocomplete('law', 'law', 'computer misuse act');
    const provisions = await ana.autocomplete('law', 'provision', '3', { law: String(law?.value) });
    expect(provisions[0]?.name).toMatch(/\b3\b/);
    expect(await ana.autocomplete('law', 'provision', '3')).toEqual([]);
  });

  it('uses up no question of the limit', async () => {
    for (let n = 0; n < 30; n++) await ana.autocomplete('ask', 'question', `breach ${n}`);
    expectAnswer([(await ana.slash('ask', { question: BREACH })).message], lexsea.ask(BREACH));
  });
});
