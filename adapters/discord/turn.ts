/** One question, answered and rendered: the same for commands, mentions, menus and forum posts. */
import type { Answer } from '../../src/answer/answer.ts';
import type { ConversationContext } from '../../src/question/context.ts';
import { conversationContext } from '../../src/question/context-schema.ts';
import { keyOf } from '../../src/store/keys.ts';
import { placeName } from '../presentation/labels.ts';
import type { TableSource } from './custom-ids.ts';
import type { Deps } from './deps.ts';
import { type RenderOptions, renderAnswer } from './render/answer.ts';
import type { Components } from './render/components.ts';
import { plain } from './render/escape.ts';
import { readable } from './render/quote.ts';

export interface Turn {
  /** What the user wrote. */
  text: string;
  /** Default country of the channel, server or person. */
  home?: string | null;
  /** Countries to which the user limited the question. */
  in?: readonly string[];
  /** What the question before it left, in a conversation. */
  earlier?: ConversationContext | null;
  /** Day that counts as today: that of the answer, where an answer is made again. */
  today?: string;
}

export interface Turned {
  answer: Answer;
  asked: string;
  shortened: boolean;
  context: ConversationContext | null;
  table: TableSource | null;
}

/** Answers one question. What is asked is what can be quoted, so that the quote alone brings the same answer back. */
export function takeTurn({ lexsea }: Pick<Deps, 'lexsea'>, { text, home = null, in: places = [], earlier = null, today }: Turn): Turned {
  const asked = readable(text);
  const options = { ...(home ? { home } : {}), ...(places.length > 0 ? { in: places } : {}), ...(today ? { today } : {}) };
  const { answer, context } = lexsea.converse(asked, earlier, options);
  const table = earlier === null ? byQuestion(answer, home, places) : byTopic(answer);
  return { answer, asked, shortened: asked.length < plain(text).length, context, table };
}

/** Compares a topic over states, all eleven if none are given. */
export function takeComparison({ lexsea }: Pick<Deps, 'lexsea'>, topic: string, states: readonly string[] = [], today?: string): Turned {
  const answer = lexsea.compare(topic, states, today);
  const label = lexsea.index.topic(topic)?.label ?? topic;
  const names = states.map((state) => placeName(lexsea.index, state)).join(', ');
  const asked = readable(`${label}: ${names || 'ASEAN'}`);
  const table: TableSource | null = answer.table ? { by: 'topic', asOf: answer.asOf, topic, states } : null;
  return { answer, asked, shortened: false, context: null, table };
}

/** The turn that a table was made in, taken again; null if the message quotes no question or the answer has no table now. */
export function takeTableAgain(deps: Pick<Deps, 'lexsea'>, source: TableSource, quoted: string | null): Turned | null {
  if (source.by === 'topic') {
    const again = deps.lexsea.index.topic(source.topic) ? takeComparison(deps, source.topic, source.states, source.asOf) : null;
    return again?.answer.table ? { ...again, asked: quoted ?? again.asked, table: source } : null;
  }
  if (quoted === null) return null;
  const again = takeTurn(deps, { text: quoted, home: source.home, in: source.in, today: source.asOf });
  return again.answer.table ? { ...again, table: source } : null;
}

/** Rendered messages of a turn. */
export function renderTurn(
  deps: Pick<Deps, 'lexsea'>,
  turned: Turned,
  options: Pick<RenderOptions, 'locale' | 'private' | 'thread' | 'page'>,
): Components[] {
  return renderAnswer(turned.answer, optionsOf(deps, turned, options));
}

/** What the renderer needs to know beside the answer. */
export function optionsOf(
  deps: Pick<Deps, 'lexsea'>,
  { asked, shortened, table }: Turned,
  options: Pick<RenderOptions, 'locale' | 'private' | 'thread' | 'page'>,
): RenderOptions {
  const { index } = deps.lexsea;
  return {
    ...options,
    asked,
    shortened,
    table,
    comparable: (topic) => index.topic(topic)?.comparison ?? false,
    state: (code) => placeName(index, code),
    topic: (id) => index.topic(id)?.label ?? id,
  };
}

function byQuestion(answer: Answer, home: string | null, places: readonly string[]): TableSource | null {
  return answer.table ? { by: 'question', asOf: answer.asOf, home, in: places } : null;
}

/** A follow-up leans on what is not in the message; a table of one topic can be made from the topic and the states. */
function byTopic({ table, asOf }: Answer): TableSource | null {
  if (!table || table.rows.some(({ topic }) => topic !== table.topic)) return null;
  return { by: 'topic', asOf, topic: table.topic, states: table.rows.map(({ jurisdiction }) => jurisdiction) };
}

/** The conversation that goes on at a place: a thread, a direct message, or the menu under an answer. */
export async function recall(
  { store, log }: Pick<Deps, 'store' | 'log'>,
  community: string,
  place: string,
): Promise<ConversationContext | null> {
  const kept = await store.conversations.get(keyOf('discord', community, place)).catch((error: unknown) => {
    log.warn({ err: error }, 'conversation not read');
    return null;
  });
  const { data } = conversationContext.safeParse(kept);
  return data ?? null;
}

/** Keeps what a conversation at some places was about. An answer is worth more than its memory: a failure is logged only. */
export async function remember(
  { store, log }: Pick<Deps, 'store' | 'log'>,
  community: string,
  places: readonly string[],
  context: ConversationContext | null,
): Promise<void> {
  if (context === null) return;
  try {
    for (const place of places) await store.conversations.put(keyOf('discord', community, place), context);
  } catch (error) {
    log.warn({ err: error }, 'conversation not kept');
  }
}

/** The first line of what an error says. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
