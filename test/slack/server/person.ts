/** A person in a workspace of the loopback Slack: writes, edits, presses buttons, fills in forms. */

import { remember } from '../../security/log-record.ts';
import type { Context } from './answering.ts';
import type { Forgery } from './delivery.ts';
import { act, close, type Filled, shortcut, slash, submit } from './interactions.ts';
import type { Ack, AssistantThread, Message, View } from './ledger.ts';
import { eventParcel, messageEvent } from './payloads.ts';
import type { Shown } from './reading.ts';
import type { Json } from './schema.ts';
import type { SlackServer, Team } from './slack.ts';
import type { Channel, PersonRecord } from './workspace.ts';

/** What a person types arrives escaped; Slack's own marks (`<@U…>`, `<!channel>`, `<#C…>`) do so only where the client made them. */
export function typed(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Something that a person did, and what came of it. */
export class Sent {
  readonly message: Message;
  /** Acknowledgements of its events, once each has had its first attempt. */
  readonly acks: Promise<Ack[]>;
  readonly #slack: SlackServer;
  readonly #seq: number;

  constructor(slack: SlackServer, message: Message, deliveries: readonly (Promise<Ack> | null)[]) {
    this.#slack = slack;
    this.message = message;
    this.#seq = Math.max(-1, ...slack.ledger.messages.map((each) => each.seq));
    this.acks = Promise.all(deliveries.filter((each) => each !== null));
  }

  /** The bot's messages since, in the message's thread, or in the conversation if they are in none. */
  answers(): Message[] {
    const { channel, ts, thread_ts } = this.message;
    const inThread = (each: Message) => each.thread_ts === undefined || each.thread_ts === (thread_ts ?? ts);
    return this.#slack.answers(channel).filter((each) => each.seq > this.#seq && inThread(each));
  }

  /** The first of them; waits for it. */
  answer(): Promise<Message> {
    return this.#slack.until(() => this.answers()[0], `an answer to "${this.message.text}"`);
  }
}

export class Person {
  readonly id: string;
  readonly record: PersonRecord;
  readonly #slack: SlackServer;
  readonly #team: Team;

  constructor(slack: SlackServer, team: Team, record: PersonRecord) {
    this.#slack = slack;
    this.#team = team;
    this.record = record;
    this.id = record.id;
  }

  get #context(): Context {
    return { slack: this.#slack, workspace: this.#team };
  }

  /** The conversation with the bot. */
  get conversation(): Channel {
    return this.#team.dm(this.id);
  }

  #write(channel: Channel, text: string, thread: Message | undefined, more: Json = {}): Sent {
    channel.members.add(this.id);
    remember(text, text.replace(/^<@\w+>\s*/, ''));
    const message = this.#slack.post({
      workspace: this.#team,
      channel: channel.id,
      text,
      user: this.id,
      thread_ts: thread ? (thread.thread_ts ?? thread.ts) : undefined,
      via: 'person',
    });
    const bot = this.record.bot ? { bot_id: `B${this.id.slice(1)}`, app_id: 'A0OTHER' } : {};
    const event = { ...messageEvent(message, this.#team), ...bot, ...more };
    const deliveries = [this.#slack.tell(this.#team, event)];
    // Slack sends a mention twice: as app_mention, and as the message that it is; not so in a direct message.
    if (channel.kind !== 'im' && text.includes(`<@${this.#team.botUser}>`)) {
      const { channel_type: _, ...mention } = event as Json;
      deliveries.unshift(this.#slack.tell(this.#team, { ...mention, type: 'app_mention' }));
    }
    return new Sent(this.#slack, message, deliveries);
  }

  /** Mentions the bot at the start of a message. `raw` text keeps Slack's marks. */
  mention(channel: Channel, text: string, options: { thread?: Message; raw?: boolean } = {}): Sent {
    return this.#write(channel, `<@${this.#team.botUser}> ${options.raw ? text : typed(text)}`, options.thread);
  }

  /** Says something without a mention. */
  say(channel: Channel, text: string, options: { thread?: Message; raw?: boolean } = {}): Sent {
    return this.#write(channel, options.raw ? text : typed(text), options.thread);
  }

  dm(text: string, options: { thread?: Message; raw?: boolean } = {}): Sent {
    return this.say(this.conversation, text, options);
  }

  /** Edits an own message; its text is given as it was typed. */
  edit(message: Message, text: string): Promise<Ack> | null {
    remember(text);
    const before = { ...message };
    const mark = `<@${this.#team.botUser}> `;
    const to = (message.text.startsWith(mark) ? mark : '') + typed(text);
    this.#slack.change(message, { text: to, blocks: [] }, this.#team, this.id);
    return this.#slack.tell(this.#team, messageEvent(message, this.#team, { changedFrom: before }));
  }

  /** What Slack does to a message when it unfurls a link: a change by nobody, with the same text. */
  unfurl(message: Message): Promise<Ack> | null {
    return this.#slack.tell(this.#team, messageEvent(message, this.#team, { changedFrom: message }));
  }

  delete(message: Message): void {
    this.#slack.remove(message, this.#team);
  }

  /** Gives a command; the answer is the first message that its response_url or acknowledgement makes. */
  async slash(channel: Channel, command: string, text = ''): Promise<Message> {
    remember(text);
    const ack = await slash(this.#context, this.record, channel.id, command, text);
    return this.#slack.until(() => this.#slack.ledger.messages.find((each) => each.cause === ack.id), `an answer to ${command} ${text}`);
  }

  /** Gives a command that opens something rather than answers. */
  command(channel: Channel, command: string, text = ''): Promise<Ack> {
    return slash(this.#context, this.record, channel.id, command, text);
  }

  /** Presses the button with this label or action_id. */
  click(on: Shown, button: string): Promise<Ack> {
    return act(this.#context, this.record, on, button);
  }

  /** Chooses an option of a menu by its value. */
  choose(on: Shown, action_id: string, value: string): Promise<Ack> {
    return act(this.#context, this.record, on, action_id, value);
  }

  messageShortcut(callback_id: string, on: Message): Promise<Ack> {
    return shortcut(this.#context, this.record, callback_id, on);
  }

  shortcut(callback_id: string): Promise<Ack> {
    return shortcut(this.#context, this.record, callback_id);
  }

  /** The modal that is open, the uppermost of several; null if none is. */
  get modal(): View | null {
    return this.#slack.views(this).findLast((each) => each.state === 'open') ?? null;
  }

  /** Waits until a modal is open. */
  modalOpened(): Promise<View> {
    return this.#slack.until(() => this.modal, `a modal for ${this.record.name}`);
  }

  /** Fills in and submits the modal, fields by action_id, block_id or label; gives what the app answered (response_action…). */
  async submitModal(filled: Record<string, Filled> = {}): Promise<Json> {
    return submit(this.#context, this.record, await this.modalOpened(), filled);
  }

  async closeModal(): Promise<void> {
    await close(this.#context, this.record, await this.modalOpened());
  }

  /** Opens the app's home tab; waits until the app has published it, anew if it was there. */
  async openHome(): Promise<View> {
    const before = this.#slack.home(this)?.versions ?? 0;
    const event = {
      type: 'app_home_opened',
      user: this.id,
      channel: this.conversation.id,
      tab: 'home',
      event_ts: this.#slack.ledger.nextTs(),
    };
    await this.#slack.tell(this.#team, event);
    return this.#slack.until(() => {
      const home = this.#slack.home(this);
      return home && home.versions > before ? home : null;
    }, 'the home tab');
  }

  /** Opens the assistant's pane. */
  openAssistant(from?: Channel): Assistant {
    const thread: AssistantThread = {
      team: this.#team.id,
      channel: this.conversation.id,
      thread_ts: this.#slack.ledger.nextTs(),
      title: null,
      statuses: [],
      prompts: [],
      promptsTitle: null,
    };
    this.#slack.ledger.threads.push(thread);
    const started = this.#slack.tell(this.#team, {
      type: 'assistant_thread_started',
      assistant_thread: {
        user_id: this.id,
        context: from ? { channel_id: from.id, team_id: this.#team.id, enterprise_id: null } : {},
        channel_id: thread.channel,
        thread_ts: thread.thread_ts,
      },
      event_ts: this.#slack.ledger.nextTs(),
    });
    const say = (text: string) => {
      const root = { ts: thread.thread_ts } as Message;
      return this.#write(this.conversation, typed(text), root, { assistant_thread: { action_token: 'token' } });
    };
    const move = (to: Channel) =>
      this.#slack.tell(this.#team, {
        type: 'assistant_thread_context_changed',
        assistant_thread: {
          user_id: this.id,
          context: { channel_id: to.id, team_id: this.#team.id, enterprise_id: null },
          channel_id: thread.channel,
          thread_ts: thread.thread_ts,
        },
        event_ts: this.#slack.ledger.nextTs(),
      });
    return {
      thread,
      started,
      say,
      move,
      messages: () => this.#slack.answers(thread.channel).filter((each) => each.thread_ts === thread.thread_ts),
    };
  }

  /** Removes the app from the workspace, as an admin does: its token dies, and Slack says so. */
  async uninstall(): Promise<void> {
    const bot = this.#team.botUser;
    const parcels = [{ type: 'tokens_revoked', tokens: { oauth: [], bot: [bot] } }, { type: 'app_uninstalled' }];
    this.#team.uninstall();
    await Promise.all(parcels.map((event) => this.#slack.tell(this.#team, { ...event, event_ts: this.#slack.ledger.nextTs() })));
  }

  /** Sends the event of a mention as somebody would who is not Slack, or as Slack with its clock behind; gives the HTTP status. */
  async forge(on: Message, forgery: Forgery): Promise<number> {
    const { ts, channel, text } = on;
    const event = { type: 'app_mention', user: this.id, text: `<@${this.#team.botUser}> ${text}`, ts, channel, event_ts: ts };
    const { body, contentType } = this.#slack.delivery.body(eventParcel(event, this.#team));
    return (await this.#slack.delivery.post(body, contentType, {}, forgery)).status;
  }
}

export interface Assistant {
  thread: AssistantThread;
  started: Promise<Ack> | null;
  say(text: string): Sent;
  /** Goes to another channel with the pane open. */
  move(to: Channel): Promise<Ack> | null;
  /** The bot's messages in the pane. */
  messages(): Message[];
}
