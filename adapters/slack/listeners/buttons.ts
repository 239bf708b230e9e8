/** The buttons under an answer. What they need they carry themselves, so that they work after a restart. */
import type { App, BlockAction, webApi } from '@slack/bolt';
import { citationOf } from '../../../src/answer/citation.ts';
import { keyOf } from '../../../src/store/keys.ts';
import { csvOf } from '../../presentation/table-formats.ts';
import { stopwatch } from '../../service/meter.ts';
import { postAnswer } from '../post.ts';
import { answerModal, noteModal } from '../render/ask-modal.ts';
import { Carried, CarriedSources, CarriedTopic, unpacked } from '../render/carried.ts';
import { sourcesModal } from '../render/sources-modal.ts';
import { note } from '../render/texts.ts';
import { inOrder, once } from '../reply.ts';
import { MOST_RESPONSES, respondWith } from '../respond.ts';
import { type Asker, count, messagesOf, type Shape, type SlackDeps, type Turn, takeAgain } from '../turn.ts';
import { mayNotWrite } from '../web-client.ts';
import { IN_MODAL } from './ask-shortcut.ts';
import { isDirect, teamOf } from './from.ts';

/** A button that was pressed, and where. */
interface Pressed {
  client: webApi.WebClient;
  body: BlockAction;
  asker: Asker;
  value: string | undefined;
  /** Of the press. */
  ts: string;
  /** Since it was pressed. */
  seconds: () => number;
}

const STALE = 'This button is from an earlier version of LexSEA; ask again.';

export function registerButtons(app: App, deps: SlackDeps): void {
  const on = (name: string | RegExp, handle: (deps: SlackDeps, pressed: Pressed) => Promise<void>): void => {
    app.action<BlockAction>({ type: 'block_actions', action_id: name }, async ({ ack, action, body, client, context }) => {
      const seconds = stopwatch();
      await ack();
      const value = 'value' in action && typeof action.value === 'string' ? action.value : undefined;
      await handle(deps, { client, body, asker: askerOf(body, teamOf(context, body)), value, ts: action.action_ts, seconds });
    });
  };
  on(/^ask:\d$/, followUp);
  on('compare', compare);
  on('sources', sources);
  on('share', share);
  on('csv', csv);
}

/** In a thread that everybody reads, the thread is the conversation; elsewhere it is one's own. */
function askerOf(body: BlockAction, team: string): Asker {
  const { message, container, user, view } = body;
  const channel = body.channel?.id ?? String(container.channel_id ?? '');
  if (view) return { team, channel: '', user: user.id, conversation: ['form', user.id] };
  if (!message || container.is_ephemeral) return { team, channel, user: user.id, conversation: [channel, user.id] };
  return { team, channel, user: user.id, conversation: [channel, threadOf(body) ?? 'direct'] };
}

/** The thread in which a message with buttons stands, or which it begins; none in a direct message outside any. */
function threadOf({ message, channel }: BlockAction): string | undefined {
  const thread = message?.thread_ts as string | undefined;
  return thread ?? (isDirect(channel?.id ?? '') ? undefined : message?.ts);
}

async function followUp(deps: SlackDeps, pressed: Pressed): Promise<void> {
  const carried = unpacked(Carried, pressed.value);
  if (!carried) return say(pressed, STALE);
  await deliver(deps, pressed, await takeAgain(deps, pressed.asker, carried), { showQuestion: true });
}

async function compare(deps: SlackDeps, pressed: Pressed): Promise<void> {
  const carried = unpacked(CarriedTopic, pressed.value);
  if (!carried || !deps.lexsea.index.topic(carried.topic)) return say(pressed, STALE);
  await deliver(deps, pressed, await takeAgain(deps, pressed.asker, carried), {});
}

/** Shows an answer where its button was pressed: in the modal, to one person, or in the thread. */
async function deliver(deps: SlackDeps, pressed: Pressed, turn: Turn | string, shape: Shape): Promise<void> {
  if (typeof turn === 'string') return say(pressed, turn);
  const { body, client, asker, ts } = pressed;
  const sent = () => count(deps, turn, pressed.seconds());
  if (body.view) {
    await client.views.update({ view_id: body.view.id, view: answerModal(messagesOf(deps, turn, { ...IN_MODAL, ...shape })) });
    return sent();
  }
  const privately = () => respondWith(body.response_url, messagesOf(deps, turn, { ...shape, share: true, most: MOST_RESPONSES }));
  if (!body.message || body.container.is_ephemeral) return privately().then(sent);
  const key = keyOf('slack', asker.team, asker.channel, 'pressed', ts);
  await inOrder(deps, asker, () =>
    once(deps, key, async (mayBeThere) => {
      try {
        await postAnswer(
          { client, channel: asker.channel, thread: threadOf(body), question: ts },
          messagesOf(deps, turn, shape),
          mayBeThere,
        );
      } catch (error) {
        // An answer was shared where the bot is no member.
        if (!mayNotWrite(error)) throw error;
        await privately();
      }
      sent();
    }),
  );
}

async function sources(deps: SlackDeps, pressed: Pressed): Promise<void> {
  const carried = unpacked(CarriedSources, pressed.value);
  if (!carried) return say(pressed, STALE);
  const { index } = deps.lexsea;
  const citations = carried.ids.flatMap((id, n) => citationOf(index, id, n + 1, carried.day) ?? []);
  const view = sourcesModal(citations, carried.ids.length - citations.length, carried.day);
  const { client, body } = pressed;
  await (body.view ? client.views.push({ trigger_id: body.trigger_id, view }) : client.views.open({ trigger_id: body.trigger_id, view }));
}

async function share(deps: SlackDeps, pressed: Pressed): Promise<void> {
  const carried = unpacked(Carried, pressed.value);
  if (!carried) return say(pressed, STALE);
  const turn = await takeAgain(deps, pressed.asker, carried);
  if (typeof turn === 'string') return say(pressed, turn);
  const messages = messagesOf(deps, turn, { showQuestion: true, most: MOST_RESPONSES });
  await respondWith(pressed.body.response_url, messages, { public: true });
}

/** A name for a file that spreadsheets and people take. */
function fileName(topic: string): string {
  return `lexsea-${topic.replace(/[^a-z0-9-]/gi, '-')}.csv`;
}

/** The table as a file: in the thread of its answer, or in a direct message where only one person sees the answer. */
async function csv(deps: SlackDeps, pressed: Pressed): Promise<void> {
  const carried = unpacked(Carried, pressed.value);
  const turn = carried && (await takeAgain(deps, pressed.asker, carried));
  if (typeof turn === 'string') return say(pressed, turn);
  if (!turn?.answer.table) return say(pressed, STALE);
  const { client, body, asker } = pressed;
  const file = { file: Buffer.from(csvOf(turn.answer)), filename: fileName(turn.answer.table.topic), title: turn.answer.headline };
  const thread = threadOf(body);
  if (body.message && !body.container.is_ephemeral) {
    try {
      const { channel: channel_id } = asker;
      await client.files.uploadV2(thread ? { channel_id, thread_ts: thread, ...file } : { channel_id, ...file });
      return;
    } catch (error) {
      if (!mayNotWrite(error)) throw error;
    }
  }
  const { text, blocks } = note(turn.answer.headline);
  const { channel, ts } = await client.chat.postMessage({ channel: asker.user, text, blocks });
  if (channel && ts) await client.files.uploadV2({ channel_id: channel, thread_ts: ts, ...file });
  await say(pressed, 'The table is in your direct messages with LexSEA.');
}

/** One line to who pressed the button. */
async function say({ client, body }: Pressed, line: string): Promise<void> {
  if (body.response_url) await respondWith(body.response_url, [note(line)]);
  else await client.views.push({ trigger_id: body.trigger_id, view: noteModal('LexSEA', line) });
}
