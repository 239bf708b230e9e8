/** The engine: a question in, an answer out. This is all that an adapter knows. */

import type { Answer } from './answer/answer.ts';
import { compareTopic } from './answer/compare.ts';
import { compose } from './answer/compose.ts';
import type { Difference } from './corpus/difference.ts';
import { CorpusIndex } from './index/corpus-index.ts';
import { type OpenOptions, openIndex } from './index/open.ts';
import { type ConversationContext, contextOf, earlierOf } from './question/context.ts';
import { inContext } from './question/follow-up.ts';
import type { Question } from './question/question.ts';
import { understand } from './question/understand.ts';
import { LONGEST_QUESTION } from './text/normalise.ts';

export interface AskOptions {
  /** Earlier questions of the same conversation, oldest first. */
  context?: readonly string[];
  /** Limits the question to jurisdictions: ISO codes of member states, ASEAN, UN, INTL. */
  in?: readonly string[];
  /** Where the question is asked from, as a channel's default country: an ISO code. Counts only where the question names no place. */
  home?: string | undefined;
  /** The law as of this day, YYYY-MM-DD; today if not given and the question names none. */
  asOf?: string;
  /** Overrides the day that counts as today. */
  today?: string;
}

/** How many earlier questions are looked at. */
const REMEMBERED = 4;

export class LexSea {
  #index: CorpusIndex;
  readonly #options: OpenOptions;
  readonly #listeners = new Set<() => void>();

  constructor(index: CorpusIndex, options: OpenOptions = {}) {
    this.#index = index;
    this.#options = options;
  }

  /** The corpus in force. It may be another one after any `await`: who keeps it over one answers from the former law. */
  get index(): CorpusIndex {
    return this.#index;
  }

  /** What the corpus in force says, in 20 hexadecimal digits: the same on every machine. */
  get fingerprint(): string {
    return this.#index.fingerprint;
  }

  /**
   * Answers from another corpus from now on. The former one is not closed under those who hold it still; it closes itself
   * once nobody does.
   */
  replace(index: CorpusIndex): void {
    this.#index = index;
    for (const listener of this.#listeners) listener();
  }

  /**
   * What the update changed that has put the corpus in force, for those who want to be told; null if no update has, or
   * one was taken back.
   */
  async announced(): Promise<Difference | null> {
    const { announced } = await import('./index/installed.ts');
    return announced(this.#options, this.fingerprint);
  }

  /** Calls a listener after each replacement, until the function that is given back is called. */
  onReplaced(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Opens the shipped corpus, compiling it first where needed. Throws an Error of one line if that cannot be done. */
  static async open(options: OpenOptions = {}): Promise<LexSea> {
    return new LexSea(new CorpusIndex(await openIndex(options)), options);
  }

  /** Why a text cannot be asked, in one line; null if it can. */
  static refusal(text: string): string | null {
    if (text.length <= LONGEST_QUESTION) return null;
    return `the question has ${text.length} characters; at most ${LONGEST_QUESTION} are read, so ask it in a sentence or two`;
  }

  /** Answers a question, of which the first 2,000 characters are read; never throws for what a user may write, and keeps nothing of it. */
  ask(text: string, options: AskOptions = {}): Answer {
    let earlier: ConversationContext | null = null;
    for (const each of (options.context ?? []).slice(-REMEMBERED))
      earlier = contextOf(this.index, this.#meant(each, earlier, options.home ? { home: options.home } : {}));
    return this.converse(text, earlier, options).answer;
  }

  /**
   * One turn of a conversation: the answer, and what to give back with the next question. An answer that did not
   * understand the question leaves the conversation where it was.
   */
  converse(
    text: string,
    earlier: ConversationContext | null,
    options: AskOptions = {},
  ): { answer: Answer; context: ConversationContext | null } {
    const today = options.today ?? new Date().toISOString().slice(0, 10);
    const question = this.#meant(text, earlier, options);
    const answer = compose(this.index, question, today);
    return { answer, context: answer.kind === 'no-answer' ? earlier : contextOf(this.index, question) };
  }

  #meant(text: string, earlier: ConversationContext | null, options: AskOptions): Question {
    let question = understand(this.index, text, options);
    if (earlier) {
      question = inContext(question, earlierOf(earlier));
      if (options.in && options.in.length > 0) question = { ...question, places: [...options.in] };
    }
    return options.asOf ? { ...question, date: options.asOf } : question;
  }

  /** Compares a topic over states, all eleven if none are given. */
  compare(topic: string, states: readonly string[] = [], today = new Date().toISOString().slice(0, 10)): Answer {
    return compareTopic(this.index, topic, states, today);
  }

  close(): void {
    this.index.close();
  }
}
