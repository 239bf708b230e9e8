/** "Sources": what an answer cites, in full, for the one who asks for it. */
import type { Citation } from '../../../src/answer/answer.ts';
import { citationOf } from '../../../src/answer/citation.ts';
import { idsOf } from '../items.ts';
import { renderSources } from '../render/sources.ts';
import { Refusal, replyTo } from '../reply.ts';
import { say } from '../words.ts';
import type { Handler } from './component.ts';

export const sources: Handler<'sources'> = (interaction, { asOf, first, items }, deps) =>
  replyTo(interaction, deps, { use: 'press', private: true }, ({ locale }) => {
    const { index } = deps.lexsea;
    const citations = items.flatMap((item, n): Citation[] => {
      const [id] = idsOf(index, [item]);
      const citation = id === undefined ? undefined : citationOf(index, id, first + n, asOf);
      return citation ? [citation] : [];
    });
    if (citations.length === 0) throw new Refusal(say(interaction.locale, 'gone'));
    return { messages: renderSources(citations, locale) };
  });
