/** What one can do with an answer: rows of buttons and a menu of questions that follow. */
import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { Answer } from '../../../src/answer/answer.ts';
import { followUpsOf } from '../../presentation/sources.ts';
import { customIdOf, MOST_ITEMS, shortName, type TableSource, type Vote } from '../custom-ids.ts';
import { say, type WordId } from '../words.ts';
import { type Row, row } from './components.ts';
import { plain } from './escape.ts';
import { cut, LONGEST_BUTTON_LABEL, LONGEST_OPTION, MOST_BUTTONS_IN_ROW, MOST_OPTIONS } from './limits.ts';

export interface ButtonOptions {
  locale: string;
  /** Whether only the person who asked sees the answer; it can then be shared. */
  private: boolean;
  /** Whether a thread may be offered on the message. */
  thread: boolean;
  /** Whether a topic can be compared over the member states. */
  comparable(topic: string): boolean;
  /** How the table is made again; null if the answer has none. */
  table: TableSource | null;
}

export function button(label: string, customId: string, style: APIButtonComponent['style'] = ButtonStyle.Secondary): APIButtonComponent {
  return { type: ComponentType.Button, style, label: cut(label, LONGEST_BUTTON_LABEL), custom_id: customId } as APIButtonComponent;
}

/** The button that shares a message which only one person sees. */
export function shareButton(locale: string): APIButtonComponent {
  return button(say(locale, 'share'), customIdOf({ verb: 'share' }), ButtonStyle.Primary);
}

/** Whether a message has the button that shares it: then only one person sees it. */
export function shareButtonIn(components: readonly unknown[]): boolean {
  return JSON.stringify(components).includes(JSON.stringify(customIdOf({ verb: 'share' })));
}

/** The rows under an answer, at most four of buttons and one menu. */
export function rowsOf(answer: Answer, options: ButtonOptions): Row[] {
  const word = (id: WordId): string => say(options.locale, id);
  const [topic] = answer.topics;
  const buttons = sourceButtons(answer, options.locale);
  if (topic && answer.kind !== 'comparison' && answer.kind !== 'no-answer' && options.comparable(topic))
    buttons.push(button(word('compare'), customIdOf({ verb: 'compare', topic })));
  if (options.table) buttons.push(button(word('csv'), customIdOf({ verb: 'table', source: options.table })));
  if (options.private) buttons.push(shareButton(options.locale));
  if (options.thread) buttons.push(button(word('thread'), customIdOf({ verb: 'thread' })));
  if (answer.citations.length > 0) buttons.push(voteButton('right', answer, options.locale), voteButton('wrong', answer, options.locale));
  const rows: Row[] = [];
  for (let n = 0; n < buttons.length; n += MOST_BUTTONS_IN_ROW) rows.push(row(buttons.slice(n, n + MOST_BUTTONS_IN_ROW)));
  const menu = followUps(answer, options.locale);
  return menu ? [...rows, menu] : rows;
}

/** Most buttons of sources: forty citations; an answer of more says so in its list. */
const MOST_SOURCE_BUTTONS = 3;

function sourceButtons({ citations, asOf }: Answer, locale: string): APIButtonComponent[] {
  const buttons: APIButtonComponent[] = [];
  for (let n = 0; n < citations.length && buttons.length < MOST_SOURCE_BUTTONS; n += MOST_ITEMS) {
    const some = citations.slice(n, n + MOST_ITEMS);
    const numbers = citations.length > MOST_ITEMS ? ` ${n + 1}–${n + some.length}` : '';
    const items = some.map(({ id }) => shortName(id));
    buttons.push(button(`${say(locale, 'sources')}${numbers}`, customIdOf({ verb: 'sources', asOf, first: n + 1, items })));
  }
  return buttons;
}

function voteButton(vote: Vote, { kind, citations }: Answer, locale: string): APIButtonComponent {
  const items = citations.slice(0, MOST_ITEMS).map(({ id }) => shortName(id));
  return button(say(locale, vote), customIdOf({ verb: 'vote', vote, kind, items }));
}

/**
 * The menu of questions that follow. The value of an option is the question itself where it fits, and otherwise its
 * place among the suggestions, which asking the quoted question again brings back.
 */
function followUps(answer: Answer, locale: string): Row | null {
  const choices = answer.kind === 'clarification' ? answer.statements.map(({ text }) => text) : [];
  const options = followUpsOf(answer, MOST_OPTIONS).flatMap((suggestion) => {
    const n = answer.suggestions.indexOf(suggestion);
    const label = cut(plain(choices[n] ?? suggestion), LONGEST_OPTION);
    return label === '' ? [] : [{ label, value: suggestionValue(plain(suggestion), n) }];
  });
  const distinct = options.filter(({ value }, n) => options.findIndex((other) => other.value === value) === n);
  if (distinct.length === 0) return null;
  const topic = answer.topics[0] ?? null;
  return row([
    {
      type: ComponentType.StringSelect,
      custom_id: customIdOf({ verb: 'follow', topic, places: answer.jurisdictions.slice(0, MOST_PLACES) }),
      placeholder: say(locale, 'followUps'),
      options: distinct,
    },
  ]);
}

/** Places that fit beside a topic: all member states and ASEAN. */
const MOST_PLACES = 12;

const BY_NUMBER = /^#(\d{1,2})$/;

function suggestionValue(suggestion: string, n: number): string {
  return suggestion.length <= LONGEST_OPTION && suggestion !== '' && !BY_NUMBER.test(suggestion) ? suggestion : `#${n}`;
}

/** What a chosen option asks: a question, or the number of a suggestion of the quoted one. */
export function chosen(value: string): { question: string } | { suggestion: number } {
  const number = BY_NUMBER.exec(value)?.[1];
  return number === undefined ? { question: value } : { suggestion: Number(number) };
}
