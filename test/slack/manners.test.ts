/** What a good guest does in a channel: it answers once, itself never, pings nobody, and keeps quiet where it is told to. */

import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { LONG, MODES, type Rig, SINGAPORE, startRig, THAI } from './rig.ts';
import type { Message } from './server/ledger.ts';
import { buttons, links, pings, readable } from './server/reading.ts';
import type { Team } from './server/slack.ts';
import type { Channel } from './server/workspace.ts';

let rig: Rig;
let team: Team;
let channel: Channel;

async function begin(mode: 'socket' | 'http') {
  rig = await startRig(mode);
  team = rig.slack.workspace('T1');
  channel = team.channel('general');
}

/** Everything that was sent before has been dealt with once this has its answer: events are taken in the order of their coming. */
async function settled() {
  await team.user('zed').dm(SINGAPORE.text).answer();
  await rig.slack.until(() => rig.slack.delivery.waiting === 0, 'every delivery to be acknowledged');
  await team.user('zed').dm(SINGAPORE.text).answer();
}

describe.each(MODES)('over %s', (mode) => {
  beforeEach(() => begin(mode));
  afterEach(() => rig.stop());

  it('answers an event once, however often it is delivered', async () => {
    const sent = team.user('ana').mention(channel, THAI.text);
    await sent.answer();
    for (const attempt of [1, 2, 3]) await rig.slack.redeliver(sent.message, attempt);
    await settled();
    expect(sent.answers()).toHaveLength(1);
  });

  it('answers an event once that is delivered again while it is being answered', async () => {
    const hold = rig.slack.hold('chat.postMessage');
    const sent = team.user('ana').mention(channel, THAI.text);
    await hold.reached;
    const again = rig.slack.redeliver(sent.message, 1);
    hold.release();
    await sent.answer();
    await again;
    await settled();
    expect(sent.answers()).toHaveLength(1);
  });

  it('never answers itself, other bots, or the messages of Slack', async () => {
    const answer = await team.user('ana').mention(channel, THAI.text).answer();
    const other = team.bot('jenkins');
    const theirs = [other.mention(channel, THAI.text), other.dm(THAI.text), other.mention(channel, THAI.text, { thread: answer })];
    await settled();
    expect(theirs.flatMap((each) => each.answers())).toEqual([]);
    expect(rig.slack.answers(channel)).toHaveLength(1);
  });

  it('edits its answer when the question is edited', async () => {
    const ana = team.user('ana');
    const sent = ana.mention(channel, THAI.text);
    const answer = await sent.answer();
    await ana.edit(sent.message, SINGAPORE.text);
    await rig.slack.until(() => answer.text.includes(SINGAPORE.headline), 'the answer to change');
    expect(sent.answers()).toHaveLength(1);

    const direct = ana.dm(SINGAPORE.text);
    const reply = await direct.answer();
    await ana.edit(direct.message, THAI.text);
    await rig.slack.until(() => reply.text.includes(THAI.headline), 'the direct answer to change');
  });

  it('an edited question may need more messages than it did, or fewer', async () => {
    const ana = team.user('ana');
    const sent = ana.mention(channel, THAI.text);
    await sent.answer();
    await sent.acks;
    await ana.edit(sent.message, LONG);
    await rig.slack.until(() => sent.answers().length > 1, 'more messages');
    await settled();
    const parts = sent.answers();
    expect(new Set(parts.map((each) => each.text)).size).toBe(parts.length);
    await ana.edit(sent.message, SINGAPORE.text);
    await rig.slack.until(() => sent.answers().length === 1, 'one message');
    expect(sent.answers()[0]?.text).toContain(SINGAPORE.headline);
  });

  it('a question that is deleted before it is answered is let go', async () => {
    rig.expected.push('invalid_thread_ts');
    const hold = rig.slack.hold('chat.postMessage');
    const ana = team.user('ana');
    const sent = ana.mention(channel, THAI.text);
    await hold.reached;
    ana.delete(sent.message);
    hold.release();
    expect((await sent.acks).map((each) => each.status)).toEqual([200, 200]);
    await settled();
    expect(sent.answers()).toEqual([]);
    expect(rig.slack.calls('chat.postMessage').filter((each) => each.args.thread_ts === sent.message.ts)).toHaveLength(1);
  });

  it('does not take an unfurled link for an edit', async () => {
    const ana = team.user('ana');
    const sent = ana.mention(channel, `${THAI.text} https://example.com`);
    const answer = await sent.answer();
    await ana.unfurl(sent.message);
    await settled();
    expect(answer.versions).toEqual([]);
    expect(sent.answers()).toHaveLength(1);
  });
});

describe('in a channel', () => {
  beforeEach(() => begin('socket'));
  afterEach(() => {
    vi.useRealTimers();
    return rig.stop();
  });

  it('leaves its answer alone when the question is edited after more than ten minutes', async () => {
    const ana = team.user('ana');
    const sent = ana.mention(channel, THAI.text);
    const answer = await sent.answer();
    await sent.acks;
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 11 * 60_000);
    await ana.edit(sent.message, SINGAPORE.text);
    await settled();
    expect(answer.versions).toEqual([]);
    expect(sent.answers()).toHaveLength(1);
  });

  it('answers only mentions, unless the channel wants every question answered', async () => {
    const ana = team.user('ana');
    const unasked = ana.say(channel, THAI.text);
    await settled();
    expect(unasked.answers()).toEqual([]);

    await rig.store.settings.set({ surface: 'slack', community: 'T1', place: channel.id }, { listen: 'questions' });
    expect((await ana.say(channel, SINGAPORE.text).answer()).text).toContain(SINGAPORE.headline);
    const talk = ana.say(channel, 'Lunch at twelve, see you there');
    const twice = ana.mention(channel, THAI.text);
    await twice.answer();
    await settled();
    expect(talk.answers()).toEqual([]);
    // It came as app_mention and as message.
    expect(twice.answers()).toHaveLength(1);
  });

  it('posts nothing in a quiet channel: who asks sees the answer alone', async () => {
    const ana = team.user('ana');
    await rig.store.settings.set({ surface: 'slack', community: 'T1', place: channel.id }, { quiet: true, audience: 'public' });
    ana.mention(channel, THAI.text);
    const answer = await rig.slack.until(() => rig.slack.ephemerals(ana)[0], 'the answer');
    expect(answer.text).toContain(THAI.headline);
    expect(await ana.slash(channel, '/lexsea', THAI.text)).toMatchObject({ ephemeralTo: ana.id });
    expect(rig.slack.answers(channel)).toEqual([]);
  });

  it('a command is answered to all where the channel wants that', async () => {
    await rig.store.settings.set({ surface: 'slack', community: 'T1', place: channel.id }, { audience: 'public' });
    const answer = await team.user('ana').slash(channel, '/lexsea', THAI.text);
    expect(answer).toMatchObject({ ephemeralTo: null });
    expect(readable(answer)).toContain(THAI.text);
  });

  it('a command works in a channel that the app is not in', async () => {
    const away = team.channel('away', { bot: false });
    const answer = await team.user('ana').slash(away, '/lexsea', THAI.text);
    expect(answer.text).toContain(THAI.headline);
    await team.user('ana').click(answer, 'Share to channel');
    await rig.slack.until(
      () => rig.slack.messages(away).some((each) => each.byBot) || rig.slack.ephemerals(team.user('ana')).length > 1,
      'a word',
    );
  });

  it('says in one line what cannot be asked', async () => {
    const answer = await team.user('ana').dm('x'.repeat(3000)).answer();
    expect(answer.text).toMatch(/^[^\n]*at most/);
    const empty = await team.user('ana').mention(channel, '').answer();
    expect(empty.text.length).toBeGreaterThan(0);
  });

  it('asks people to slow down rather than serve one without end', async () => {
    const ana = team.user('ana');
    const answers = await Promise.all(Array.from({ length: 65 }, () => ana.slash(channel, '/lexsea', THAI.text)));
    const refused = answers.filter((each) => !each.text.includes(THAI.headline));
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused) expect(each.text).toMatch(/^[^\n]*\d+ (second|minute)[^\n]*$/);
    expect(await team.user('bo').slash(channel, '/lexsea', THAI.text)).toMatchObject({ text: expect.stringContaining(THAI.headline) });
  }, 60_000);
});

describe('whatever is asked, an answer pings nobody, formats nothing and links only to official texts', () => {
  beforeEach(() => begin('socket'));
  afterEach(() => rig.stop());

  const hostile = [
    'What does <!channel> say about data breaches in Thailand?',
    '<!here> <!everyone> <@U0123> data breach in Thailand',
    '<https://evil.example|Personal Data Protection Act 2019> in Thailand?',
    '[PDPA](https://evil.example) <mailto:a@evil.example|x> breach Thailand',
    '*bold* _it_ ~gone~ `code` ```block``` > quote breach in Thailand',
    '&lt;!channel&gt; &amp;lt;!channel&amp;gt; breach in Thailand',
    '@channel @here @everyone #general breach in Thailand',
    '<!subteam^S0123|@lawyers> <#C0123|general> <!date^1^{date}^https://evil.example|x> breach Thailand',
    'breach in Thailand \u202eevil.example\u202c \u0000 \ud800',
  ];

  const harmless = (message: Message) => {
    expect(pings(message)).toEqual([]);
    for (const { url } of links(message)) expect(new URL(url).hostname).not.toContain('evil');
    for (const { label } of links(message)) expect(label).toMatch(/^\[\d+\]|^https?:/);
  };

  test.each([
    ['typed', false],
    ['as the client marks it', true],
  ])('%s', async (_how, raw) => {
    const ana = team.user('ana');
    for (const [n, text] of hostile.entries()) {
      const asker = team.user(`u${n}`);
      harmless(await asker.mention(channel, text, { raw }).answer());
      harmless(await asker.dm(text, { raw }).answer());
      // Shared answers and look-ups show the question.
      const private_ = await asker.slash(channel, '/lexsea', text);
      harmless(private_);
      if (buttons(private_).some((each) => each.label === 'Share to channel')) await asker.click(private_, 'Share to channel');
    }
    await rig.slack.until(() => rig.slack.answers(channel).length >= hostile.length, 'what is shared');
    await settled();
    for (const message of rig.slack.answers(channel)) harmless(message);
    const looked = ana.say(channel, hostile.join(' '), { raw });
    await ana.messageShortcut('look_up', looked.message);
    harmless(await rig.slack.until(() => rig.slack.ephemerals(ana)[0], 'the look-up'));
  });
});
