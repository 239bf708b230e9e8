/** All buttons and menus. A new one is one file, one action in custom-ids.ts and one entry here. */
import type { MessageComponentInteraction, RepliableInteraction } from 'discord.js';
import { type Action, actionOf } from '../custom-ids.ts';
import type { Deps } from '../deps.ts';
import { Refusal, replyTo } from '../reply.ts';
import { say } from '../words.ts';
import { compare } from './compare.ts';
import type { Handler } from './component.ts';
import { follow } from './follow.ts';
import { page } from './page.ts';
import { share } from './share.ts';
import { sources } from './sources.ts';
import { table } from './table.ts';
import { thread } from './thread.ts';
import { vote } from './vote.ts';

const HANDLERS: { [Verb in Action['verb']]: Handler<Verb> } = { sources, compare, page, table, share, vote, thread, follow };

/** Does what a button or menu is for. One that is no longer known, as of an earlier version, says so. */
export async function onComponent(interaction: Extract<RepliableInteraction, MessageComponentInteraction>, deps: Deps): Promise<void> {
  const action = actionOf(interaction.customId);
  const fits = action && (action.verb === 'follow' ? interaction.isStringSelectMenu() : interaction.isButton());
  if (fits) return (HANDLERS[action.verb] as (...parameters: unknown[]) => Promise<void>)(interaction, action, deps);
  return replyTo(interaction, deps, { use: 'press', private: true }, () => {
    throw new Refusal(say(interaction.locale, 'gone'));
  });
}
