/** Questions from many people of the loopback Slack, and what became of each. */
import { setTimeout as wait } from 'node:timers/promises';
import { SINGAPORE, THAI } from '../slack/rig.ts';
import type { Sent } from '../slack/server/person.ts';
import type { SlackServer } from '../slack/server/slack.ts';

export interface Tally {
  asked: number;
  answered: number;
  /** Questions without an answer. */
  lost: number;
  /** Questions with more than one. */
  doubled: number;
  /** Answered after more than this: Slack's users then think that nothing comes. */
  late: number;
  /** Milliseconds from question to answer. */
  p50: number;
  p99: number;
}

export const LATE_MS = 10_000;
/** Each person asks so many: fewer than LexSEA lets one ask in a minute. */
const PER_PERSON = 8;
/** Every so often it is looked at what has been answered. */
const LOOK_MS = 20;
/** What is not answered after so long is lost. */
const LONGEST_MS = 120_000;

export interface Load {
  /** Every question that has been asked so far. */
  sent: Sent[];
  /** Asks them all; resolves when the last has been asked. */
  asked: Promise<void>;
  /** Waits until all are answered and nothing is under way any more, then counts. */
  tally(): Promise<Tally>;
}

/** Asks so many questions, `every` milliseconds apart. */
export function startLoad(slack: SlackServer, questions: number, every: number): Load {
  const team = slack.workspace('T1');
  const sent: Sent[] = [];
  const begun: number[] = [];
  const took = new Map<number, number>();
  const looking = setInterval(() => {
    sent.forEach((each, n) => {
      if (!took.has(n) && each.answers().length > 0) took.set(n, performance.now() - (begun[n] as number));
    });
  }, LOOK_MS);
  const asked = (async () => {
    for (let n = 0; n < questions; n++) {
      const person = team.user(`person-${Math.floor(n / PER_PERSON)}`);
      begun.push(performance.now());
      // A channel of its own for each question: its answers cannot be taken for those to another.
      sent.push(person.mention(team.channel(`channel-${n}`), (n % 2 === 0 ? THAI : SINGAPORE).text));
      await wait(every);
    }
  })();
  return {
    sent,
    asked,
    async tally() {
      await asked;
      for (let waited = 0; took.size < questions && waited < LONGEST_MS; waited += LOOK_MS) await wait(LOOK_MS);
      slack.retryNow();
      await slack.until(() => slack.delivery.waiting === 0, 'every delivery to be acknowledged', 60_000);
      clearInterval(looking);
      const times = [...took.values()].sort((left, right) => left - right);
      const at = (share: number): number => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
      return {
        asked: questions,
        answered: took.size,
        lost: questions - took.size,
        doubled: sent.filter((each) => each.answers().length > 1).length,
        late: times.filter((time) => time > LATE_MS).length,
        p50: at(0.5),
        p99: at(0.99),
      };
    },
  };
}
