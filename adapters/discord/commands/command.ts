/** What a command is: how Discord is told of it, what it does, and what it offers while its options are typed. */
import type {
  ApplicationCommandOptionChoiceData,
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Deps } from '../deps.ts';

export type Choice = ApplicationCommandOptionChoiceData<string>;

export interface SlashCommand {
  data: RESTPostAPIApplicationCommandsJSONBody;
  run(interaction: ChatInputCommandInteraction, deps: Deps): Promise<void>;
  /** Choices for the option that is typed; at most 25 are shown. */
  complete?(interaction: AutocompleteInteraction, deps: Deps): readonly Choice[];
}

export interface MessageCommand {
  data: RESTPostAPIApplicationCommandsJSONBody;
  run(interaction: MessageContextMenuCommandInteraction, deps: Deps): Promise<void>;
}
