/** `/body`: an institution. */
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { bodies } from '../complete.ts';
import { replyTo } from '../reply.ts';
import { renderTurn, takeTurn } from '../turn.ts';
import type { SlashCommand } from './command.ts';
import { EVERYWHERE } from './everywhere.ts';
import { NAMES } from './names.ts';

export const body: SlashCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...NAMES.body,
    ...EVERYWHERE,
    options: [{ type: ApplicationCommandOptionType.String, ...NAMES.whichBody, required: true, autocomplete: true, max_length: 200 }],
  },
  run: (interaction, deps) =>
    replyTo(interaction, deps, { use: 'question' }, (at) => {
      const written = interaction.options.getString('body', true);
      const institution = deps.lexsea.index.institution(written.trim());
      const turned = institution
        ? takeTurn(deps, { text: institution.name, in: [institution.jurisdiction] })
        : takeTurn(deps, { text: written, home: at.settings.home });
      return { messages: renderTurn(deps, turned, at), context: turned.context, answer: turned.answer };
    }),
  complete: (interaction, { lexsea }) => bodies(lexsea.index, interaction.options.getFocused()),
};
