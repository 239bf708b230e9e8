/** Questions in servers of the loopback Discord, and what became of each. Discord sends an event once: what came while nobody was connected is told apart. */
import { setTimeout as wait } from 'node:timers/promises';
import { keyOf } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import type { Discord, Sent, Server } from '../discord/server/server.ts';
import { shardOf } from '../discord/server/snowflake.ts';

export const SHARDS = 2;
const QUESTION = 'breach notification deadline in Thailand?';
/** Milliseconds between two questions. */
const EVERY_MS = 30;
/** Each person asks so many: fewer than LexSEA lets one ask in a minute. */
const PER_PERSON = 8;
/** Every so often it is looked at what is under way. */
const LOOK_MS = 50;
/** What is under way for so long is lost. */
const LONGEST_MS = 60_000;

export interface Tally {
  asked: number;
  answered: number;
  /** Questions that reached LexSEA and have no answer. */
  lost: number;
  /** Questions with more than one. */
  doubled: number;
  /** Questions that never reached LexSEA, as no process was connected for their server. */
  missed: Asked[];
}

export interface Asked {
  sent: Sent;
  server: Server;
  shard: number;
  /** Whether a process was connected for its server, as far as Discord could know. */
  reachable: boolean;
}

/** A question that a process has begun with and not done. */
export interface Begun {
  /** Id of its message. */
  message: string;
  pid: number;
}

/** Looks into the database beside the store: what is begun. */
export type Look = () => Promise<Begun[]>;

export class DiscordLoad {
  readonly asked: Asked[] = [];
  /** Shards that nobody is connected for. */
  readonly away = new Set<number>();
  readonly #discord: Discord;
  readonly #servers: readonly Server[];
  readonly #look: Look;

  /** Asks in servers, by turns. */
  constructor(discord: Discord, servers: readonly Server[], look: Look) {
    this.#discord = discord;
    this.#servers = servers;
    this.#look = look;
  }

  /** Asks as long as `more` says, of how many it has asked, one after the other; in the servers of one shard if it is named. */
  async ask(more: (asked: number) => boolean, only?: number): Promise<Asked[]> {
    const servers = this.#servers.filter(({ id }) => only === undefined || shardOf(id, SHARDS) === only);
    const asked: Asked[] = [];
    while (more(asked.length)) {
      const server = servers[asked.length % servers.length] as Server;
      const person = server.user(`person-${Math.floor(this.asked.length / PER_PERSON)}`);
      const shard = shardOf(server.id, SHARDS);
      const question = { sent: person.mention(person.channel, QUESTION), server, shard, reachable: !this.away.has(shard) };
      this.asked.push(question);
      asked.push(question);
      await wait(EVERY_MS);
    }
    return asked;
  }

  /** Resolves once all of them are begun and not done, with the processes that are at them. */
  async begun(questions: readonly Asked[]): Promise<Begun[]> {
    for (let waited = 0; waited < LONGEST_MS; waited += LOOK_MS) {
      const rows = await this.#look();
      const found = questions.flatMap(({ sent }) => rows.filter(({ message }) => message === sent.message.id));
      if (found.length === questions.length) return found;
      await wait(LOOK_MS);
    }
    throw new Error(`of ${questions.length} questions that Discord keeps from being answered not all were begun`);
  }

  /** Waits until nothing is under way any more, and counts. `store` is one more on the same database; nothing may be asked after it. */
  async tally(store: Store): Promise<Tally> {
    for (let waited = 0; waited < LONGEST_MS; waited += LOOK_MS) {
      await this.#discord.settled();
      if ((await this.#look()).length === 0) break;
      await wait(LOOK_MS);
    }
    const tally: Tally = { asked: this.asked.length, answered: 0, lost: 0, doubled: 0, missed: [] };
    for (const question of this.asked) {
      const { length } = question.sent.replies;
      if (length > 0) tally.answered++;
      else if (await hasReached(store, question)) tally.lost++;
      else tally.missed.push(question);
      if (length > 1) tally.doubled++;
    }
    return tally;
  }
}

/** Whether a process had claimed the message: only that which no process has seen is new. */
async function hasReached({ deliveries }: Store, { sent, server }: Asked): Promise<boolean> {
  return (await deliveries.claim(keyOf('discord', server.id, 'message', sent.message.id))) !== 'new';
}
