/** What a button or menu is answered with. One file per action, each registered in one line of components.ts. */
import type { ButtonInteraction, MessageComponentInteraction, StringSelectMenuInteraction } from 'discord.js';
import type { Action } from '../custom-ids.ts';
import type { Deps } from '../deps.ts';
import type { Components } from '../render/components.ts';

export type Handler<Verb extends Action['verb']> = (
  interaction: Verb extends 'follow' ? StringSelectMenuInteraction : ButtonInteraction,
  action: Extract<Action, { verb: Verb }>,
  deps: Deps,
) => Promise<void>;

/** The components of the message that the button or menu is under, as Discord keeps them. */
export function componentsOf({ message }: MessageComponentInteraction): Components {
  return message.components.map((component) => component.toJSON()) as Components;
}
