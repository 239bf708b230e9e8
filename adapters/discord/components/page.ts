/** ◀ ▶: another page of a table, in the same message. */
import { MessageFlags } from 'discord.js';
import { renderPage } from '../render/answer.ts';
import { shareButtonIn } from '../render/buttons.ts';
import { quotedIn } from '../render/quote.ts';
import { Refusal, replyTo } from '../reply.ts';
import { messageOf, optionsOf, takeTableAgain } from '../turn.ts';
import { say } from '../words.ts';
import { componentsOf, type Handler } from './component.ts';

export const page: Handler<'page'> = async (interaction, { page: wanted, source }, deps) => {
  const shown = componentsOf(interaction);
  const again = takeTableAgain(deps, source, quotedIn(shown));
  if (!again)
    return replyTo(interaction, deps, { question: false, private: true }, () => {
      throw new Refusal(say(interaction.locale, 'gone'));
    });
  const isPrivate = shareButtonIn(shown);
  const locale = isPrivate ? interaction.locale : (interaction.guildLocale ?? interaction.locale);
  const components = renderPage(again.answer, optionsOf(deps, again, { locale, private: isPrivate, thread: false, page: wanted }));
  await interaction.update({ components, flags: MessageFlags.IsComponentsV2 }).catch((error: unknown) => {
    deps.log.error({ interaction: interaction.id, error: messageOf(error) }, 'page not turned');
  });
};
