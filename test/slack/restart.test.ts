/** The service as a process of its own, killed in the worst moment: what was asked is answered, once. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LONG, type Mode, manifest, SINGAPORE, THAI } from './rig.ts';
import { type SlackServer, startSlack, type Team } from './server/slack.ts';
import { dataFolder, type ServiceProcess, startService } from './service-process.ts';

let slack: SlackServer;
let team: Team;
let data: ReturnType<typeof dataFolder>;
let service: ServiceProcess | null = null;

async function start(mode: Mode, more: Record<string, string> = {}): Promise<ServiceProcess> {
  service = await startService(slack, data.path, mode, more);
  return service;
}

beforeEach(async () => {
  slack = await startSlack({ manifest });
  team = slack.workspace('T1');
  data = dataFolder();
});
afterEach(async () => {
  await service?.end();
  await slack.close();
  data.remove();
  expect(slack.broken).toEqual([]);
});

/** What was asked before is dealt with once this is answered, and no delivery waits. */
async function settled() {
  slack.retryNow();
  await slack.until(() => slack.delivery.waiting === 0, 'every delivery to be acknowledged');
  await team.user('zed').dm(SINGAPORE.text).answer();
}

describe('killed between receipt and reply', () => {
  it.each<[string, Mode, 'before' | 'after']>([
    ['over a socket, before its answer is posted', 'socket', 'before'],
    ['over a socket, after its answer is posted and before it knows of that', 'socket', 'after'],
    ['over HTTP, before its answer is posted', 'http', 'before'],
  ])('%s', async (_when, mode, when) => {
    const first = await start(mode);
    // Slack has no acknowledgement when the process dies, whether or not one was on its way.
    slack.loseAcks(true);
    const hold = slack.hold('chat.postMessage', when);
    const sent = team.user('ana').mention(team.channel('general'), THAI.text);
    await hold.reached;
    await first.end();
    hold.drop();
    await sent.acks;
    expect(sent.answers()).toHaveLength(when === 'before' ? 0 : 1);
    slack.loseAcks(false);
    await start(mode);
    slack.retryNow();
    expect((await sent.answer()).text).toContain(THAI.headline);
    await settled();
    expect(sent.answers()).toHaveLength(1);
  });

  it('after it has told Slack that it has the event, which Slack then never sends again', async () => {
    const first = await start('socket');
    const hold = slack.hold('chat.postMessage');
    const sent = team.user('ana').mention(team.channel('general'), THAI.text);
    await hold.reached;
    expect((await sent.acks).map((each) => each.status)).toEqual([200, 200]);
    await first.end();
    hold.drop();
    await start('socket');
    expect((await sent.answer()).text).toContain(THAI.headline);
    await settled();
    expect(sent.answers()).toHaveLength(1);
    expect(slack.acks.filter((each) => each.attempt > 0)).toEqual([]);
  });

  it('between two parts of a long answer: each part is posted once', async () => {
    const process = await start('socket');
    slack.loseAcks(true);
    const first = slack.hold('chat.postMessage');
    const second = slack.hold('chat.postMessage');
    const sent = team.user('ana').mention(team.channel('general'), LONG);
    await first.reached;
    first.release();
    await second.reached;
    await process.end();
    second.drop();
    await sent.acks;
    expect(sent.answers()).toHaveLength(1);
    slack.loseAcks(false);
    await start('socket');
    await slack.until(() => sent.answers().length > 1, 'the parts that were missing');
    await settled();
    const parts = sent.answers().map((each) => each.text);
    expect(new Set(parts).size).toBe(parts.length);
  });
});

it('told to stop, it finishes what it has and goes', async () => {
  const { end, output } = await start('socket');
  const hold = slack.hold('chat.postMessage');
  const sent = team.user('ana').mention(team.channel('general'), THAI.text);
  await hold.reached;
  const gone = end('SIGTERM');
  hold.release();
  expect(await gone, output()).toBe(0);
  expect(sent.answers()).toHaveLength(1);
  expect(output()).not.toContain(THAI.text);
});

it('says in one line what is wrong', async () => {
  const failure = await start('socket', { SLACK_BOT_TOKEN: 'xoxb-0-wrong' }).then(
    () => null,
    (error: Error) => error.message,
  );
  expect(failure).toMatch(/SLACK_BOT_TOKEN/);
  expect(failure).not.toMatch(/^\s+at /m);
  expect(failure).not.toContain('xoxb-0-wrong');
});
