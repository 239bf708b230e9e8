/**
 * A message that asks, and its answer, in one place: handled once though Slack may send it again and a process may be
 * killed in between; in order within a channel; and changed with the question.
 */
import type { Claim, Note } from '../../src/store/deliveries.ts';
import { keyOf } from '../../src/store/keys.ts';
import { stopwatch } from '../service/meter.ts';
import { postAnswer, postEphemeral, replaceAnswer, type Target } from './post.ts';
import { type Asker, count, messagesOf, orElse, type SlackDeps, settingsOf, takeTurn } from './turn.ts';
import { mayNotWrite, slackError } from './web-client.ts';

/** A message of a person that asks something. */
export interface Question extends Omit<Target, 'question'> {
  team: string;
  user: string;
  /** Of the message. */
  ts: string;
  text: string;
}

export interface ReplyOptions {
  /** Says nothing where there is no answer of this confidence: nobody has asked the bot. */
  sure?: number;
  /** Called with the answer before it is posted. */
  before?: () => Promise<void>;
  /** Called after it is posted, with the suggestions. */
  after?: (suggestions: readonly string[]) => Promise<void>;
}

/** Answers a message, unless it has been. */
export function reply(deps: SlackDeps, question: Question, options: ReplyOptions = {}): Promise<void> {
  const { team, channel, ts, thread, user } = question;
  const key = questionKey(question);
  // Claimed before it waits for its turn, with ids alone: left behind, the question is read again where it stands.
  const note = {
    team,
    channel,
    ts,
    user,
    ...(thread ? { thread } : {}),
    ...(options.sure === undefined ? {} : { sure: String(options.sure) }),
  };
  const claim = claimOf(deps, key, note);
  const timed = { ...options, seconds: stopwatch() };
  return inOrder(deps, question, () => once(deps, key, (mayBeThere) => answerOnce(deps, question, timed, mayBeThere), claim));
}

/** Changes the answer to a message whose text was changed, if it was answered within the last ten minutes. `edited` names the edit. */
export function editReply(deps: SlackDeps, question: Question, edited: string): Promise<void> {
  return inOrder(deps, question, async () => {
    const { answered, conversations } = deps.store;
    const key = questionKey(question);
    const found = await answered.find(key);
    if (!found) return;
    await once(deps, keyOf('slack', question.team, question.channel, question.ts, edited), async () => {
      const before = await conversations.get(beforeKey(question));
      const turn = await takeTurn(deps, askerOf(question), question.text, { before });
      const [id = found.id, ...more] = await replaceAnswer(targetOf(question), [found.id, ...(found.more ?? [])], messagesOf(deps, turn));
      await answered.put(key, { channel: question.channel, id, more });
      deps.log.info({ team: question.team, channel: question.channel, kind: kindOf(turn) }, 'answer changed');
    });
  });
}

async function answerOnce(
  deps: SlackDeps,
  question: Question,
  { sure, before, after, seconds }: ReplyOptions & { seconds: () => number },
  mayBeThere: boolean,
): Promise<void> {
  const { team, channel, user } = question;
  const { quiet } = await settingsOf(deps, question);
  if (quiet && sure !== undefined) return;
  await before?.();
  const turn = await takeTurn(deps, askerOf(question), question.text);
  if (sure !== undefined && (typeof turn === 'string' || turn.answer.kind === 'no-answer' || turn.answer.confidence < sure)) return;
  if (quiet) {
    await postEphemeral(question, user, messagesOf(deps, turn, { csv: false }));
  } else {
    const [id, ...more] = await postAnswer(targetOf(question), messagesOf(deps, turn), mayBeThere);
    if (id) await orElse(deps, undefined, deps.store.answered.put(questionKey(question), { channel, id, more }));
    if (id && typeof turn !== 'string' && turn.before)
      await orElse(deps, undefined, deps.store.conversations.put(beforeKey(question), turn.before));
  }
  count(deps, turn, seconds());
  deps.log.info({ team, channel, kind: kindOf(turn) }, 'answered');
  await after?.(typeof turn === 'string' ? [] : turn.answer.suggestions);
}

/** Keys whose handling failed here after something may have been posted. */
const doubtful = new Set<string>();
const MOST_DOUBTFUL = 10_000;

/** Claims an event; with a `note`, it is among the abandoned if its process leaves it behind. Where the store fails, it is handled. */
function claimOf({ store, log }: Pick<SlackDeps, 'store' | 'log'>, key: string, note?: Note): Promise<Claim> {
  return orElse({ log }, 'new', store.deliveries.claim(key, note ? { note } : {}));
}

/** Handles an event once. `handle` is told whether what it posts may be there already. */
export async function once(
  deps: Pick<SlackDeps, 'store' | 'log'>,
  key: string,
  handle: (mayBeThere: boolean) => Promise<void>,
  claimed = claimOf(deps, key),
): Promise<void> {
  const { store, log } = deps;
  const claim = await claimed;
  if (claim === 'done' || claim === 'busy') return;
  try {
    await handle(claim === 'resumed' || doubtful.has(key));
  } catch (error) {
    if (mayNotWrite(error)) {
      log.warn({ reason: slackError(error) }, 'Slack does not let LexSEA write there');
    } else {
      if (doubtful.size > MOST_DOUBTFUL) doubtful.clear();
      doubtful.add(key);
      await store.deliveries.release(key).catch(() => {});
      throw error;
    }
  }
  doubtful.delete(key);
  await orElse({ log }, undefined, store.deliveries.done(key));
}

/** The last piece of work in each channel; what comes later waits for it. */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Does work of one channel piece by piece, so that answers come in the order of their questions and no limit of a channel is run into. */
export function inOrder<Result>(
  { store }: Pick<SlackDeps, 'store'>,
  { team, channel }: Pick<Asker, 'team' | 'channel'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const queue = queues.get(store) ?? new Map<string, Promise<unknown>>();
  queues.set(store, queue);
  const name = `${team} ${channel}`;
  const done = (queue.get(name) ?? Promise.resolve()).then(work, work);
  const settled = done.catch(() => {});
  queue.set(name, settled);
  void settled.then(() => {
    if (queue.get(name) === settled) queue.delete(name);
  });
  return done;
}

function questionKey({ team, channel, ts }: Question): string {
  return keyOf('slack', team, channel, ts);
}

/** What the conversation held before a question, so that a changed question is not read as a follow-up to itself. */
function beforeKey({ team, channel, ts }: Question): string {
  return keyOf('slack', team, channel, ts, 'before');
}

/** A thread is one conversation; so is a direct message outside any thread. */
function askerOf({ team, channel, user, thread }: Question): Asker {
  return { team, channel, user, conversation: [channel, thread ?? 'direct'] };
}

function targetOf({ client, channel, thread, ts }: Question): Target {
  return { client, channel, thread, question: ts };
}

function kindOf(turn: Awaited<ReturnType<typeof takeTurn>>): string {
  return typeof turn === 'string' ? 'refused' : turn.answer.kind;
}
