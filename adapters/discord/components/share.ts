/** "Share": an answer that one person saw, for everybody in the channel. */
import { PermissionFlagsBits } from 'discord.js';
import { missingPermissions } from '../permissions.ts';
import { sharedOf } from '../render/share.ts';
import { Refusal, replyTo } from '../reply.ts';
import { say } from '../words.ts';
import { componentsOf, type Handler } from './component.ts';

export const share: Handler<'share'> = (interaction, _, deps) =>
  replyTo(interaction, deps, { use: 'press', private: false }, ({ locale }) => {
    // Outside servers that have the bot Discord itself says who may see the answer of an app.
    if (interaction.inCachedGuild()) {
      const needed = interaction.channel?.isThread() ? 'SendMessagesInThreads' : 'SendMessages';
      const missing = missingPermissions(interaction.appPermissions, ['ViewChannel', needed]);
      if (missing.length > 0) throw new Refusal(say(interaction.locale, 'missing', { permissions: missing.join(', ') }));
      if (!interaction.memberPermissions.has(PermissionFlagsBits[needed])) throw new Refusal(say(interaction.locale, 'mayNot'));
    }
    const name = interaction.inCachedGuild() ? interaction.member.displayName : interaction.user.displayName;
    return { messages: [sharedOf(componentsOf(interaction), name, locale)] };
  });
