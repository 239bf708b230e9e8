/** "Compare": the topic of an answer over all member states, for the one who pressed the button; it can be shared. */
import { Refusal, replyTo } from '../reply.ts';
import { renderTurn, takeComparison } from '../turn.ts';
import { say } from '../words.ts';
import type { Handler } from './component.ts';

export const compare: Handler<'compare'> = (interaction, { topic }, deps) =>
  replyTo(interaction, deps, { use: 'question', private: true }, (at) => {
    if (!deps.lexsea.index.topic(topic)) throw new Refusal(say(interaction.locale, 'gone'));
    const turned = takeComparison(deps, topic);
    return { messages: renderTurn(deps, turned, at), answer: turned.answer };
  });
