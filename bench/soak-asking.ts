/** Many people who ask at a fixed rate for a long time, and what becomes of each question. */
import type { Sent } from '../test/slack/server/person.ts';
import type { SlackServer } from '../test/slack/server/slack.ts';

/** What became of the questions that were asked in one minute. */
export interface Counts {
  asked: number;
  /** Questions without an answer. */
  lost: number;
  /** Questions to which some message of the answer came twice. */
  doubled: number;
  /** Milliseconds from question to answer, of each that was answered. */
  times: number[];
}

/** So many people and channels by turns: nobody asks faster than LexSEA lets one ask, nor does it post faster than Slack lets it. */
const PEOPLE = 300;
const CHANNELS = 200;
/** Every so many questions one is asked in a direct message. */
const DIRECT = 4;
/** What is not answered by then is lost, and what is to come twice has come. */
const SETTLED_MS = 60_000;

export class Asking {
  readonly #slack: SlackServer;
  readonly #texts: readonly string[];
  readonly #timer: NodeJS.Timeout;
  readonly #counts: Counts[] = [];
  readonly #pending = new Set<Promise<void>>();
  /** Questions whose answers are still to be looked at. */
  #unsettled: { sent: Sent; counts: Counts; since: number }[] = [];
  #asked = 0;
  readonly #began = performance.now();
  readonly #rate: number;

  /** Begins to ask: `rate` questions in a second. What is asked before the first `begin` is not counted. */
  constructor(slack: SlackServer, texts: readonly string[], rate: number) {
    this.#slack = slack;
    this.#texts = texts;
    this.#rate = rate;
    this.#timer = setInterval(() => this.#catchUp(), 1000 / rate);
  }

  /** From now on it is counted for another minute. */
  begin(minute: number): void {
    this.#counts[minute] = { asked: 0, lost: 0, doubled: 0, times: [] };
    this.#settle(performance.now() - SETTLED_MS);
    this.#forget();
  }

  /** Asks no more, waits until all is over, and gives the counts by minute. */
  async end(): Promise<Counts[]> {
    clearInterval(this.#timer);
    await Promise.all(this.#pending);
    // Deliveries whose acknowledgement was late come once more: only then it is known what is doubled.
    this.#slack.retryNow();
    await this.#slack.until(() => this.#slack.delivery.waiting === 0, 'every delivery to be acknowledged', SETTLED_MS);
    this.#settle(Number.POSITIVE_INFINITY);
    return this.#counts;
  }

  /** A timer that comes late, as on a busy machine, must not lower the rate. */
  #catchUp(): void {
    const due = ((performance.now() - this.#began) * this.#rate) / 1000;
    while (this.#asked < due) this.#ask(this.#asked++);
  }

  #ask(n: number): void {
    const counts = this.#counts.at(-1);
    const text = this.#texts[n % this.#texts.length];
    if (counts === undefined || text === undefined) return;
    const team = this.#slack.workspace('T1');
    const person = team.user(`person-${n % PEOPLE}`);
    const since = performance.now();
    const sent = n % DIRECT === 0 ? person.dm(text) : person.mention(team.channel(`channel-${n % CHANNELS}`), text);
    counts.asked++;
    this.#unsettled.push({ sent, counts, since });
    const answered = this.#slack
      .until(() => partsOf(sent)[0] !== undefined, 'an answer', SETTLED_MS)
      .then(() => void counts.times.push(performance.now() - since))
      .catch(() => void counts.lost++)
      .finally(() => this.#pending.delete(answered));
    this.#pending.add(answered);
  }

  /** Looks what was doubled of the questions from before some time. */
  #settle(before: number): void {
    const rest = this.#unsettled.findIndex(({ since }) => since >= before);
    for (const { sent, counts } of this.#unsettled.splice(0, rest < 0 ? this.#unsettled.length : rest)) {
      const parts = partsOf(sent);
      if (new Set(parts).size < parts.length) counts.doubled++;
    }
  }

  /** Keeps of what Slack remembers only what is still to be looked at: else this process would grow, and slow down. */
  #forget(): void {
    const { ledger, delivery } = this.#slack;
    const [oldest] = this.#unsettled;
    const kept = oldest ? ledger.messages.indexOf(oldest.sent.message) : -1;
    ledger.messages.splice(0, kept < 0 ? ledger.messages.length : kept);
    for (const list of [ledger.calls, ledger.acks, delivery.parcels]) list.splice(0);
  }
}

/** Which parts of the answer to a question are there: the answer to another of the same person may stand in the same place. */
function partsOf(sent: Sent): unknown[] {
  return sent.answers().flatMap(({ metadata }) => {
    const { question, part } = (metadata?.event_payload ?? {}) as { question?: unknown; part?: unknown };
    return question === sent.message.ts ? [part] : [];
  });
}
