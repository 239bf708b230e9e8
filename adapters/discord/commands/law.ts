/** `/law`: a law, or one provision of it, as the corpus has it. */
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { citationOf } from '../../../src/answer/citation.ts';
import { show } from '../../../src/answer/show.ts';
import { warningsOf } from '../../presentation/labels.ts';
import { laws, provisions } from '../complete.ts';
import type { Deps } from '../deps.ts';
import type { Components } from '../render/components.ts';
import { renderRecord } from '../render/record.ts';
import { type At, replyTo } from '../reply.ts';
import { renderTurn, takeTurn } from '../turn.ts';
import { say } from '../words.ts';
import type { SlashCommand } from './command.ts';
import { EVERYWHERE } from './everywhere.ts';
import { NAMES } from './names.ts';

export const law: SlashCommand = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...NAMES.law,
    ...EVERYWHERE,
    options: [
      { type: ApplicationCommandOptionType.String, ...NAMES.whichLaw, required: true, autocomplete: true, max_length: 200 },
      { type: ApplicationCommandOptionType.String, ...NAMES.provision, autocomplete: true, max_length: 100 },
    ],
  },
  run: (interaction, deps) =>
    replyTo(interaction, deps, { use: 'question' }, (at) => {
      const written = interaction.options.getString('law', true).trim();
      const ref = interaction.options.getString('provision')?.trim() ?? '';
      const id = ref === '' ? written : `${written}#${ref}`;
      if (isRecord(deps, id)) return { messages: recordOf(deps, id, at) };
      // Typed and not chosen: a pinpoint in words, which the engine reads better than any list.
      const title = deps.lexsea.index.instrument(written)?.title ?? written;
      const turned = takeTurn(deps, { text: `${title} ${ref}`, home: at.settings.home });
      return { messages: renderTurn(deps, turned, at), context: turned.context, answer: turned.answer };
    }),
  complete: (interaction, { lexsea }) => {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'law') return laws(lexsea.index, value);
    return provisions(lexsea.index, interaction.options.getString('law') ?? '', value);
  },
};

/** Whether a whole record stands under an id. */
export function isRecord({ lexsea: { index } }: Deps, id: string): boolean {
  return index.instrument(id) !== undefined || index.provision(id) !== undefined;
}

/** The messages of the record under an id. */
export function recordOf({ lexsea: { index } }: Deps, id: string, at: Pick<At, 'locale' | 'private'>): Components[] {
  const citation = citationOf(index, id, 1, new Date().toISOString().slice(0, 10));
  return renderRecord(show(index, id), {
    ...at,
    url: id.includes('#') ? (citation?.url ?? null) : (index.instrument(id)?.official_url ?? null),
    officialLabel: say(at.locale, 'official'),
    warnings: citation ? warningsOf(citation) : [],
    notice: index.phrase('notice-general', 'en'),
  });
}
