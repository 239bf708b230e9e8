/** Each way in, over a socket and over HTTP: what a person does, and what comes of it. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lexsea } from '../shipped.ts';
import { MODES, type Rig, SINGAPORE, startRig, THAI } from './rig.ts';
import { buttons, links, readable } from './server/reading.ts';
import type { Team } from './server/slack.ts';

describe.each(MODES)('over %s', (mode) => {
  let rig: Rig;
  let team: Team;
  beforeEach(async () => {
    rig = await startRig(mode);
    team = rig.slack.workspace('T1');
  });
  afterEach(() => rig.stop());

  const labels = (shown: Parameters<typeof buttons>[0]) => buttons(shown).map((each) => each.label);

  it('/lexsea answers who asks, and nobody else', async () => {
    const ana = team.user('ana');
    const channel = team.channel('general');
    const answer = await ana.slash(channel, '/lexsea', THAI.text);
    expect(answer).toMatchObject({ ephemeralTo: ana.id });
    expect(answer.text).toContain(THAI.headline);
    expect(readable(answer)).toContain(THAI.headline);
    expect(links(answer).every(({ url }) => url.startsWith('https://'))).toBe(true);
    expect(labels(answer)).toEqual(expect.arrayContaining(['Sources', 'Share to channel', 'Right', 'Wrong']));
    expect(rig.slack.answers(channel)).toEqual([]);
  });

  it('an answer to one is shared with the channel by a button, once', async () => {
    const ana = team.user('ana');
    const channel = team.channel('general');
    const answer = await ana.slash(channel, '/lexsea', THAI.text);
    await ana.click(answer, 'Share to channel');
    const shared = await rig.slack.until(() => rig.slack.answers(channel)[0], 'the shared answer');
    expect(shared.text).toContain(THAI.headline);
    expect(readable(shared)).toContain(THAI.text);
    expect(labels(shared)).not.toContain('Share to channel');
  });

  it.each([
    ['compare breach notification in SG,MY', ['Singapore', 'Malaysia']],
    ['show sg-cybersecurity-act-2018#s 14', ['Cybersecurity Act 2018']],
    ['norms', ['Norms of responsible State behaviour']],
    ['help', ['/lexsea compare', 'not legal advice']],
    ['', ['/lexsea compare']],
    ['show nothing-of-the-kind', ['nothing-of-the-kind']],
  ])('/lexsea %s', async (text, expected) => {
    const answer = await team.user('ana').slash(team.channel('general'), '/lexsea', text);
    for (const each of expected) expect(readable(answer)).toContain(each);
    expect(answer.text.length).toBeGreaterThan(0);
  });

  it('a mention is answered in its thread, and a follow-up there is understood', async () => {
    const ana = team.user('ana');
    const sent = ana.mention(team.channel('general'), THAI.text);
    const answer = await sent.answer();
    expect(answer).toMatchObject({ thread_ts: sent.message.ts, ephemeralTo: null });
    expect(answer.text).toContain(THAI.headline);
    const followUp = ana.mention(team.channel('general'), 'and in Singapore?', { thread: sent.message });
    expect((await followUp.answer()).text).toContain(SINGAPORE.headline);
  });

  it('a direct message is answered', async () => {
    const answer = await team.user('ana').dm(THAI.text).answer();
    expect(answer.text).toContain(THAI.headline);
  });

  it('a private channel is answered like a public one', async () => {
    const channel = team.channel('board', { private: true });
    const answer = await team.user('ana').mention(channel, THAI.text).answer();
    expect(answer.text).toContain(THAI.headline);
  });

  it('the assistant greets with prompts, works visibly, names the thread and follows up', async () => {
    const ana = team.user('ana');
    const assistant = ana.openAssistant(team.channel('general'));
    await rig.slack.until(() => assistant.thread.prompts.length > 0 && assistant.messages().length > 0, 'greeting and prompts');
    const answer = await assistant.say(assistant.thread.prompts[0]?.message ?? '').answer();
    expect(answer.thread_ts).toBe(assistant.thread.thread_ts);
    await rig.slack.until(() => assistant.thread.title, 'a title');
    expect(assistant.thread.statuses.find((each) => each !== '')).toBeTruthy();
    await assistant.move(team.channel('other'));
    const next = await assistant.say(THAI.text).answer();
    expect(next.text).toContain(THAI.headline);
    expect((await assistant.say('and in Singapore?').answer()).text).toContain(SINGAPORE.headline);
    expect(buttons(next).some((each) => each.action_id.startsWith('ask:'))).toBe(true);
  });

  it("prompts fit the workspace's country", async () => {
    await rig.store.settings.set({ surface: 'slack', community: 'T1' }, { country: 'TH' });
    const assistant = team.user('ana').openAssistant();
    await rig.slack.until(() => assistant.thread.prompts.length > 0, 'prompts');
    expect(assistant.thread.prompts.map((each) => each.message).join('\n')).toContain('Thailand');
  });

  it('"Look this up" on somebody\'s message answers who asked for it', async () => {
    const channel = team.channel('general');
    const message = team.user('bo').say(channel, THAI.text).message;
    const ana = team.user('ana');
    await ana.messageShortcut('look_up', message);
    const answer = await rig.slack.until(() => rig.slack.ephemerals(ana)[0], 'the answer');
    expect(answer.text).toContain(THAI.headline);
    expect(rig.slack.answers(channel)).toEqual([]);
  });

  it('the global shortcut asks for country, topic and question, and answers in place', async () => {
    const ana = team.user('ana');
    await ana.shortcut('ask');
    await ana.submitModal({ question: 'How fast must a data breach be notified?', country: 'TH' });
    expect(readable(await ana.modalOpened())).toContain(THAI.headline);
    await ana.closeModal();

    await ana.shortcut('ask');
    expect(await ana.submitModal({})).toMatchObject({ response_action: 'errors' });
    await ana.submitModal({ country: 'TH', topic: 'breach-notification' });
    expect(readable(await ana.modalOpened())).toContain('72');
  });

  it('App Home shows what is covered, and keeps the country that is chosen', async () => {
    const ana = team.user('ana');
    const home = await ana.openHome();
    for (const each of ['Thailand', 'Viet Nam', 'Recent changes', '/lexsea help']) expect(readable(home)).toContain(each);
    await ana.choose(home, 'home_country', 'SG');
    await rig.slack.until(() => home.versions > 1, 'the home tab to change');
    const answer = await ana.dm('How fast must a data breach be notified?').answer();
    expect(answer.text).toContain(SINGAPORE.headline);
  });

  it('the buttons of an answer: sources, comparison, file, follow-up', async () => {
    const ana = team.user('ana');
    const sent = ana.mention(team.channel('general'), THAI.text);
    const answer = await sent.answer();
    await ana.click(answer, 'Sources');
    const modal = await ana.modalOpened();
    expect(readable(modal)).toContain('Personal Data Protection Act');
    await ana.closeModal();

    await ana.click(answer, 'Compare across ASEAN');
    const comparison = await rig.slack.until(() => sent.answers().find((each) => /Viet Nam/.test(readable(each))), 'the comparison');
    expect(comparison.thread_ts).toBe(sent.message.ts);
    const all = sent.answers();
    expect(all.flatMap((each) => each.blocks).filter((each) => each.type === 'table').length).toBeGreaterThan(0);
    const withFile = all.find((each) => labels(each).includes('CSV'));
    if (!withFile) throw new Error('no message offers a file');
    await ana.click(withFile, 'CSV');
    const file = await rig.slack.until(() => sent.answers().flatMap((each) => each.files)[0], 'the file');
    expect(file.name).toMatch(/\.csv$/);
    expect(file.content.split('\n').length).toBeGreaterThan(8);

    const next = buttons(answer).find((each) => each.action_id.startsWith('ask:'));
    if (next) {
      const before = sent.answers().length;
      await ana.click(answer, next.action_id);
      await rig.slack.until(() => sent.answers().length > before, 'the answer to the follow-up');
    }
  });

  it('feedback is counted with what the answer rested on, once for each voter', async () => {
    const channel = team.channel('general');
    const answer = await team.user('ana').mention(channel, THAI.text).answer();
    await team.user('bo').click(answer, 'Wrong');
    await team.user('bo').click(answer, 'Right');
    await team.user('cy').click(answer, 'Right');
    const private_ = await team.user('di').slash(channel, '/lexsea', THAI.text);
    await team.user('di').click(private_, 'Wrong');
    const counts = async () => new Set((await rig.store.feedback.report()).map(({ right, wrong }) => `${right} right, ${wrong} wrong`));
    await expect.poll(counts).toEqual(new Set(['2 right, 1 wrong']));
  });

  it('buttons work after a restart', async () => {
    const ana = team.user('ana');
    const answer = await ana.mention(team.channel('general'), THAI.text).answer();
    await rig.restart();
    await ana.click(answer, 'Sources');
    expect(readable(await ana.modalOpened())).toContain('Personal Data Protection Act');
  });

  it('nothing of a question is logged or stored', async () => {
    const secret = 'xylophone-of-the-registrar';
    const ana = team.user('ana');
    await ana.mention(team.channel('general'), `${THAI.text} ${secret}`).answer();
    await ana.slash(team.channel('general'), '/lexsea', `${secret} ${THAI.text}`);
    await rig.restart();
    expect(rig.logged()).not.toContain(secret);
    const { readFileSync, readdirSync } = await import('node:fs');
    for (const file of readdirSync(rig.folder).filter((each) => each.startsWith('lexsea.db'))) {
      expect(readFileSync(`${rig.folder}/${file}`).includes(secret), file).toBe(false);
    }
  });

  it('every acknowledgement comes within three seconds', async () => {
    await team.user('ana').slash(team.channel('general'), '/lexsea', 'compare breach notification');
    await Promise.all(Array.from({ length: 5 }, (_, n) => team.user(`u${n}`).dm(THAI.text).answer()));
    expect(rig.slack.acks.filter((each) => each.status !== 200)).toEqual([]);
  });
});

it('is asked of an engine that knows the answers', () => {
  expect(THAI.headline).toMatch(/72 hours/);
  expect(lexsea.ask(SINGAPORE.text).kind).toBe('answer');
});
