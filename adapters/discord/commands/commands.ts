/** All commands. A new one is one file and one entry here. */
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { ask } from './ask.ts';
import { body } from './body.ts';
import type { MessageCommand, SlashCommand } from './command.ts';
import { compare } from './compare.ts';
import { help } from './help.ts';
import { law } from './law.ts';
import { lookUp } from './look-up.ts';
import { norm } from './norm.ts';
import { settings } from './settings.ts';

export const SLASH_COMMANDS: readonly SlashCommand[] = [ask, compare, law, norm, body, settings, help];
export const MESSAGE_COMMANDS: readonly MessageCommand[] = [lookUp];

/** What Discord is told of all commands. */
export function commandData(): RESTPostAPIApplicationCommandsJSONBody[] {
  return [...SLASH_COMMANDS, ...MESSAGE_COMMANDS].map(({ data }) => data);
}
