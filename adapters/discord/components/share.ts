/** "Share": an answer that one person saw, for everybody in the channel. */
import { MessageFlags, PermissionFlagsBits } from 'discord.js';
import { missingPermissions } from '../permissions.ts';
import { note } from '../render/components.ts';
import { escaped } from '../render/escape.ts';
import { sharedOf } from '../render/share.ts';
import { messageOf } from '../turn.ts';
import { say } from '../words.ts';
import { componentsOf, type Handler } from './component.ts';

export const share: Handler<'share'> = async (interaction, _, deps) => {
  const inThread = interaction.channel?.isThread() ?? false;
  const needed = inThread ? 'SendMessagesInThreads' : 'SendMessages';
  // Outside servers that have the bot Discord itself says who may see the answer of an app.
  const checked = interaction.inCachedGuild();
  const missing = checked ? missingPermissions(interaction.appPermissions, ['ViewChannel', needed]) : [];
  const may = !checked || (interaction.memberPermissions?.has(PermissionFlagsBits[needed]) ?? true);
  try {
    if (missing.length > 0 || !may) {
      const text =
        missing.length > 0 ? say(interaction.locale, 'missing', { permissions: missing.join(', ') }) : say(interaction.locale, 'mayNot');
      await interaction.reply({ components: note(escaped(text)), flags: [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] });
      return;
    }
    const name = interaction.inCachedGuild() ? interaction.member.displayName : interaction.user.displayName;
    const locale = interaction.guildLocale ?? interaction.locale;
    await interaction.reply({ components: sharedOf(componentsOf(interaction), name, locale), flags: MessageFlags.IsComponentsV2 });
  } catch (error) {
    deps.log.error({ interaction: interaction.id, error: messageOf(error) }, 'answer not shared');
  }
};
