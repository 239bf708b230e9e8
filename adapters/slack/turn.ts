/** One turn: a question as somebody wrote it, within its limits and its conversation, and its answer. */
import type { Logger } from 'pino';
import type { Answer } from '../../src/answer/answer.ts';
import { LexSea } from '../../src/ask.ts';
import type { ConversationContext } from '../../src/question/context.ts';
import { keyOf } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import type { SettingsRecord } from '../../src/store/settings.ts';
import { placeName } from '../presentation/labels.ts';
import type { Meter } from '../service/meter.ts';
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
  /** Told of every answer that was sent. */
  meter: Meter;
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

/** Questions of one person, buttons that ask again among them. */
const LIMIT = { points: 60, seconds: 60 };

/** What holds where somebody asks. */
export function settingsOf(deps: SlackDeps, { team, channel, user }: Pick<Asker, 'team' | 'channel' | 'user'>): Promise<SettingsRecord> {
  return orElse(deps, {}, deps.store.settings.get({ surface: 'slack', community: team, place: channel, user }));
}

/** How a question is taken, where that is not as its conversation and the settings say. */
export interface TurnOptions {
  /** Goes before the country that is set. */
  home?: string | undefined;
  /** Goes before what the conversation holds. */
  before?: ConversationContext | null;
}

/**
 * Answers what somebody wrote, as Slack sends it. Gives one line instead where it is not answered: an empty or overlong
 * text, too many questions at once.
 */
export async function takeTurn(deps: SlackDeps, asker: Asker, sent: string, options: TurnOptions = {}): Promise<Turn | string> {
  const text = written(sent);
  if (text === '') return 'What is the question? For example: breach notification deadline in Thailand?';
  const refusal = LexSea.refusal(text);
  if (refusal) return `That is not answered: ${refusal}.`;
  const slower = await slowDown(deps, asker);
  if (slower) return slower;
  const before = options.before === undefined ? await contextOf(deps, asker) : options.before;
  return converse(deps, asker, text, before, options.home);
}

/** Answers again what a button carries; for a follow-up, what was recognised before it is taken from the button, else from the conversation. */
export async function takeAgain(deps: SlackDeps, asker: Asker, carried: Carried): Promise<Turn | string> {
  const slower = await slowDown(deps, asker);
  if (slower) return slower;
  if ('topic' in carried) return compareTurn(deps, carried);
  return converse(deps, asker, carried.q, carried.c ?? (await contextOf(deps, asker)));
}

/** A comparison by topic. */
export async function compareTurn({ lexsea, turnstile }: SlackDeps, asked: CarriedTopic): Promise<Turn> {
  await turnstile.pass();
  return { answer: lexsea.compare(asked.topic, asked.states), before: null, after: null, asked };
}

/** One line for who has asked too much in a minute; null for everybody else. */
export async function slowDown(deps: SlackDeps, { team, user }: Pick<Asker, 'team' | 'user'>): Promise<string | null> {
  const free = { allowed: true, retryAfter: 0 };
  const { allowed, retryAfter } = await orElse(deps, free, deps.store.limits.take(keyOf('slack', team, 'ask', user), LIMIT));
  if (!allowed) deps.meter.limited('lexsea');
  return allowed ? null : `You have asked ${LIMIT.points} questions within a minute; ask again in ${retryAfter} seconds.`;
}

/** What the last turn of a conversation left. */
export function contextOf(
  deps: SlackDeps,
  { team, conversation }: Pick<Asker, 'team' | 'conversation'>,
): Promise<ConversationContext | null> {
  return orElse(deps, null, deps.store.conversations.get(keyOf('slack', team, ...conversation)));
}

async function converse(deps: SlackDeps, asker: Asker, text: string, before: ConversationContext | null, home?: string): Promise<Turn> {
  const { country } = await settingsOf(deps, asker);
  await deps.turnstile.pass();
  const { answer, context } = deps.lexsea.converse(text, before, { home: home ?? country });
  if (context && answer.kind !== 'no-answer')
    await orElse(deps, undefined, deps.store.conversations.put(keyOf('slack', asker.team, ...asker.conversation), context));
  return { answer, before, after: context };
}

/** An answer is worth more than what the store adds to it: where the store fails, the answer goes on without. */
export async function orElse<Value>({ log }: Pick<SlackDeps, 'log'>, otherwise: Value, asked: Promise<Value>): Promise<Value> {
  return asked.catch((error: unknown) => {
    log.warn({ err: error }, 'the store failed; going on without it');
    return otherwise;
  });
}

/** Counts the answer of a turn that was sent; one line instead of an answer is none. */
export function count({ meter }: Pick<SlackDeps, 'meter'>, turn: Turn | string, seconds: number): void {
  if (typeof turn !== 'string') meter.answered(turn.answer, seconds);
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
