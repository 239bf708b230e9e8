/** "Look this up" on anybody's message: what the message asks or mentions, for the one who looks it up. */
import { ApplicationCommandType } from 'discord.js';
import { Refusal, replyTo } from '../reply.ts';
import { renderTurn, takeTurn } from '../turn.ts';
import { say } from '../words.ts';
import type { MessageCommand } from './command.ts';
import { EVERYWHERE } from './everywhere.ts';
import { LOOK_UP } from './names.ts';

export const lookUp: MessageCommand = {
  data: { type: ApplicationCommandType.Message, ...LOOK_UP, ...EVERYWHERE },
  run: (interaction, deps) =>
    // Private whatever is set: who looks something up does not speak for who wrote it.
    replyTo(interaction, deps, { use: 'question', private: true }, ({ settings, ...at }) => {
      const text = interaction.targetMessage.content.replace(/<(?:@[!&]?|#)\d+>/g, ' ');
      if (text.trim() === '') throw new Refusal(say(interaction.locale, 'nothingToRead'));
      const turned = takeTurn(deps, { text, home: settings.home });
      return { messages: renderTurn(deps, turned, at), context: turned.context, answer: turned.answer };
    }),
};
