/** One turn: a question as somebody wrote it, within its limits and its conversation, and its answer. */
import type { Logger } from 'pino';
import type { Answer } from '../../src/answer/answer.ts';
import { LexSea } from '../../src/ask.ts';
import type { ConversationContext } from '../../src/question/context.ts';
import { keyOf } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import type { SettingsRecord } from '../../src/store/settings.ts';
import { placeName } from '../presentation/labels.ts';
import type { Turnstile } from '../service/turnstile.ts';
import { type AnswerOptions, answerMessages } from './render/answer.ts';
import type { Carried, CarriedTopic } from './render/carried.ts';
import { written } from './render/escape.ts';
import type { SlackMessage } from './render/pack.ts';
import { note } from './render/texts.ts';

/** What every listener works with. */
export interface SlackDeps {
  lexsea: LexSea;
  store: Store;
  log: Logger;
  /** One answer at a time, so that acknowledgements get their turn between two. */
  turnstile: Turnstile;
}

/** Who asks, and where. */
export interface Asker {
  team: string;
  channel: string;
  user: string;
  /** What a follow-up is looked up by: the ids of the thread, or of the channel and the person. */
  conversation: readonly string[];
}

/** An answer with what its messages are made from. */
export interface Turn {
  answer: Answer;
  before: ConversationContext | null;
  after: ConversationContext | null;
  /** What was asked where it was a comparison by topic. */
  asked?: CarriedTopic;
}

/** How an answer is shown; what is left out is as in a thread that everybody reads. */
export type Shape = Partial<Pick<AnswerOptions, 'share' | 'csv' | 'showQuestion' | 'nativeTable' | 'nativeFeedback' | 'most'>>;

/** Questions of one person. */
const LIMIT = { points: 60, seconds: 60 };

/** What holds where somebody asks. */
export function settingsOf(
  { store }: SlackDeps,
  { team, channel, user }: Pick<Asker, 'team' | 'channel' | 'user'>,
): Promise<SettingsRecord> {
  return store.settings.get({ surface: 'slack', community: team, place: channel, user });
}

/**
 * Answers what somebody wrote, as Slack sends it. Gives one line instead where it is not answered: an empty or overlong
 * text, too many questions at once. `home` goes before the country that is set.
 */
export async function takeTurn(deps: SlackDeps, asker: Asker, sent: string, home?: string): Promise<Turn | string> {
  const text = written(sent);
  if (text === '') return 'What is the question? For example: breach notification deadline in Thailand?';
  const refusal = LexSea.refusal(text);
  if (refusal) return `That is not answered: ${refusal}.`;
  const { allowed, retryAfter } = await deps.store.limits.take(keyOf('slack', asker.team, 'ask', asker.user), LIMIT);
  if (!allowed) return `You have asked ${LIMIT.points} questions within a minute; ask again in ${retryAfter} seconds.`;
  const key = keyOf('slack', asker.team, ...asker.conversation);
  const [{ country }, before] = await Promise.all([settingsOf(deps, asker), deps.store.conversations.get(key)]);
  await deps.turnstile.pass();
  const { answer, context } = deps.lexsea.converse(text, before, { home: home ?? country });
  if (context && answer.kind !== 'no-answer') await remember(deps, key, context);
  return { answer, before, after: context };
}

/** Answers again what a button carries; for a follow-up, what was recognised before it is taken from the button, else from the conversation. */
export async function takeAgain(deps: SlackDeps, asker: Asker, carried: Carried): Promise<Turn> {
  if ('topic' in carried) return { answer: deps.lexsea.compare(carried.topic, carried.states), before: null, after: null, asked: carried };
  const key = keyOf('slack', asker.team, ...asker.conversation);
  const [{ country }, known] = await Promise.all([settingsOf(deps, asker), carried.c ? null : deps.store.conversations.get(key)]);
  const before = carried.c ?? known;
  await deps.turnstile.pass();
  const { answer, context } = deps.lexsea.converse(carried.q, before, { home: country });
  if (context && answer.kind !== 'no-answer') await remember(deps, key, context);
  return { answer, before, after: context };
}

/** An answer is worth more than that a follow-up to it is understood. */
async function remember({ store, log }: SlackDeps, key: string, context: ConversationContext): Promise<void> {
  await store.conversations.put(key, context).catch((error: unknown) => log.warn({ err: error }, 'a conversation could not be kept'));
}

/** The messages of a turn. */
export function messagesOf({ lexsea }: SlackDeps, turn: Turn | string, shape: Shape = {}): SlackMessage[] {
  if (typeof turn === 'string') return [note(turn)];
  const { index } = lexsea;
  return answerMessages(turn.answer, {
    before: turn.before,
    after: turn.after,
    ...(turn.asked ? { asked: turn.asked } : {}),
    compare: comparisonOf(lexsea, turn.answer),
    placeName: (jurisdiction) => placeName(index, jurisdiction),
    topicName: (topic) => index.topic(topic)?.label ?? topic,
    share: false,
    csv: true,
    showQuestion: false,
    nativeTable: true,
    nativeFeedback: true,
    ...shape,
  });
}

/** The topic of an answer where it can be compared over the member states and is not compared already. */
function comparisonOf({ index }: LexSea, { kind, topics, language }: Answer): AnswerOptions['compare'] {
  const topic = index.topic(topics[0] ?? '');
  if (!topic?.comparison || kind === 'comparison' || kind === 'no-answer' || kind === 'clarification') return null;
  return { topic: topic.id, suggestion: index.phrase('suggest-compare', language).replace('{topic}', topic.label) };
}
