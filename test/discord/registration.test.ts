/** Commands are registered where they have changed, and only then; for one server by the command line. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAIN, NODE, runCommand } from '../adapters/run-terminal.ts';
import { Stage } from './bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.begin();
});
afterEach(() => stage.end());

const writes = () => stage.discord.ledger.of('commands').map(({ data }) => data?.scope);

it('a restart registers nothing', async () => {
  await stage.restart();
  expect(writes()).toEqual(['global']);
});

it.each<[string, (body: Record<string, unknown>) => void]>([
  ['a description', (body) => Object.assign(body, { description: 'as it was in the last version' })],
  ['a translation', (body) => Object.assign(body, { name_localizations: { th: 'ถามก่อน' } })],
  ['an option', (body) => Object.assign(body, { options: [] })],
  ['who may use it', (body) => Object.assign(body, { default_member_permissions: '0' })],
])('%s that Discord has otherwise is registered anew', async (_what, change) => {
  const [command] = stage.discord.commands;
  const before = structuredClone(command?.body);
  change(command?.body ?? {});
  await stage.restart();
  expect(writes()).toEqual(['global', 'global']);
  expect(stage.discord.commands[0]?.body).toEqual(before);
});

it('a command that we no longer have is taken away', async () => {
  stage.discord.state.commands.push({ id: stage.discord.state.newId(), guildId: undefined, body: { name: 'old', description: 'Old' } });
  await stage.restart();
  expect(stage.discord.commands.map(({ body }) => body.name)).not.toContain('old');
});

it('Discord that refuses commands keeps nobody from being answered', async () => {
  stage.discord.state.commands.length = 0;
  stage.discord.fail({ route: 'PUT /applications/:application/commands', status: 500, times: 10 });
  await stage.restart();
  expect(stage.bot.log.join('')).toContain('commands not registered');
  const ana = stage.discord.guild('G1').user('ana');
  await ana.mention(ana.channel, 'breach notification deadline in Thailand?').answer();
});

it('lexsea discord register --guild puts them into one server, --remove takes them away', async () => {
  const { PATH, HOME } = process.env;
  const { token, api } = stage.discord;
  const env = { PATH, HOME, DISCORD_TOKEN: token, DISCORD_API_URL: api };
  const { id } = stage.discord.guild('G1');
  const register = (...more: string[]) => runCommand(NODE, [MAIN, 'discord', 'register', '--guild', id, ...more], env);
  const inServer = () => stage.discord.commands.filter(({ guildId }) => guildId === id).length;
  expect(await register()).toMatchObject({ status: 0, err: '', out: expect.stringContaining('registered') });
  expect(inServer()).toBe(8);
  expect(await register()).toMatchObject({ status: 0, err: '', out: expect.stringContaining('nothing to change') });
  expect(writes()).toEqual(['global', id]);
  expect(await register('--remove')).toMatchObject({ status: 0, err: '' });
  expect(inServer()).toBe(0);
});
