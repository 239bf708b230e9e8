/** "Right" and "Wrong": what is kept is the vote and what the answer cited, never the question. */
import { idsOf } from '../items.ts';
import { note } from '../render/components.ts';
import { Refusal, replyTo } from '../reply.ts';
import { say } from '../words.ts';
import type { Handler } from './component.ts';

export const vote: Handler<'vote'> = (interaction, { vote: given, kind, items }, deps) =>
  replyTo(interaction, deps, { use: 'press', private: true }, async ({ where, locale }) => {
    const citations = idsOf(deps.lexsea.index, items);
    if (citations.length === 0) throw new Refusal(say(interaction.locale, 'gone'));
    const { community } = where;
    await deps.store.feedback.vote({ surface: 'discord', community, citations, kind, vote: given, voter: interaction.user.id });
    return { messages: [note(say(locale, 'thanks'))] };
  });
