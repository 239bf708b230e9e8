/** `/ask`: one question. */
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { questions } from '../complete.ts';
import { LONGEST_QUOTE } from '../render/limits.ts';
import { Refusal, replyTo } from '../reply.ts';
import { renderTurn, takeTurn } from '../turn.ts';
import { say } from '../words.ts';
import type { SlashCommand } from './command.ts';
import { EVERYWHERE } from './everywhere.ts';
import { COUNTRIES, NAMES } from './names.ts';

export const ask: SlashCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...NAMES.ask,
    ...EVERYWHERE,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...NAMES.question,
        required: true,
        autocomplete: true,
        min_length: 1,
        max_length: LONGEST_QUOTE,
      },
      { type: ApplicationCommandOptionType.String, ...NAMES.country, choices: COUNTRIES },
    ],
  },
  run: (interaction, deps) =>
    replyTo(interaction, deps, { use: 'question' }, ({ settings, ...at }) => {
      const text = interaction.options.getString('question', true);
      if (text.trim() === '') throw new Refusal(say(interaction.locale, 'noQuestion'));
      const country = interaction.options.getString('country');
      const turned = takeTurn(deps, { text, home: settings.home, in: country ? [country] : [] });
      return { messages: renderTurn(deps, turned, at), context: turned.context, answer: turned.answer };
    }),
  complete: (interaction, { lexsea }) => questions(lexsea.index, interaction.options.getFocused()),
};
