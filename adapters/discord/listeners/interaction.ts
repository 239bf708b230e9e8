/** Commands, buttons, menus, and what is offered while an option is typed. */
import type { AutocompleteInteraction, Interaction } from 'discord.js';
import { MESSAGE_COMMANDS, SLASH_COMMANDS } from '../commands/commands.ts';
import { onComponent } from '../components/components.ts';
import type { Deps } from '../deps.ts';
import { MOST_CHOICES } from '../render/limits.ts';

const slash = new Map(SLASH_COMMANDS.map((command) => [command.data.name, command]));
const onMessages = new Map(MESSAGE_COMMANDS.map((command) => [command.data.name, command]));

/** Handles an interaction. Never rejects. */
export async function onInteraction(interaction: Interaction, deps: Deps): Promise<void> {
  if (interaction.user.bot) return;
  try {
    if (interaction.isAutocomplete()) await complete(interaction, deps);
    else if (interaction.isChatInputCommand()) await slash.get(interaction.commandName)?.run(interaction, deps);
    else if (interaction.isMessageContextMenuCommand()) await onMessages.get(interaction.commandName)?.run(interaction, deps);
    else if (interaction.isMessageComponent()) await onComponent(interaction, deps);
  } catch (err) {
    deps.log.error({ interaction: interaction.id, err }, 'interaction failed');
  }
}

async function complete(interaction: AutocompleteInteraction, deps: Deps): Promise<void> {
  try {
    const choices = slash.get(interaction.commandName)?.complete?.(interaction, deps) ?? [];
    await interaction.respond(choices.slice(0, MOST_CHOICES));
  } catch (error) {
    // Whoever types on has asked again before the answer came; Discord then no longer knows the first.
    deps.log.debug({ interaction: interaction.id, err: error }, 'choices not offered');
  }
}
