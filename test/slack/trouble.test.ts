/** What goes wrong between here and Slack, and that nothing is lost, doubled or believed that should not be. */

import { afterEach, describe, expect, it } from 'vitest';
import { MODES, type Mode, type Rig, SINGAPORE, startRig, THAI } from './rig.ts';
import type { Team } from './server/slack.ts';
import type { Channel } from './server/workspace.ts';

let rig: Rig;
let team: Team;
let channel: Channel;
afterEach(() => rig.stop());

async function begin(mode: Mode, options: Parameters<typeof startRig>[1] = {}) {
  rig = await startRig(mode, options);
  team = rig.slack.workspace('T1');
  channel = team.channel('general');
}

const now = () => Math.floor(Date.now() / 1000);

describe('requests that are not from Slack', () => {
  it.each([
    ['a wrong secret', () => ({ secret: 'not the secret' })],
    ['no signature at all', () => ({ signature: '' })],
    ['a signature of another version', () => ({ signature: 'v1=00' })],
    ['a signature of nonsense', () => ({ signature: `v0=${'0'.repeat(64)}` })],
    ['an age of six minutes', () => ({ timestamp: now() - 360 })],
    ['no time', () => ({ timestamp: Number.NaN })],
  ])('%s', async (_what, forgery) => {
    await begin('http');
    const message = team.user('ana').say(channel, THAI.text).message;
    expect(await team.user('eve').forge(message, forgery())).toBe(401);
    // What is right is answered right after, so the other would have been by now.
    await team.user('ana').dm(THAI.text).answer();
    expect(rig.slack.answers(channel)).toEqual([]);
  });

  it('one of four minutes ago is taken: clocks differ', async () => {
    await begin('http');
    const message = team.user('ana').say(channel, THAI.text).message;
    expect(await team.user('ana').forge(message, { timestamp: now() - 240 })).toBe(200);
    await rig.slack.until(() => rig.slack.answers(channel)[0], 'the answer');
  });

  it('what is no event is refused and does no harm', async () => {
    await begin('http');
    const { delivery } = rig.slack;
    for (const [body, type] of [
      ['{', 'application/json'],
      ['[]', 'application/json'],
      ['{"type":"event_callback"}', 'application/json'],
      ['payload=%7B', 'application/x-www-form-urlencoded'],
      ['', 'text/plain'],
    ] as const) {
      const response = await delivery.post(body, type).catch(() => null);
      expect(response?.status ?? 0, body).not.toBe(500);
    }
    const verification = await delivery.post(JSON.stringify({ type: 'url_verification', challenge: 'c' }), 'application/json');
    expect(JSON.parse(verification.text)).toEqual({ challenge: 'c' });
    await team.user('ana').dm(THAI.text).answer();
  });
});

describe.each(MODES)('over %s', (mode) => {
  it('a storm of 429 delays answers as long as Slack says, and loses none', async () => {
    await begin(mode);
    rig.slack.storm('chat.postMessage', { retryAfter: 1, times: 2 });
    const sent = ['ana', 'bo', 'cy'].map((name) => team.user(name).mention(channel, THAI.text));
    await Promise.all(sent.map((each) => each.answer()));
    expect(sent.map((each) => each.answers().length)).toEqual([1, 1, 1]);
    const calls = rig.slack.calls('chat.postMessage');
    expect(calls.filter((each) => each.status === 429)).toHaveLength(2);
    for (const { message } of sent) {
      const tries = calls.filter((each) => each.args.thread_ts === message.ts);
      tries.forEach((each, n) => {
        const next = tries[n + 1];
        if (each.retryAfter !== undefined) expect((next?.at ?? 0) - each.at).toBeGreaterThanOrEqual(each.retryAfter * 1000 - 5);
      });
    }
  });

  it('a response_url that is limited is tried again, and a command answered', async () => {
    await begin(mode);
    rig.slack.storm('response_url', { retryAfter: 1, times: 1 });
    expect((await team.user('ana').slash(channel, '/lexsea', THAI.text)).text).toContain(THAI.headline);
    const [limited, again] = rig.slack.calls('response_url');
    expect((again?.at ?? 0) - (limited?.at ?? 0)).toBeGreaterThanOrEqual(995);
  });

  it('events that Slack repeats with X-Slack-Retry-Num are answered once', async () => {
    await begin(mode);
    const sent = team.user('ana').mention(channel, THAI.text);
    await sent.answer();
    await rig.slack.redeliver(sent.message, 1);
    await rig.slack.redeliver(sent.message, 2);
    await team.user('ana').dm(SINGAPORE.text).answer();
    expect(sent.answers()).toHaveLength(1);
  });

  it('a post whose answer is lost on the way is not made twice', async () => {
    await begin(mode);
    const hold = rig.slack.hold('chat.postMessage', 'after');
    const sent = team.user('ana').mention(channel, THAI.text);
    await hold.reached;
    hold.drop();
    await team.user('bo').mention(channel, SINGAPORE.text).answer();
    await rig.slack.until(() => rig.slack.delivery.waiting === 0, 'every delivery to be acknowledged');
    expect(sent.answers()).toHaveLength(1);
  });

  it('an error of Slack is no end: the next question is answered', async () => {
    await begin(mode);
    rig.expected.push('fatal_error', 'is_archived');
    rig.slack.fail('chat.postMessage', 'is_archived');
    await team.user('ana').mention(channel, THAI.text).acks;
    rig.slack.faults.break('chat.postMessage', 503);
    expect((await team.user('ana').mention(channel, SINGAPORE.text).answer()).text).toContain(SINGAPORE.headline);
  });

  it('a table that Slack does not take comes as text', async () => {
    await begin(mode);
    rig.expected.push('invalid_blocks');
    rig.slack.fail('chat.postMessage', 'invalid_blocks');
    const answer = await team.user('ana').dm('compare breach notification').answer();
    expect(answer.text).toContain('Singapore');
    expect(answer.blocks.some((each) => each.type === 'table')).toBe(false);
  });
});

describe('the socket', () => {
  it('dropped and refused, is opened again, and what was asked meanwhile is answered once', async () => {
    await begin('socket');
    await team.user('ana').dm(THAI.text).answer();
    rig.slack.refuseSockets(true);
    rig.slack.dropSockets();
    await rig.slack.until(() => rig.slack.socket.open.length === 0, 'the socket to go');
    const asked = ['bo', 'cy', 'di'].map((name) => team.user(name).mention(channel, THAI.text));
    await Promise.all(asked.map((each) => each.acks));
    // As often as Bolt tries within a minute, with its five seconds between two attempts.
    await rig.slack.until(() => rig.slack.socket.refused >= 12, 'a dozen attempts');
    rig.slack.refuseSockets(false);
    await Promise.all(asked.map((each) => each.answer()));
    expect(asked.map((each) => each.answers().length)).toEqual([1, 1, 1]);
    expect((await team.user('ana').slash(channel, '/lexsea', THAI.text)).text).toContain(THAI.headline);
  });

  it('is opened again when apps.connections.open fails for a while', async () => {
    await begin('socket');
    await team.user('ana').dm(THAI.text).answer();
    rig.slack.faults.break('apps.connections.open', 503, 2);
    rig.slack.dropSockets();
    await rig.slack.until(() => rig.slack.socket.open.length > 0 && rig.slack.socket.connections > 1, 'a new socket');
    expect((await team.user('ana').dm(SINGAPORE.text).answer()).text).toContain(SINGAPORE.headline);
  });

  it.each(['warning', 'refresh_requested'] as const)('is renewed when Slack says %s', async (reason) => {
    await begin('socket');
    const before = rig.slack.socket.connections;
    rig.slack.disconnect(reason);
    const sent = team.user('ana').mention(channel, THAI.text);
    await rig.slack.until(() => rig.slack.socket.connections > before, 'a new socket');
    await sent.answer();
    expect(sent.answers()).toHaveLength(1);
  });

  it('may be open twice: two processes answer each event once between them', async () => {
    await begin('socket');
    const other = await rig.second();
    expect(rig.slack.socket.open).toHaveLength(2);
    const sent = Array.from({ length: 20 }, (_, n) => team.user(`u${n}`).mention(channel, THAI.text));
    // Each comes again over the other connection while it is being answered.
    await Promise.all(sent.map(({ message }) => rig.slack.redeliver(message)));
    await Promise.all(sent.map((each) => each.answer()));
    await rig.slack.until(() => rig.slack.delivery.waiting === 0, 'every delivery to be acknowledged');
    await Promise.all([team.user('ana').dm(THAI.text).answer(), team.user('bo').dm(THAI.text).answer()]);
    expect(sent.map((each) => each.answers().length)).toEqual(sent.map(() => 1));
    await other.stop();
    expect((await team.user('ana').dm(SINGAPORE.text).answer()).text).toContain(SINGAPORE.headline);
  });

  it('takes no harm from what is no envelope', async () => {
    await begin('socket');
    for (const text of ['', '{', '[]', '{"type":"new_kind"}']) {
      rig.slack.socket.raw(text);
    }
    expect((await team.user('ana').dm(THAI.text).answer()).text).toContain(THAI.headline);
  });

  it('stops in the midst of a reconnection', async () => {
    await begin('socket');
    rig.slack.refuseSockets(true);
    rig.slack.dropSockets();
    await rig.slack.until(() => rig.slack.socket.refused > 0, 'an attempt');
    rig.slack.refuseSockets(false);
    await rig.restart();
    expect((await team.user('ana').dm(THAI.text).answer()).text).toContain(THAI.headline);
  });
});
