/**
 * What a button or menu does, in its custom_id: at most 100 characters, no text of a question, and all that is needed to
 * do it after a restart. Written by us, but it comes back from outside: `actionOf` gives null for whatever is not ours.
 */
import { createHash } from 'node:crypto';
import { LONGEST_CUSTOM_ID } from './render/limits.ts';

/** How a table is made again: from the question that the message quotes, or from a topic and its states. */
export type TableSource =
  | { by: 'question'; asOf: string; home: string | null; in: readonly string[] }
  | { by: 'topic'; asOf: string; topic: string; states: readonly string[] };

export type Vote = 'right' | 'wrong';

export type Action =
  /** Shows the cited items in full; `first` is the number of the first. */
  | { verb: 'sources'; asOf: string; first: number; items: readonly string[] }
  | { verb: 'compare'; topic: string }
  | { verb: 'page'; page: number; source: TableSource }
  | { verb: 'table'; source: TableSource }
  | { verb: 'share' }
  | { verb: 'vote'; vote: Vote; kind: string; items: readonly string[] }
  | { verb: 'thread' }
  /** A menu of questions that follow; what they lean on, should the conversation be forgotten, is the topic and the places. */
  | { verb: 'follow'; topic: string | null; places: readonly string[] };

const SHORT = 6;
/** Items that one custom_id can carry beside the rest of it. */
export const MOST_ITEMS = 13;

const KINDS = ['answer', 'comparison', 'correction', 'clarification', 'no-answer'];

/** A short name of an item of the corpus that stays the same when the corpus grows: 36 bits of a hash of its id. */
export function shortName(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, SHORT);
}

/** The custom_id of an action. */
export function customIdOf(action: Action): string {
  const id = written(action);
  if (id.length > LONGEST_CUSTOM_ID) throw new RangeError(`a custom_id of ${id.length} characters; what it carries must be split`);
  return id;
}

function written(action: Action): string {
  switch (action.verb) {
    case 'sources':
      return `s:${action.asOf}:${action.first}:${action.items.join('')}`;
    case 'compare':
      return `c:${action.topic}`;
    case 'page':
      return `p:${action.page}:${sourceText(action.source)}`;
    case 'table':
      return `d:${sourceText(action.source)}`;
    case 'share':
      return 'h:';
    case 'vote':
      return `v:${action.vote === 'right' ? 'r' : 'w'}:${Math.max(0, KINDS.indexOf(action.kind))}:${action.items.join('')}`;
    case 'thread':
      return 't:';
    case 'follow':
      return `f:${action.topic ?? ''}:${action.places.join('+')}`;
  }
}

function sourceText(source: TableSource): string {
  if (source.by === 'question') return `q:${source.asOf}:${source.home ?? ''}:${source.in.join('+')}`;
  return `t:${source.asOf}:${source.topic}:${source.states.join('+')}`;
}

const DAY = '\\d{4}-\\d{2}-\\d{2}';
const TOPIC = '[a-z0-9-]{1,40}';
const PLACE = '[A-Z]{2,5}';
const PLACES = `(?:${PLACE}(?:\\+${PLACE}){0,13})?`;
const ITEMS = `(?:[\\w-]{${SHORT}}){0,${MOST_ITEMS}}`;
const SOURCES = new RegExp(`^s:(${DAY}):([1-9]\\d{0,3}):(${ITEMS})$`);
const COMPARE = new RegExp(`^c:(${TOPIC})$`);
const PAGE = /^p:(\d{1,3}):(.*)$/;
const TABLE = /^d:(.*)$/;
const VOTE = new RegExp(`^v:([rw]):(\\d):(${ITEMS})$`);
const FOLLOW = new RegExp(`^f:(${TOPIC})?:(${PLACES})$`);
const BY_QUESTION = new RegExp(`^q:(${DAY}):(${PLACE})?:(${PLACES})$`);
const BY_TOPIC = new RegExp(`^t:(${DAY}):(${TOPIC}):(${PLACES})$`);

/** The action that a custom_id stands for; null if it is none of ours. */
export function actionOf(customId: string): Action | null {
  if (customId === 'h:') return { verb: 'share' };
  if (customId === 't:') return { verb: 'thread' };
  const sources = SOURCES.exec(customId);
  if (sources) return { verb: 'sources', asOf: part(sources, 1), first: Number(part(sources, 2)), items: itemsOf(part(sources, 3)) };
  const compare = COMPARE.exec(customId);
  if (compare) return { verb: 'compare', topic: part(compare, 1) };
  const page = PAGE.exec(customId);
  const pageSource = page && sourceOf(part(page, 2));
  if (page && pageSource) return { verb: 'page', page: Number(part(page, 1)), source: pageSource };
  const table = TABLE.exec(customId);
  const tableSource = table && sourceOf(part(table, 1));
  if (tableSource) return { verb: 'table', source: tableSource };
  const vote = VOTE.exec(customId);
  const kind = vote && KINDS[Number(part(vote, 2))];
  if (vote && kind) return { verb: 'vote', vote: part(vote, 1) === 'r' ? 'right' : 'wrong', kind, items: itemsOf(part(vote, 3)) };
  const follow = FOLLOW.exec(customId);
  if (follow) return { verb: 'follow', topic: part(follow, 1) || null, places: placesOf(part(follow, 2)) };
  return null;
}

function sourceOf(text: string): TableSource | null {
  const question = BY_QUESTION.exec(text);
  if (question) return { by: 'question', asOf: part(question, 1), home: part(question, 2) || null, in: placesOf(part(question, 3)) };
  const topic = BY_TOPIC.exec(text);
  if (topic) return { by: 'topic', asOf: part(topic, 1), topic: part(topic, 2), states: placesOf(part(topic, 3)) };
  return null;
}

function part(match: RegExpExecArray, n: number): string {
  return match[n] ?? '';
}

function itemsOf(text: string): string[] {
  return text.match(new RegExp(`.{${SHORT}}`, 'g')) ?? [];
}

function placesOf(text: string): string[] {
  return text === '' ? [] : text.split('+');
}
