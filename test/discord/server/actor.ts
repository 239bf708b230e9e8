/** A user of this Discord, in one channel: everything that a person does with the bot. */
import { remember } from '../../security/log-record.ts';
import { findCommand, type OptionValue, typedOptions } from './command-options.ts';
import { everyComponent } from './components-form.ts';
import type { Json } from './form.ts';
import { answered, type Reply, start } from './interact.ts';
import type { Entry } from './ledger.ts';
import { Message } from './message.ts';
import { announce } from './posting.ts';
import { directChannel } from './routes-application.ts';
import { beginThread } from './routes-channels.ts';
import type { State } from './state.ts';
import { CHANNEL, type Channel, type User } from './world.ts';

/** A message that a user has sent, and the bot's reaction to it. */
export class Sent {
  readonly message: Message;
  private readonly state: State;
  private readonly since: number;
  private readonly settled: () => Promise<void>;

  constructor(state: State, message: Message, since: number, settled: () => Promise<void>) {
    this.state = state;
    this.message = message;
    this.since = since;
    this.settled = settled;
  }

  private answers(entry: Entry): boolean {
    const { message, via } = entry;
    if (!message || via !== 'channel') return false;
    if (message.reference) return message.reference.message_id === this.message.id;
    return message.channel.id === this.message.id || message.channel.id === this.message.channel.id;
  }

  /** The first message of the bot that answers it: a reply to it, or one in its thread or channel. */
  async answer(): Promise<Message> {
    const entry = await this.state.ledger.until('message', (each) => this.answers(each), { since: this.since });
    return entry.message as Message;
  }

  /** All messages of the bot that answer it so far. */
  get replies(): Message[] {
    return this.state.ledger.of('message', this.since).flatMap((entry) => (entry.message && this.answers(entry) ? [entry.message] : []));
  }

  /** Resolves once the bot has read it and is at rest; throws if it has answered. */
  async silence(): Promise<void> {
    await this.settled();
    const [reply] = this.replies;
    if (reply) throw new Error(`the bot answered where it should be silent: ${reply.text.slice(0, 200)}`);
  }

  /** Discord sends the event once more, as it may after a resume. */
  again(): void {
    announce(this.state, 'MESSAGE_CREATE', this.message);
  }

  edit(text: string): void {
    remember(text);
    this.message.content = text;
    this.message.edits++;
    announce(this.state, 'MESSAGE_UPDATE', this.message);
  }

  delete(): void {
    this.message.channel.messages.delete(this.message.id);
    this.message.deleted = true;
    announce(this.state, 'MESSAGE_DELETE', this.message);
  }
}

export class Actor {
  readonly user: User;
  readonly channel: Channel;
  private readonly state: State;
  private readonly settled: () => Promise<void>;

  constructor(state: State, user: User, channel: Channel, settled: () => Promise<void>) {
    this.state = state;
    this.user = user;
    this.channel = channel;
    this.settled = settled;
  }

  /** The same user in another channel or thread. */
  in(channel: Channel): Actor {
    return new Actor(this.state, this.user, channel, this.settled);
  }

  /** The same user in direct messages with the bot. */
  dm(): Actor {
    return this.in(directChannel(this.state, this.user.id));
  }

  private command(name: string, type: number) {
    const [first = '', ...path] = type === 1 ? name.split(' ') : [name];
    return { command: findCommand(this.state, this.user, this.channel, type, first), path };
  }

  private commandData(name: string, values: Record<string, OptionValue>, focused?: string): Json {
    // Values of options without a space are names of ours: a country, a topic, "on".
    remember(
      ...Object.values(values)
        .filter((value) => typeof value === 'string' && value.includes(' '))
        .map(String),
    );
    const { command, path } = this.command(name, 1);
    const { options, resolved } = typedOptions(command.body, path, values, focused);
    const channels = Object.fromEntries(
      resolved.channels.map((channel) => [channel.id, { ...channel.wire(this.state.bot), permissions: '0' }]),
    );
    const users = Object.fromEntries(resolved.users.map((user) => [user.id, user.wire()]));
    const found = { ...(resolved.channels.length > 0 ? { channels } : {}), ...(resolved.users.length > 0 ? { users } : {}) };
    return {
      id: command.id,
      name: command.body.name,
      type: 1,
      options,
      ...(command.guildId ? { guild_id: command.guildId } : {}),
      ...(Object.keys(found).length > 0 ? { resolved: found } : {}),
    };
  }

  /** Uses a slash command; a subcommand follows after a space. Resolves with the bot's answer, throws if there is none in half a minute. */
  async slash(name: string, values: Record<string, OptionValue> = {}): Promise<Reply> {
    const data = this.commandData(name, values);
    return answered(
      this.state,
      start(this.state, { user: this.user, channel: this.channel, type: 2, what: `/${name}`, data, command: name }),
    );
  }

  /** The choices that the bot offers while `typed` stands in an option. */
  async autocomplete(
    name: string,
    option: string,
    typed: string,
    others: Record<string, OptionValue> = {},
  ): Promise<{ name: string; value: string | number }[]> {
    const data = this.commandData(name, { ...others, [option]: typed }, option);
    const interaction = start(this.state, {
      user: this.user,
      channel: this.channel,
      type: 4,
      what: `completing ${option} of /${name}`,
      data,
    });
    const reply = await answered(this.state, interaction);
    return (reply.interaction.callback?.data.choices ?? []) as { name: string; value: string | number }[];
  }

  /** Uses a command of a message's context menu. */
  async contextMenu(name: string, message: Message): Promise<Reply> {
    const { command } = this.command(name, 3);
    const resolved = { messages: { [message.id]: message.wire() } };
    const data = { id: command.id, name, type: 3, target_id: message.id, resolved };
    return answered(
      this.state,
      start(this.state, { user: this.user, channel: this.channel, type: 2, what: `"${name}"`, data, command: name }),
    );
  }

  private visible(message: Message): void {
    if (message.onlyFor && message.onlyFor !== this.user) throw new Error(`${this.user.name} does not see that message`);
    if (message.deleted) throw new Error('that message is gone');
  }

  /** Presses a button, found by its label or custom_id. */
  async click(message: Message, which: string): Promise<Reply> {
    this.visible(message);
    const button = message.buttons.find(({ label, customId }) => label === which || customId === which);
    if (!button) throw new Error(`no button ${which}: there are ${message.buttons.map(({ label }) => label).join(', ') || 'none'}`);
    if (button.disabled || button.customId === undefined) throw new Error(`the button ${which} cannot be pressed`);
    const data = { id: button.id, custom_id: button.customId, component_type: 2 };
    const place = { user: this.user, channel: message.channel, source: message };
    return answered(this.state, start(this.state, { ...place, type: 3, what: `button ${which}`, data }));
  }

  /** Picks from a select menu, found by one of its options (value or label) or, for channels and users, by custom_id. */
  async select(message: Message, choice: string | readonly string[], customId?: string): Promise<Reply> {
    this.visible(message);
    const wanted = typeof choice === 'string' ? [choice] : choice;
    const fits = (option: { label: string; value: string }, each: string) => option.value === each || option.label === each;
    const menu = message.selects.find((each) =>
      customId ? each.customId === customId : wanted.every((one) => each.options.some((option) => fits(option, one))),
    );
    if (!menu || menu.disabled)
      throw new Error(
        `no menu offers ${wanted.join(', ')}: there is ${message.selects.flatMap(({ options }) => options.map(({ label }) => label)).join(', ') || 'none'}`,
      );
    const values = menu.type === 3 ? wanted.map((each) => menu.options.find((option) => fits(option, each))?.value ?? each) : [...wanted];
    const channels = Object.fromEntries(
      values.flatMap((id) => (this.state.channels.has(id) ? [[id, this.state.channels.get(id)?.wire(this.state.bot)]] : [])),
    );
    const data = {
      id: menu.id,
      custom_id: menu.customId,
      component_type: menu.type,
      values,
      ...(menu.type === 8 ? { resolved: { channels } } : {}),
    };
    const place = { user: this.user, channel: message.channel, source: message };
    return answered(this.state, start(this.state, { ...place, type: 3, what: `menu ${menu.customId}`, data }));
  }

  /** Fills in and sends the modal that a reply has opened; fields by custom_id. */
  async submitModal(opened: Reply, fields: Record<string, string | string[]>): Promise<Reply> {
    const form = structuredClone(opened.modal);
    const known = new Set([...everyComponent(form.components)].map(({ component }) => component.custom_id));
    for (const name of Object.keys(fields)) if (!known.has(name)) throw new Error(`the modal has no field ${name}`);
    const filled = (component: Json): Json => {
      const { type, custom_id } = component;
      const given = fields[String(custom_id)];
      if (type === 4) {
        const value = String(given ?? component.value ?? '');
        if (component.required !== false && value === '') throw new Error(`the modal needs the field ${custom_id}`);
        if (value.length > Number(component.max_length ?? 4000)) throw new Error(`the field ${custom_id} takes fewer characters`);
        return { type, custom_id, value };
      }
      if (type === 10) return { type };
      return { type, custom_id, values: Array.isArray(given) ? given : given === undefined ? [] : [given] };
    };
    const components = (form.components as Json[]).map((row) =>
      row.type === 1
        ? { type: 1, components: (row.components as Json[]).map(filled) }
        : row.type === 18
          ? { type: 18, component: filled(row.component as Json) }
          : { type: row.type },
    );
    const { source } = opened.interaction;
    const data = { custom_id: form.custom_id, components };
    const place = { user: this.user, channel: this.channel, ...(source ? { source } : {}) };
    return answered(this.state, start(this.state, { ...place, type: 5, what: `modal ${form.custom_id}`, data }));
  }

  private put(channel: Channel, text: string, id?: string, reference?: Message): Sent {
    const message = new Message(id ?? this.state.newId(), channel, this.user);
    remember(text, text.replace(/^<@\d+>\s*/, ''));
    message.content = text;
    message.mentions = [...text.matchAll(/<@!?(\d+)>/g)].flatMap((match) => this.state.users.get(match[1] ?? '') ?? []);
    if (reference) {
      message.reference = { message_id: reference.id, channel_id: channel.id, ...(channel.guild ? { guild_id: channel.guild.id } : {}) };
      if (!message.mentions.includes(reference.author)) message.mentions.push(reference.author);
    }
    channel.messages.set(message.id, message);
    if (channel.isThread) channel.people.set(this.user.id, this.user);
    const since = this.state.ledger.mark();
    announce(this.state, 'MESSAGE_CREATE', message);
    return new Sent(this.state, message, since, this.settled);
  }

  /** Writes into a channel, thread or direct message. */
  message(channel: Channel, text: string): Sent {
    return this.put(channel, text);
  }

  /** Writes as a reply to a message; it mentions the author. */
  reply(to: Message, text: string): Sent {
    return this.put(to.channel, text, undefined, to);
  }

  /** Writes and mentions the bot first. */
  mention(channel: Channel, text: string): Sent {
    return this.put(channel, `<@${this.state.bot.id}> ${text}`);
  }

  /** Begins a post in a forum channel. */
  postInForum(forum: Channel, title: string, text: string): Sent {
    if (forum.type !== CHANNEL.forum) throw new Error(`${forum.name} is no forum`);
    const id = this.state.newId();
    const thread = beginThread(this.state, forum, { id, name: title, ownerId: this.user.id });
    return this.put(thread, text, id);
  }
}
