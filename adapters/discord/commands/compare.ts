/** `/compare`: a topic over the member states. */
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { isMemberState } from '../../../src/corpus/member-states.ts';
import { jurisdictionsOf, topicOf } from '../../../src/question/parameters.ts';
import { countries, topics } from '../complete.ts';
import { Refusal, replyTo } from '../reply.ts';
import { renderTurn, takeComparison } from '../turn.ts';
import type { SlashCommand } from './command.ts';
import { EVERYWHERE } from './everywhere.ts';
import { known } from './known.ts';
import { NAMES } from './names.ts';

export const compare: SlashCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...NAMES.compare,
    ...EVERYWHERE,
    options: [
      { type: ApplicationCommandOptionType.String, ...NAMES.topic, required: true, autocomplete: true, max_length: 100 },
      { type: ApplicationCommandOptionType.String, ...NAMES.countries, autocomplete: true, max_length: 100 },
    ],
  },
  run: (interaction, deps) =>
    replyTo(interaction, deps, { use: 'question' }, (at) => {
      const { index } = deps.lexsea;
      const topic = known(() => topicOf(index, interaction.options.getString('topic', true)));
      const states = known(() => jurisdictionsOf(index, interaction.options.getString('countries') ?? ''));
      const other = states.find((state) => !isMemberState(state));
      if (other) throw new Refusal(`${other} is no member state; a comparison is of member states`);
      const turned = takeComparison(deps, topic, states);
      return { messages: renderTurn(deps, turned, at), answer: turned.answer };
    }),
  complete: (interaction, { lexsea }) => {
    const { name, value } = interaction.options.getFocused(true);
    return name === 'topic' ? topics(lexsea.index, value) : countries(lexsea.index, value);
  },
};
