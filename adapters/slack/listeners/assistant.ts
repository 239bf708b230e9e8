/** The assistant pane: a greeting with prompts that fit the reader's country, a title, a status while working, follow-ups. */
import { type App, Assistant } from '@slack/bolt';
import { keyOf } from '../../../src/store/keys.ts';
import { postAnswer } from '../post.ts';
import { shortened, written } from '../render/escape.ts';
import { note } from '../render/texts.ts';
import { once, reply } from '../reply.ts';
import { contextOf, type SlackDeps, settingsOf } from '../turn.ts';
import { examples } from './choices.ts';
import { isFromPerson, teamOf } from './from.ts';

const GREETING =
  'Ask about the law of cybersecurity, cybercrime and data protection in ASEAN. Every sentence of the answer carries the provision that it rests on. General information, not legal advice.';
const MOST_PROMPTS = 4;
const MOST_TITLE = 60;
const MOST_PROMPT_TITLE = 75;

export function registerAssistant(app: App, deps: SlackDeps): void {
  const { log } = deps;
  /** The pane's decorations: an answer is worth more. */
  const attempt = async (call: () => Promise<unknown>): Promise<void> => {
    await call().catch((error: unknown) => log.debug({ err: error }, 'the assistant pane did not take it'));
  };
  const prompts = (questions: readonly string[]) => {
    const [first, ...more] = questions
      .slice(0, MOST_PROMPTS)
      .map((question) => ({ title: shortened(question, MOST_PROMPT_TITLE), message: question }));
    return first && ([first, ...more] as [typeof first, ...typeof more]);
  };

  const assistant = new Assistant({
    // Which channel somebody looks at while asking is no matter of ours: it is neither asked for nor kept.
    threadContextStore: { get: async () => ({}), save: async () => {} },
    threadContextChanged: async () => {},
    threadStarted: async ({ event, client, context, body, setSuggestedPrompts }) => {
      const { channel_id: channel, thread_ts, user_id: user } = event.assistant_thread;
      const team = teamOf(context, body);
      await once(deps, keyOf('slack', team, channel, thread_ts, 'greeting'), async (mayBeThere) => {
        await postAnswer({ client, channel, thread: thread_ts, question: thread_ts }, [note(GREETING)], mayBeThere);
        const { country } = await settingsOf(deps, { team, channel, user });
        const suggested = prompts(examples(deps.lexsea.index, country, MOST_PROMPTS));
        if (suggested) await attempt(() => setSuggestedPrompts({ title: 'For example', prompts: suggested }));
      });
    },
    userMessage: async ({ event, client, context, body, setStatus, setTitle, setSuggestedPrompts }) => {
      if (!isFromPerson(event)) return;
      const {
        channel,
        user = '',
        ts,
        text = '',
        thread_ts: thread,
      } = event as typeof event & { user?: string; text?: string; thread_ts?: string };
      const team = teamOf(context, body);
      const known = await contextOf(deps, { team, conversation: [channel, thread ?? 'direct'] });
      await reply(
        deps,
        { client, team, channel, user, ts, text, thread },
        {
          before: async () => {
            await attempt(() => setStatus('is looking it up…'));
            if (!known) await attempt(() => setTitle(shortened(written(text), MOST_TITLE) || 'LexSEA'));
          },
          after: async (suggestions) => {
            const suggested = prompts(suggestions);
            if (suggested) await attempt(() => setSuggestedPrompts({ title: 'Ask next', prompts: suggested }));
          },
        },
      );
    },
  });
  app.assistant(assistant);
}
