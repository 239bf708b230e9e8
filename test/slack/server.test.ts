/** The loopback Slack itself: it answers as Slack does, and the real Bolt takes it for Slack in both modes. */

import { App, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from './server/schema.ts';
import { type SlackServer, startSlack } from './server/slack.ts';

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
const long = (length: number) => 'x'.repeat(length);
const plain = (text: string): Json => ({ type: 'plain_text', text });
const section = (text: string): Json => ({ type: 'section', text: { type: 'mrkdwn', text } });
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const button = (more: Json = {}): Json => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const input = (element: Json): Json => ({ type: 'input', label: plain('Field'), element });

describe('the Web API', () => {
  let slack: SlackServer;
  beforeEach(async () => {
    slack = await startSlack();
  });
  afterEach(async () => {
    await slack.close();
    expect(slack.broken).toEqual([]);
  });

  const client = (token: string | null | undefined) =>
    new WebClient(token ?? undefined, { slackApiUrl: slack.apiUrl, logger: silent, retryConfig: { retries: 2, minTimeout: 1 } });
  const error = (call: Promise<unknown>) =>
    call.then(
      () => null,
      (problem: { data?: Json }) => problem.data?.error ?? problem,
    );

  it('posts, changes, finds and deletes', async () => {
    const team = slack.workspace('T1');
    const channel = team.channel('general');
    const { chat, conversations } = client(team.token);
    const metadata = { event_type: 'answer', event_payload: { question: '1.2' } };
    const { ts = '' } = await chat.postMessage({ channel: channel.id, text: 'one', metadata });
    await chat.postMessage({ channel: channel.id, text: 'two', thread_ts: ts });
    await chat.update({ channel: channel.id, ts, text: 'uno' });
    const thread = await conversations.replies({ channel: channel.id, ts, include_all_metadata: true });
    expect(thread.messages?.map((each) => each.text)).toEqual(['uno', 'two']);
    expect(thread.messages?.[0]?.metadata).toEqual(metadata);
    expect((await conversations.replies({ channel: channel.id, ts })).messages?.[0]?.metadata).toBeUndefined();
    expect((await conversations.history({ channel: channel.id })).messages?.map((each) => each.text)).toEqual(['uno']);
    await chat.delete({ channel: channel.id, ts });
    expect(slack.messages(channel).map((each) => each.text)).toEqual(['two']);
    expect(slack.refusals()).toEqual([]);
  });

  it('says no as Slack does', async () => {
    const team = slack.workspace('T1');
    const other = slack.workspace('T2');
    const here = team.channel('general');
    const away = team.channel('away', { bot: false });
    const hidden = team.channel('hidden', { bot: false, private: true });
    const ana = team.user('ana');
    const mine = ana.say(here, 'mine').message;
    const { chat, views, conversations, apiCall } = client(team.token);
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'T' }, blocks: [] };
    const trigger = slack.trigger('T1', ana.id);
    await views.open({ trigger_id: trigger, view });
    const old = slack.trigger('T1', ana.id);
    slack.expireTriggers();
    const text = 'a';
    const table_: [Promise<unknown>, string][] = [
      [client(undefined).auth.test(), 'not_authed'],
      [client('xoxb-unknown').auth.test(), 'invalid_auth'],
      [client(team.token).apps.connections.open(), 'not_allowed_token_type'],
      [apiCall.call(client(team.token), 'chat.shout', {}), 'unknown_method'],
      [chat.postMessage({ channel: 'C0', text }), 'channel_not_found'],
      [chat.postMessage({ channel: away.id, text }), 'not_in_channel'],
      [chat.postMessage({ channel: hidden.id, text }), 'channel_not_found'],
      [chat.postMessage({ channel: other.channel('general').id, text }), 'channel_not_found'],
      [chat.postMessage({ channel: here.id, text, thread_ts: '1.1' }), 'invalid_thread_ts'],
      [chat.postMessage({ channel: here.id, text: '' }), 'no_text'],
      [chat.postEphemeral({ channel: here.id, text, user: other.user('bo').id }), 'user_not_in_channel'],
      [chat.update({ channel: here.id, ts: mine.ts, text }), 'cant_update_message'],
      [chat.delete({ channel: here.id, ts: '1.1' }), 'message_not_found'],
      [conversations.replies({ channel: here.id, ts: '1.1' }), 'thread_not_found'],
      [views.open({ trigger_id: 'x', view }), 'invalid_trigger_id'],
      [views.open({ trigger_id: trigger, view }), 'exchanged_trigger_id'],
      [views.open({ trigger_id: old, view }), 'expired_trigger_id'],
      [views.update({ view_id: 'V0', view }), 'not_found'],
    ];
    for (const [call, expected] of table_) expect(await error(call)).toBe(expected);
  });

  it('names the blocks that it refuses', async () => {
    const team = slack.workspace('T1');
    const blocks = [section(long(3001))] as never;
    const problem = await client(team.token)
      .chat.postMessage({ channel: team.channel('general').id, text: 'a', blocks })
      .catch((each) => each.data);
    expect(problem).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'] },
    });
  });

  it('gives what the manifest asks for, and no more', async () => {
    const manifest = (scopes: string[], events: string[]) => ({
      oauth_config: { scopes: { bot: scopes } },
      settings: { event_subscriptions: { bot_events: events } },
    });
    await expect(startSlack({ manifest: manifest(['chat:write'], ['message.im']) })).rejects.toThrow('needs the scopes im:history');
    const strict = await startSlack({ manifest: manifest(['chat:write'], []) });
    const team = strict.workspace('T1');
    const narrow = new WebClient(team.token ?? '', { slackApiUrl: strict.apiUrl });
    expect(await error(narrow.users.info({ user: team.user('ana').id }))).toBe('missing_scope');
    expect(await team.user('ana').dm('hello').acks).toEqual([]);
    await strict.close();
  });

  it('limits the rate on demand, says for how long, and takes the call again then', async () => {
    const team = slack.workspace('T1');
    const channel = team.channel('general');
    slack.storm('chat.postMessage', { retryAfter: 0, times: 2 });
    await client(team.token).chat.postMessage({ channel: channel.id, text: 'a' });
    expect(slack.calls('chat.postMessage').map((each) => each.status)).toEqual([429, 429, 200]);
    expect(slack.messages(channel)).toHaveLength(1);
  });

  it('holds a call before or after it is done, and loses it', async () => {
    const team = slack.workspace('T1');
    const channel = team.channel('general');
    const { chat } = client(team.token);
    for (const [when, posted] of [
      ['before', 1],
      ['after', 3],
    ] as const) {
      // Lost once; the client then tries again by itself.
      const hold = slack.hold('chat.postMessage', when);
      const call = chat.postMessage({ channel: channel.id, text: when });
      await hold.reached;
      hold.drop();
      await call;
      expect(slack.messages(channel)).toHaveLength(posted);
    }
  });

  it('takes files', async () => {
    const team = slack.workspace('T1');
    const channel = team.channel('general');
    await client(team.token).filesUploadV2({ channel_id: channel.id, filename: 'table.csv', content: 'a,b\n1,ü\n', title: 'Table' });
    expect(slack.messages(channel)[0]?.files).toMatchObject([{ name: 'table.csv', title: 'Table', content: 'a,b\n1,ü\n' }]);
  });
});

describe.each(['socket', 'http'] as const)('the real Bolt over %s', (mode) => {
  let slack: SlackServer;
  let app: App;

  beforeEach(async () => {
    slack = await startSlack({ ackTimeout: 1500 });
    const team = slack.workspace('T1');
    const options = { token: team.token ?? '', logger: silent, clientOptions: { slackApiUrl: slack.apiUrl } };
    app =
      mode === 'socket'
        ? new App({ ...options, socketMode: true, appToken: slack.appToken })
        : new App({ ...options, signingSecret: slack.signingSecret });
    if (mode === 'socket') await app.start();
    else {
      const server = (await app.start(0)) as import('node:http').Server;
      slack.deliverTo(`http://127.0.0.1:${(server.address() as import('node:net').AddressInfo).port}/slack/events`);
    }
  });
  afterEach(async () => {
    await app.stop();
    await slack.close();
    expect(slack.broken).toEqual([]);
  });

  it('hears mentions, messages and edits, and not itself', async () => {
    const heard: string[] = [];
    app.event('app_mention', async ({ event, say }) => {
      heard.push(`mention ${event.text}`);
      await say({ text: `you said ${event.text.length} characters`, thread_ts: event.ts });
    });
    app.message(async ({ message }) => {
      heard.push(`${message.subtype ?? 'message'} in ${message.channel_type}`);
    });
    const team = slack.workspace('T1');
    const ana = team.user('ana');
    const channel = team.channel('general');
    const sent = ana.mention(channel, 'what of <b> & c?');
    expect((await sent.answer()).text).toBe(`you said ${sent.message.text.length} characters`);
    expect(sent.message.text).toBe(`<@${team.botUser}> what of &lt;b&gt; &amp; c?`);
    await ana.edit(sent.message, 'what of d?');
    await ana.dm('hello').acks;
    await slack.until(() => heard.length === 4, 'everything to be heard');
    expect(heard.sort()).toEqual([
      `mention <@${team.botUser}> what of &lt;b&gt; &amp; c?`,
      'message in channel',
      'message in im',
      'message_changed in channel',
    ]);
    expect(slack.acks.every((each) => each.status === 200)).toBe(true);
  });

  it('takes commands, buttons, menus, shortcuts and modals', async () => {
    app.command('/say', async ({ ack, respond, command, client }) => {
      if (command.text === 'at once') return ack('at once');
      await ack();
      if (command.text === 'a form') {
        await client.views.open({
          trigger_id: command.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'form',
            title: { type: 'plain_text', text: 'Form' },
            submit: { type: 'plain_text', text: 'Send' },
            blocks: [input({ type: 'plain_text_input', action_id: 'name', max_length: 5 }) as never],
          },
        });
      } else await respond({ text: 'later', blocks: [actions(button({ value: '7' })) as never] });
    });
    app.action('go', async ({ ack, respond, body }) => {
      await ack();
      await respond({ replace_original: true, text: `pressed; ${'message' in body ? 'kept' : 'not kept'}` });
    });
    app.view('form', async ({ ack, view }) => {
      const name = Object.values(view.state.values)[0]?.name?.value;
      if (name === 'no') await ack({ response_action: 'errors', errors: { [view.blocks[0]?.block_id ?? '']: 'not that' } });
      else await ack();
    });
    app.shortcut('look', async ({ ack, shortcut, client }) => {
      await ack();
      if (shortcut.type !== 'message_action') return;
      await client.chat.postMessage({ channel: shortcut.channel.id, text: `looked at ${shortcut.message.text}` });
    });
    const team = slack.workspace('T1');
    const ana = team.user('ana');
    const channel = team.channel('general');
    expect(await ana.slash(channel, '/say', 'at once')).toMatchObject({ text: 'at once', ephemeralTo: ana.id, via: 'ack' });
    const later = await ana.slash(channel, '/say', 'later');
    await ana.click(later, 'Go');
    await slack.until(() => later.text === 'pressed; not kept', 'the message to change');

    await ana.command(channel, '/say', 'a form');
    await expect(ana.submitModal({ name: '' })).rejects.toThrow('the client asks to fill in Field');
    await expect(ana.submitModal({ name: 'too long' })).rejects.toThrow('the client says that Field is too long');
    expect(await ana.submitModal({ name: 'no' })).toMatchObject({ response_action: 'errors' });
    expect(await ana.submitModal({ Field: 'yes' })).toEqual({});
    expect(ana.modal).toBeNull();

    await ana.messageShortcut('look', ana.say(channel, 'this').message);
    await slack.until(() => slack.answers(channel).some((each) => each.text === 'looked at this'), 'the shortcut');
    expect(slack.refusals()).toEqual([]);
  });

  it('gets an event again that it did not acknowledge', async () => {
    const attempts: unknown[] = [];
    app.event('app_mention', async ({ context }) => void attempts.push([context.retryNum ?? 0, context.retryReason || null]));
    const team = slack.workspace('T1');
    const sent = team.user('ana').mention(team.channel('general'), 'hello');
    await sent.acks;
    await slack.redeliver(sent.message);
    await slack.until(() => attempts.length === 2, 'two attempts');
    expect(attempts).toEqual([
      [0, null],
      [1, 'http_timeout'],
    ]);
  });
});

describe('Socket Mode', () => {
  it('keeps events for an app that is away, refuses it on demand, and takes it back', async () => {
    const slack = await startSlack();
    const team = slack.workspace('T1');
    const clientOptions = { slackApiUrl: slack.apiUrl };
    const receiver = new SocketModeReceiver({
      appToken: slack.appToken,
      clientPingTimeout: 20,
      logger: silent,
      installerOptions: { clientOptions },
    });
    const app = new App({ receiver, token: team.token ?? '', logger: silent, clientOptions });
    const heard: (string | undefined)[] = [];
    app.message(async ({ message }) => void heard.push('text' in message ? message.text : undefined));
    await app.start();
    slack.refuseSockets(true);
    slack.dropSockets();
    await slack.until(() => slack.socket.refused > 2, 'the app to try in vain');
    await team.user('ana').dm('are you there?').acks;
    slack.refuseSockets(false);
    await slack.until(() => heard.length > 0, 'the event');
    expect(heard).toEqual(['are you there?']);
    expect(slack.acks.map((each) => [each.attempt, each.status])).toEqual([
      [0, 0],
      [1, 200],
    ]);
    const before = slack.socket.connections;
    slack.disconnect('refresh_requested');
    await slack.until(() => slack.socket.connections > before, 'a new connection');
    await team.user('ana').dm('and now?').acks;
    await app.stop();
    await slack.close();
  });
});
