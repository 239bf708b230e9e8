/** The menu of questions that follow: asked within the conversation of the answer that offers them. */
import type { ConversationContext } from '../../../src/question/context.ts';
import { placeName } from '../../presentation/labels.ts';
import type { Deps } from '../deps.ts';
import { chosen } from '../render/buttons.ts';
import { quotedIn } from '../render/quote.ts';
import { Refusal, replyTo } from '../reply.ts';
import { isOwnThread } from '../threads.ts';
import { recall, renderTurn, takeTurn } from '../turn.ts';
import { say } from '../words.ts';
import { componentsOf, type Handler } from './component.ts';

export const follow: Handler<'follow'> = (interaction, { topic, places }, deps) => {
  // In a conversation everybody follows, in a channel only who is curious; that answer can be shared.
  const open = interaction.inCachedGuild() ? isOwnThread(interaction.channel, interaction.client) : interaction.channel?.isDMBased();
  return replyTo(interaction, deps, { use: 'question', private: !open }, async ({ where, settings, ...at }) => {
    const text = textOf(interaction.values[0] ?? '', quotedIn(componentsOf(interaction)), deps);
    if (text === null) throw new Refusal(say(interaction.locale, 'gone'));
    const earlier = (await recall(deps, where.community, interaction.message.id)) ?? earlierOf(deps, topic, places);
    const turned = takeTurn(deps, { text, home: settings.home, earlier });
    return { messages: renderTurn(deps, turned, at), context: turned.context, answer: turned.answer };
  });
};

function textOf(value: string, quoted: string | null, deps: Deps): string | null {
  const choice = chosen(value);
  if ('question' in choice) return choice.question;
  if (quoted === null) return null;
  return takeTurn(deps, { text: quoted }).answer.suggestions[choice.suggestion] ?? null;
}

/** What a conversation was about that the store has forgotten, from what the menu itself carries: its topic and places. */
function earlierOf(deps: Deps, topic: string | null, places: readonly string[]): ConversationContext | null {
  const { index } = deps.lexsea;
  const names = places.map((code) => placeName(index, code));
  const words = [topic === null ? null : (index.topic(topic)?.label ?? null), ...names].filter((word) => word !== null);
  return words.length === 0 ? null : takeTurn(deps, { text: words.join(' ') }).context;
}
