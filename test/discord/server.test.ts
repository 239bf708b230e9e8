/** The loopback Discord itself: the real discord.js works with it as with Discord. */
import { Client, Events, GatewayIntentBits as I, PermissionFlagsBits as P, Partials } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Discord, startDiscord } from './server/server.ts';
import { shardOf } from './server/snowflake.ts';

const quiet = { allowed_mentions: { parse: [] } };
const command = (rest: object = {}) => ({ name: 'ask', description: 'Ask', ...rest });
const string = (name: string, rest: object = {}) => ({ type: 3, name, description: 'a', ...rest });

describe('with the real discord.js', () => {
  let discord: Discord;
  let client: Client | undefined;

  async function connect(intents: number[] = [I.Guilds, I.GuildMessages, I.DirectMessages], token = discord.token): Promise<Client<true>> {
    client = new Client({
      intents,
      rest: { api: discord.api },
      allowedMentions: { parse: [], repliedUser: false },
      partials: [Partials.Channel],
    });
    const ready = new Promise<Client<true>>((resolve) => client?.once(Events.ClientReady, resolve));
    await client.login(token);
    return ready;
  }

  /** A bot that answers /echo and mentions. */
  async function echo(intents?: number[]): Promise<Client<true>> {
    const bot = await connect(intents);
    await bot.application.commands.set([command({ name: 'echo', options: [string('text', { required: true })] }) as never]);
    bot.on(Events.InteractionCreate, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(interaction.options.getString('text', true));
    });
    bot.on(Events.MessageCreate, async (message) => {
      if (message.author.bot) return;
      await message.reply({ content: `read: ${message.content}`, nonce: message.id, enforceNonce: true }).catch(() => undefined);
    });
    return bot;
  }

  beforeEach(async () => {
    discord = await startDiscord();
    discord.guild('G1');
  });
  afterEach(async () => {
    await client?.destroy();
    client = undefined;
    await discord.stop();
  });

  it('lets it in, tells it its servers, and sends it what users do', async () => {
    const bot = await echo();
    expect(bot.guilds.cache.map(({ name }) => name)).toEqual(['G1']);
    const ana = discord.guild('G1').user('ana');
    expect((await ana.slash('echo', { text: 'hello' })).text).toBe('hello');
    expect((await ana.mention(ana.channel, 'hello').answer()).text).toBe(`read: <@${discord.state.bot.id}> hello`);
    expect((await discord.user('bo').dm().message(discord.user('bo').channel, 'hi').answer()).text).toBe('read: hi');
    expect(discord.violations).toEqual([]);
  });

  it('hides content without the intent, except from who is mentioned', async () => {
    await echo();
    const ana = discord.guild('G1').user('ana');
    expect((await ana.message(ana.channel, 'a secret').answer()).text).toBe('read: ');
  });

  it('shows content with the intent', async () => {
    await echo([I.Guilds, I.GuildMessages, I.MessageContent]);
    const ana = discord.guild('G1').user('ana');
    expect((await ana.message(ana.channel, 'a word').answer()).text).toBe('read: a word');
  });

  it('sends no message events without the intent for them', async () => {
    await echo([I.Guilds]);
    const ana = discord.guild('G1').user('ana');
    await ana.mention(ana.channel, 'hello').silence();
  });

  it('turns away a wrong token with 401', async () => {
    await expect(connect([I.Guilds], 'wrong.token.here')).rejects.toThrow('An invalid token was provided.');
  });

  it('closes with 4014 for an intent that the portal does not allow', async () => {
    const bot = new Client({ intents: [I.GuildMembers], rest: { api: discord.api } });
    const refused = new Promise((resolve) => bot.once(Events.ShardDisconnect, ({ code }) => resolve(code)));
    bot.on(Events.Error, () => undefined).on(Events.ShardError, () => undefined);
    void bot.login(discord.token).catch(() => undefined);
    expect(await refused).toBe(4014);
    await bot.destroy();
  });

  it.each<[string, (discord: Discord) => void]>([
    ['a dropped connection', ({ gateway }) => gateway.drop()],
    ['a request to reconnect', ({ gateway }) => gateway.reconnect()],
    ['a close with 4000', ({ gateway }) => gateway.close(4000)],
    ['an invalid session that can be resumed', ({ gateway }) => gateway.invalidate(true)],
  ])('resumes after %s, with what was missed', async (_what, break_) => {
    await echo();
    const ana = discord.guild('G1').user('ana');
    const since = discord.ledger.mark();
    break_(discord);
    const asked = ana.slash('echo', { text: 'missed' });
    await discord.ledger.until('resume', undefined, { since });
    expect((await asked).text).toBe('missed');
    expect(discord.ledger.of('identify')).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  it('notices a zombie connection by the heartbeat that is not acknowledged, and resumes', async () => {
    await discord.stop();
    discord = await startDiscord({ heartbeat: 200 });
    discord.guild('G1');
    await echo();
    discord.gateway.zombie();
    const asked = discord.guild('G1').user('ana').slash('echo', { text: 'missed' });
    expect((await discord.ledger.until('resume')).data).toMatchObject({ missed: 1 });
    expect((await asked).text).toBe('missed');
  });

  it('answers 429 on a route, and the request comes again', async () => {
    await echo();
    discord.limit({ route: 'POST /channels/:channel/messages', times: 2, retryAfter: 0.05 });
    const ana = discord.guild('G1').user('ana');
    expect((await ana.mention(ana.channel, 'hello').answer()).text).toContain('hello');
    expect(discord.ledger.of('limited')).toHaveLength(2);
    expect(discord.ledger.of('message')).toHaveLength(1);
  });

  it('answers 429 on everything but interactions, and requests come again', async () => {
    await echo();
    discord.limit({ global: true, retryAfter: 0.2 });
    const ana = discord.guild('G1').user('ana');
    const answer = ana.mention(ana.channel, 'hello').answer();
    await discord.ledger.until('limited');
    expect((await ana.slash('echo', { text: 'now' })).text).toBe('now');
    expect((await answer).text).toContain('hello');
  });

  it('gives back the message of the same nonce where the first response was lost', async () => {
    await echo();
    const ana = discord.guild('G1').user('ana');
    const gate = discord.hold('POST /channels/:channel/messages');
    const sent = ana.mention(ana.channel, 'hello');
    await gate.reached;
    gate.release('lost');
    await discord.ledger.until('lost');
    await discord.settled();
    expect(sent.replies).toHaveLength(1);
  });

  it('refuses as Discord does', async () => {
    const guild = discord.guild('G1');
    const [hidden, mute] = [guild.channel('hidden', { deny: P.ViewChannel }), guild.channel('mute', { deny: P.SendMessages })];
    const bot = await connect();
    const post = (channel: string, body: object) => bot.rest.post(`/channels/${channel}/messages`, { body: { ...quiet, ...body } });
    await expect(post(hidden.id, { content: 'a' })).rejects.toMatchObject({ status: 403, code: 50001, message: 'Missing Access' });
    await expect(post(mute.id, { content: 'a' })).rejects.toMatchObject({ status: 403, code: 50013, message: 'Missing Permissions' });
    await expect(post('1', { content: 'a' })).rejects.toMatchObject({ status: 404, code: 10003 });
    await expect(post(guild.channel('general').id, {})).rejects.toMatchObject({ status: 400, code: 50006 });
    await expect(post(guild.channel('general').id, { content: 'x'.repeat(2001) })).rejects.toThrow(
      'content[BASE_TYPE_MAX_LENGTH]: Must be 2000 or fewer in length.',
    );
    expect(discord.forgive()).toEqual([
      'POST /channels/:channel/messages: Cannot send an empty message [50006]',
      'POST /channels/:channel/messages: content: Must be 2000 or fewer in length. [50035]',
    ]);
  });

  it('takes one answer to an interaction, and that in time', async () => {
    await discord.stop();
    discord = await startDiscord({ firstResponse: 300 });
    discord.guild('G1');
    const bot = await connect();
    await bot.application.commands.set([command({ name: 'twice' }) as never, command({ name: 'late' }) as never]);
    const errors: unknown[] = [];
    const late = new Promise<void>((resolve) => {
      bot.on(Events.InteractionCreate, async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        const answer = (content: string) =>
          bot.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
            auth: false,
            body: { type: 4, data: { content, ...quiet } },
          });
        if (interaction.commandName === 'late') {
          await discord.ledger.when(() => (discord.violations.some((line) => line.includes('/late')) ? true : undefined), 'no complaint');
          await answer('a').catch((error) => errors.push(error));
          return resolve();
        }
        await answer('a');
        await answer('b').catch((error) => errors.push(error));
      });
    });
    const ana = discord.guild('G1').user('ana');
    expect((await ana.slash('twice')).text).toBe('a');
    void ana.slash('late').catch(() => undefined);
    await late;
    expect(errors).toMatchObject([
      { status: 400, code: 40060, message: 'Interaction has already been acknowledged.' },
      { status: 404, code: 10062, message: 'Unknown interaction' },
    ]);
    expect(discord.forgive()).toMatchObject(
      [/answered twice/, /not answered within 300 ms/, /answered after/].map((line) => expect.stringMatching(line)),
    );
  });

  it('counts the writes of commands', async () => {
    const bot = await connect();
    await bot.application.commands.set([command() as never]);
    const [ask] = (await bot.application.commands.fetch()).values();
    await bot.guilds.cache.first()?.commands.set([command() as never]);
    expect(ask?.name).toBe('ask');
    expect(discord.ledger.of('commands').map(({ data }) => data)).toEqual([
      { scope: 'global', how: 'overwrite', count: 1 },
      { scope: discord.guild('G1').id, how: 'overwrite', count: 1 },
    ]);
  });

  it('shares servers between two shards', () => {
    const ids = ['G1', 'G2', 'G3', 'G4'].map((name) => shardOf(discord.guild(name).id, 2));
    expect(ids).toEqual([0, 1, 0, 1]);
  });

  it('tells an outage from leaving', async () => {
    const bot = await connect();
    const seen: string[] = [];
    bot
      .on(Events.GuildUnavailable, () => seen.push('outage'))
      .on(Events.GuildDelete, () => seen.push('left'))
      .on(Events.GuildCreate, () => seen.push('joined'));
    const guild = discord.guild('G1');
    guild.outage();
    guild.recover();
    guild.leave();
    guild.join();
    await discord.settled();
    expect(seen).toEqual(['outage', 'left', 'joined']);
  });
});
