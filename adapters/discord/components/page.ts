/** ◀ ▶: another page of a table, in the same message. */
import { renderPage } from '../render/answer.ts';
import { shareButtonIn } from '../render/buttons.ts';
import { quotedIn } from '../render/quote.ts';
import { Refusal, replyTo } from '../reply.ts';
import { optionsOf, takeTableAgain } from '../turn.ts';
import { say } from '../words.ts';
import { componentsOf, type Handler } from './component.ts';

export const page: Handler<'page'> = (interaction, { page: wanted, source }, deps) => {
  const shown = componentsOf(interaction);
  const isPrivate = shareButtonIn(shown);
  return replyTo(interaction, deps, { use: 'press', private: isPrivate, update: true }, ({ locale }) => {
    const again = takeTableAgain(deps, source, quotedIn(shown));
    if (!again) throw new Refusal(say(interaction.locale, 'gone'));
    return { messages: [renderPage(again.answer, optionsOf(deps, again, { locale, private: isPrivate, thread: false, page: wanted }))] };
  });
};
