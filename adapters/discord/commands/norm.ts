/** `/norm`: a norm of responsible State behaviour, or what ASEAN did about the norms. */
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { itemOfShortName, norms } from '../complete.ts';
import { replyTo } from '../reply.ts';
import { renderTurn, takeTurn } from '../turn.ts';
import type { SlashCommand } from './command.ts';
import { EVERYWHERE } from './everywhere.ts';
import { recordOf } from './law.ts';
import { NAMES } from './names.ts';

/** `f`, `(f)`, `13(f)`, `norm f`. */
const LETTER = /^(?:norm\s*)?(?:13\s*)?\(?([a-k])\)?$/i;

export const norm: SlashCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...NAMES.norm,
    ...EVERYWHERE,
    options: [{ type: ApplicationCommandOptionType.String, ...NAMES.whichNorm, required: true, autocomplete: true, max_length: 200 }],
  },
  run: (interaction, deps) =>
    replyTo(interaction, deps, { use: 'question' }, (at) => {
      const written = interaction.options.getString('norm', true).trim();
      const item = itemOfShortName(deps.lexsea.index, written);
      if (item) return { messages: recordOf(deps, item, at) };
      const letter = LETTER.exec(written)?.[1];
      const turned = takeTurn(deps, { text: letter ? `norm (${letter.toLowerCase()})` : written });
      return { messages: renderTurn(deps, turned, at), context: turned.context, answer: turned.answer };
    }),
  complete: (interaction, { lexsea }) => norms(lexsea.index, interaction.options.getFocused()),
};
