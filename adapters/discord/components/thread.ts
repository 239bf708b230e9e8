/** "Open a thread": to ask on from an answer without filling the channel. */
import { isForbidden, isThreadThere } from '../listeners/post.ts';
import { missingPermissions } from '../permissions.ts';
import { note, textsIn } from '../render/components.ts';
import { quotedIn } from '../render/quote.ts';
import { Refusal, replyTo } from '../reply.ts';
import { ARCHIVE_AFTER_MINUTES, greet, threadName } from '../threads.ts';
import { say } from '../words.ts';
import { componentsOf, type Handler } from './component.ts';

export const thread: Handler<'thread'> = (interaction, _, deps) =>
  replyTo(interaction, deps, { use: 'press', private: true }, async ({ where, locale }) => {
    const missing = missingPermissions(interaction.appPermissions, ['ViewChannel', 'CreatePublicThreads', 'SendMessagesInThreads']);
    if (missing.length > 0) throw new Refusal(say(locale, 'missing', { permissions: missing.join(', ') }));
    if (!where.inServer || interaction.message.hasThread) throw new Refusal(say(locale, 'threadThere'));
    const shown = componentsOf(interaction);
    try {
      const name = threadName(quotedIn(shown) ?? textsIn(shown)[0] ?? '');
      const started = await interaction.message.startThread({ name, autoArchiveDuration: ARCHIVE_AFTER_MINUTES });
      await greet(started, deps, interaction.guildLocale ?? locale);
      return { messages: [note(say(locale, 'threadOpened', { thread: `<#${started.id}>` }))] };
    } catch (error) {
      if (isThreadThere(error)) throw new Refusal(say(locale, 'threadThere'));
      if (isForbidden(error)) throw new Refusal(say(locale, 'missing', { permissions: 'Create Public Threads, Send Messages in Threads' }));
      throw error;
    }
  });
