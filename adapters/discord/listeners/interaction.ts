/** Commands, buttons, menus, and what is offered while an option is typed. */
import type { AutocompleteInteraction, Interaction } from 'discord.js';
import { keyOf } from '../../../src/store/keys.ts';
import { MESSAGE_COMMANDS, SLASH_COMMANDS } from '../commands/commands.ts';
import { onComponent } from '../components/components.ts';
import type { Deps } from '../deps.ts';
import { MOST_CHOICES } from '../render/limits.ts';
import { messageOf } from '../turn.ts';
import { whereOf } from '../where.ts';

const slash = new Map(SLASH_COMMANDS.map((command) => [command.data.name, command]));
const onMessages = new Map(MESSAGE_COMMANDS.map((command) => [command.data.name, command]));

/** Handles an interaction once, though two processes of ours may receive it while one takes over from the other. Never rejects. */
export async function onInteraction(interaction: Interaction, deps: Deps): Promise<void> {
  if (interaction.user.bot) return;
  if (interaction.isAutocomplete()) return complete(interaction, deps);
  const key = keyOf('discord', whereOf(interaction).community, 'interaction', interaction.id);
  try {
    if (!(await isOurs(key, deps))) return;
    if (interaction.isChatInputCommand()) await slash.get(interaction.commandName)?.run(interaction, deps);
    else if (interaction.isMessageContextMenuCommand()) await onMessages.get(interaction.commandName)?.run(interaction, deps);
    else if (interaction.isMessageComponent()) await onComponent(interaction, deps);
  } catch (error) {
    deps.log.error({ interaction: interaction.id, error: messageOf(error) }, 'interaction failed');
  } finally {
    await deps.store.deliveries.done(key).catch((error: unknown) => deps.log.warn({ error: messageOf(error) }, 'interaction not marked'));
  }
}

/** Whether this process answers. A store that cannot tell keeps nobody from being answered. */
async function isOurs(key: string, { store, log }: Deps): Promise<boolean> {
  try {
    return ['new', 'resumed'].includes(await store.deliveries.claim(key));
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'interaction not claimed');
    return true;
  }
}

async function complete(interaction: AutocompleteInteraction, deps: Deps): Promise<void> {
  try {
    const choices = slash.get(interaction.commandName)?.complete?.(interaction, deps) ?? [];
    await interaction.respond(choices.slice(0, MOST_CHOICES));
  } catch (error) {
    // Whoever types on has asked again before the answer came; Discord then no longer knows the first.
    deps.log.debug({ interaction: interaction.id, error: messageOf(error) }, 'choices not offered');
  }
}
