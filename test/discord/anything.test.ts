/** Whatever is asked or looked up, Discord takes the answer, and nothing in it pings, links or formats. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { index } from '../shipped.ts';
import { anyString } from '../strings.ts';
import { Stage } from './bot.ts';
import { read } from './reading.ts';
import type { Message } from './server/server.ts';

describe('anything', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.begin();
  });
  afterAll(() => stage.end());

  let uses = 0;
  /** A user in a server that has asked few questions so far: both have a limit. */
  const somebody = () => {
    uses++;
    return stage.discord.guild(`G${Math.floor(uses / 200)}`).user(`user ${Math.floor(uses / 10)}`);
  };

  /** Markup of a link to somewhere that a question or the corpus did not bring as an address of its own. */
  const harmless = ({ text }: Message) => {
    expect(text).not.toMatch(/(?<!\\)@(everyone|here)/);
    expect(text).not.toMatch(/(?<!\\)<(@|#|:|a:|t:)/);
    expect(text).not.toContain('](https://evil.example');
  };

  const dangerous = fc.constantFrom(
    '@everyone',
    '<@123456789012345678>',
    '<@&123456789012345678>',
    '[the law](https://evil.example)',
    '](https://evil.example)',
    '**bold** __x__ ||spoiler|| `code`',
    '\n> quote\n# heading\n- list\n1. list',
    'breach notification in Thailand',
    'norm (f)',
    '\\',
    '<t:0:R>',
    '<:emoji:123456789012345678>',
  );
  const questions = fc
    .array(fc.oneof(dangerous, anyString), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(' ').slice(0, 600).toWellFormed())
    .filter((text) => text.length > 0);

  it('any question by /ask', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const reply = await somebody().slash('ask', { question });
        for (const message of [reply.message, ...reply.followups]) harmless(message);
        expect(stage.discord.violations).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('any question by a mention', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const somewhere = somebody();
        harmless(await somewhere.mention(somewhere.channel, question).answer());
        expect(stage.discord.violations).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('anything typed into an option', async () => {
    const ana = somebody();
    await fc.assert(
      fc.asyncProperty(anyString, async (typed) => {
        for (const name of ['law', 'norm', 'body'] as const) await ana.autocomplete(name, name, typed.toWellFormed());
        await ana.autocomplete('law', 'provision', typed.toWellFormed(), { law: typed.toWellFormed().slice(0, 200) });
        await ana.autocomplete('compare', 'countries', typed.toWellFormed());
        expect(stage.discord.violations).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('the comparison of every topic, with all its pages and its file', async () => {
    for (const { id } of index.topics.filter(({ comparison }) => comparison)) {
      const ana = somebody();
      const { message, followups } = await ana.slash('compare', { topic: id });
      const last = followups.at(-1) ?? message;
      for (let n = 0; n < 20; n++) {
        const next = last.buttons.find(({ label }) => label === '▶');
        if (!next || next.disabled) break;
        await ana.click(last, '▶');
        harmless(last);
      }
      expect((await ana.click(last, 'Table as CSV')).files).toHaveLength(1);
    }
    expect(stage.discord.violations).toEqual([]);
  });

  it('every law', async () => {
    for (const { id, title } of index.instruments()) {
      const reply = await somebody().slash('law', { law: id });
      for (const message of [reply.message, ...reply.followups]) harmless(message);
      expect(read(reply.message)).toContain(title.slice(0, 60));
    }
    expect(stage.discord.violations).toEqual([]);
  });
});
