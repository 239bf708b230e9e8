/** Everything that happened at the loopback Slack, in order, and a way to wait until something has. */

import type { Json } from './schema.ts';

/** A message as the channel holds it now; `versions` are what it said before. */
export interface Message {
  /** Place in the order of all messages of all channels. */
  seq: number;
  ts: string;
  team: string;
  channel: string;
  /** Who wrote it: a person's or the bot's user id. */
  user: string;
  byBot: boolean;
  text: string;
  blocks: Json[];
  thread_ts?: string;
  metadata?: Json;
  /** The only person who sees it; null for a message that all see. */
  ephemeralTo: string | null;
  deleted: boolean;
  edited?: { user: string; ts: string };
  versions: { text: string; blocks: Json[] }[];
  files: UploadedFile[];
  /** The way it came: a Web API method, `response_url`, `ack` or `person`. */
  via: string;
  /** The command or interaction whose response_url or acknowledgement made it. */
  cause?: string;
}

export interface UploadedFile {
  id: string;
  name: string;
  title: string;
  content: string;
  length: number;
}

/** A call of the Web API or of a response_url. */
export interface Call {
  method: string;
  team: string | null;
  args: Json;
  /** performance.now() when it arrived. */
  at: number;
  status: number;
  /** What was answered; null while it is not. */
  answer: Json | null;
  retryAfter?: number;
}

/** One delivery of an event, command or interaction, and what the app said to it. */
export interface Ack {
  kind: 'event' | 'slash' | 'interactive';
  /** event.type, the command, or the payload's type. */
  type: string;
  /** event_id; for commands and interactions their trigger_id. */
  id: string;
  attempt: number;
  /** Milliseconds from sending to acknowledgement. */
  ms: number;
  /** HTTP status; 200 for an acknowledgement over a socket. */
  status: number;
  payload: unknown;
}

export interface View {
  id: string;
  team: string;
  user: string;
  kind: 'modal' | 'home';
  view: Json;
  hash: string;
  /** `open`, or how it went. */
  state: 'open' | 'closed' | 'submitted' | 'replaced';
  versions: number;
}

export interface AssistantThread {
  team: string;
  channel: string;
  thread_ts: string;
  title: string | null;
  /** Every status set, '' for cleared ones. */
  statuses: string[];
  prompts: { title: string; message: string }[];
  promptsTitle: string | null;
}

export class Ledger {
  readonly messages: Message[] = [];
  readonly calls: Call[] = [];
  readonly acks: Ack[] = [];
  readonly views: View[] = [];
  readonly threads: AssistantThread[] = [];
  readonly #waiting = new Set<() => void>();
  #ts = 0;

  /** A timestamp that no message has had. */
  nextTs(): string {
    this.#ts = Math.max(this.#ts + 1, Date.now() * 1000);
    return `${Math.floor(this.#ts / 1_000_000)}.${String(this.#ts % 1_000_000).padStart(6, '0')}`;
  }

  /** Tells those who wait that something was written. */
  changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  /**
   * Waits until `look` gives something other than undefined, null and false, and gives that. Looks again whenever the ledger changes.
   * Throws after `timeout` ms with `what` was waited for and the last things that happened.
   */
  until<T>(look: () => T | undefined | null | false, what = 'it', timeout = 20_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish(() => reject(new Error(`waited ${timeout} ms for ${what}\n${this.tail()}`))), timeout);
      const finish = (then: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        then();
      };
      const check = () => {
        try {
          const found = look();
          if (found !== undefined && found !== null && found !== false) finish(() => resolve(found));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** The last calls, for the message of a failed wait. */
  tail(): string {
    const calls = this.calls.slice(-12).map((call) => `  ${call.method} -> ${call.status} ${JSON.stringify(call.answer)?.slice(0, 200)}`);
    const acks = this.acks
      .slice(-6)
      .map((ack) => `  ${ack.kind} ${ack.type} attempt ${ack.attempt}: ${ack.status} in ${ack.ms.toFixed(0)} ms`);
    return ['the last calls:', ...calls, 'the last acknowledgements:', ...acks].join('\n');
  }
}
