/** `lexsea discord …`: what is done once for a bot, from a desk. */
import { type Command, Option } from 'commander';
import { readEnvironmentFile } from '../environment-file.ts';
import { UsageError } from '../usage-error.ts';

export function registerDiscord(program: Command): void {
  const discord = program.command('discord').description('register the commands of the Discord bot, or print the link that invites it');
  discord
    .command('register')
    .description('register the commands; the service does it by itself, except for one server')
    .addOption(new Option('--guild <id>', 'only for this server, where they show at once (to try them)'))
    .option('--remove', 'take away what was registered for the server')
    .action(register);
  discord.command('invite').description('print the link that adds the bot to a server').action(invite);
}

const SNOWFLAKE = /^\d{17,20}$/;

async function register({ guild, remove }: { guild?: string; remove?: boolean }): Promise<void> {
  if (guild !== undefined && !SNOWFLAKE.test(guild))
    throw new UsageError(`"${guild}" is no id of a server; with Developer Mode on, "Copy Server ID" in the menu of the server gives it`);
  if (remove && guild === undefined) throw new UsageError('--remove takes away the commands of one server: add --guild and its id');
  const { commandData } = await import('../../discord/commands/commands.ts');
  const { registerCommands } = await import('../../discord/register.ts');
  const { rest, applicationId } = await application();
  const { changed, count } = await registerCommands(rest, applicationId, guild, remove ? [] : commandData());
  process.stdout.write(`${count} commands${guild ? ` in server ${guild}` : ''}: ${changed ? 'registered' : 'nothing to change'}\n`);
}

async function invite(): Promise<void> {
  const { inviteLink } = await import('../../discord/permissions.ts');
  process.stdout.write(`${inviteLink((await application()).applicationId)}\n`);
}

/** The application that the token belongs to. */
async function application(): Promise<{ rest: import('discord.js').REST; applicationId: string }> {
  const { REST, Routes } = await import('discord.js');
  const { DISCORD_API, variables } = await import('../../discord/configuration.ts');
  const { startError } = await import('../../discord/errors.ts');
  readEnvironmentFile();
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const { data, error } = variables.safeParse(set);
  if (error) throw new UsageError(`${error.issues[0]?.path.join('.')} ${error.issues[0]?.message}`);
  if (data.DISCORD_TOKEN === undefined) throw new UsageError('DISCORD_TOKEN is not set; docs/discord.md says where to find it');
  const api = data.DISCORD_API_URL ?? DISCORD_API;
  const rest = new REST({ api }).setToken(data.DISCORD_TOKEN);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as { id: string };
    return { rest, applicationId: id };
  } catch (error) {
    throw startError(error, api);
  }
}
