/**
 * Shards of Discord are processes, and processes are killed: of what has reached LexSEA nothing is lost and nothing is doubled.
 * Discord sends nothing again that came while no process was connected for a server, unless a session is resumed. Of two
 * services with the same shards both get every event, and one answers.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { markdownTable } from 'markdown-table';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { type Discord, type Gate, startDiscord } from '../discord/server/server.ts';
import { type Service, Services } from '../discord/service.ts';
import { inPostgres } from '../store/places.ts';
import { DiscordLoad, type Look, SHARDS, type Tally } from './discord-load.ts';

const THREAD = 'POST /channels/:channel/messages/:message/threads';
const SERVERS = ['G1', 'G2', 'G3', 'G4'];
/** `npm run faults` asks more, on each database, and prints a table. */
const ALL = process.env.LEXSEA_FAULTS_QUESTIONS;
/** Questions before something goes wrong, and after. */
const QUESTIONS = Math.ceil(Number(ALL ?? 40) / 2);
/** Questions that are begun and not answered when it does. */
const HELD = 10;
/** Of each of two services: processes take long to start, six of them too long for every run of all tests. */
const SHARDS_OF_TWO = ALL ? SHARDS : 1;
/** What is begun and not done, and by whom. */
const BEGUN =
  'SELECT delivery.note, process.pid FROM delivery LEFT JOIN process ON process.id = delivery.process WHERE done = 0 AND note IS NOT NULL';

interface Counted extends Tally {
  /** Events that came again as a session was resumed. */
  replayed: number;
  /** Questions that were taken up after a process that is gone. */
  takenUp: number;
}

const tallies: [string, Counted][] = [];
afterAll(() => {
  if (!ALL) return;
  const head = ['what goes wrong with Discord', 'asked', 'nobody connected', 'answered', 'lost', 'doubled', 'replayed', 'taken up'];
  const rows = tallies.map(([name, { asked, missed, answered, lost, doubled, replayed, takenUp }]) =>
    [name, asked, missed.length, answered, lost, doubled, replayed, takenUp].map(String),
  );
  process.stdout.write(`\n${markdownTable([head, ...rows], { align: ['l', 'r', 'r', 'r', 'r', 'r', 'r', 'r'] })}\n`);
});

/** Where the store lies: what services are told of it, and ways to look into it. */
interface Place {
  env: Record<string, string>;
  look: Look;
  store(): Promise<Store>;
}

function onSqlite(folder: string): Place {
  return {
    env: {},
    async look() {
      const database = new Database(join(folder, 'lexsea.db'), { readonly: true });
      try {
        return begunIn(database.prepare<[], Record<string, unknown>>(BEGUN).all());
      } finally {
        database.close();
      }
    },
    store: () => openStore({ folder, url: '' }),
  };
}

async function onPostgres(): Promise<Place> {
  const { options, run } = await inPostgres();
  const { url = '' } = options;
  return { env: { DATABASE_URL: url }, look: async () => begunIn(await run(BEGUN)), store: () => openStore({ url }) };
}

function begunIn(rows: Record<string, unknown>[]): Awaited<ReturnType<Look>> {
  return rows.map(({ note, pid }) => ({ message: String(JSON.parse(String(note)).message), pid: Number(pid) }));
}

const WITHOUT_POSTGRES = process.env.LEXSEA_TEST_POSTGRES ? null : 'LEXSEA_TEST_POSTGRES is not set';
const DATABASES: [string, string | null, (folder: string) => Place | Promise<Place>][] = [
  ['SQLite', null, onSqlite],
  ['PostgreSQL', WITHOUT_POSTGRES, onPostgres],
];
/** The database that a scenario is left to in every run of all tests. */
const ONE_SHARD_ON = 'SQLite';
const TWO_SERVICES_ON = WITHOUT_POSTGRES ? 'SQLite' : 'PostgreSQL';

describe.each(DATABASES)('shards of Discord, the store in %s', (database, missing, placeIn) => {
  const lacks = (usual: string): string | null => {
    if (missing !== null) return missing;
    if (process.platform !== 'linux') return 'the processes of a process are read from /proc';
    return ALL || usual === database ? null : 'left to "npm run faults"';
  };
  const scenario = (usual: string, name: string, run: () => Promise<void>): void => {
    const reason = lacks(usual);
    test.skipIf(reason)(reason === null ? name : `${name} (skipped: ${reason})`, run);
  };
  let discord: Discord;
  let services: Services;
  let place: Place;
  let load: DiscordLoad;

  beforeEach(async () => {
    discord = await startDiscord();
    services = new Services(discord);
    onTestFinished(async () => {
      await services.clear();
      await discord.stop();
    });
    place = await placeIn(services.folder);
    const servers = SERVERS.map((name) => discord.guild(name));
    load = new DiscordLoad(discord, servers, place.look);
  });

  const start = (shards: number): Promise<Service> => services.start({ DISCORD_SHARDS: String(shards), ...place.env }, shards);

  async function count(name: string, service: Service): Promise<Counted> {
    const store = await place.store();
    onTestFinished(() => store.close());
    const tally = await load.tally(store);
    const replayed = discord.ledger.of('resume').reduce((sum, { data }) => sum + Number(data?.missed), 0);
    const takenUp = service.out.split('taken up after a process that is gone').length - 1;
    const counted = { ...tally, replayed, takenUp };
    tallies.push([`${name}; ${database}`, counted]);
    return counted;
  }

  scenario(ONE_SHARD_ON, 'the process of one is killed, and the connection of the other cut', async () => {
    const service = await start(SHARDS);
    await load.ask((asked) => asked < QUESTIONS);
    const gates = hold(discord);
    const held = await load.ask((asked) => asked < HELD, 1);
    const [begun] = await load.begun(held);
    const since = discord.ledger.mark();
    load.away.add(1);
    kill(begun?.pid ?? 0);
    discord.gateway.drop(0);
    const back = discord.ledger.until('identify', ({ data }) => data?.shard === 1, { since }).then(() => load.away.delete(1));
    const asking = load.ask((asked) => load.away.size > 0 || asked < QUESTIONS);
    await discord.ledger.until('closed', ({ data }) => data?.shard === 1, { since });
    for (const gate of gates) gate.release();
    await Promise.all([back, asking]);

    const { missed, ...tally } = await count('of two shards one is killed, the connection of the other cut', service);
    const unreachable = load.asked.filter(({ reachable }) => !reachable);
    expect(tally).toMatchObject({ lost: 0, doubled: 0, answered: load.asked.length - unreachable.length });
    // Only what came while nobody was connected, and all of that: nobody sends it again.
    expect(missed).toEqual(unreachable);
    expect(missed.length).toBeGreaterThan(0);
    expect(tally.replayed).toBeGreaterThan(0);
    expect(tally.takenUp).toBeGreaterThanOrEqual(HELD);
    expect(discord.violations).toEqual([]);
  });

  scenario(TWO_SERVICES_ON, 'one of two services that both run them all is killed, with its shards', async () => {
    const [first, second] = await Promise.all([start(SHARDS_OF_TWO), start(SHARDS_OF_TWO)]);
    const connected = () => (discord.gateway.connected.length === 2 * SHARDS_OF_TWO ? true : undefined);
    await discord.ledger.when(connected, 'not all shards are connected', 60_000);
    await load.ask((asked) => asked < QUESTIONS);
    await discord.settled();
    // Discord itself takes the same message, and the same thread, but once; here nobody has tried.
    expect(discord.ledger.of('refused')).toEqual([]);
    const gates = hold(discord);
    const begun = await load.begun(await load.ask((asked) => asked < HELD));
    // Both have got all; the one that has begun with the first of them goes.
    const hasBegun = ({ pid }: Service): boolean => [pid, ...childrenOf(pid)].includes(begun[0]?.pid ?? 0);
    const [killed, other] = hasBegun(first) ? [first, second] : [second, first];
    const shards = childrenOf(killed.pid);
    const asking = load.ask((asked) => asked < QUESTIONS);
    for (const shard of shards) kill(shard);
    // Their parent clears away what is left of them, and is killed before it starts others.
    while (shards.some(isThere)) await wait(5);
    await killed.end('SIGKILL');
    for (const gate of gates) gate.release();
    // The other looks every ten seconds for what was left behind; a new one, as a supervisor starts it, looks at once.
    if (!ALL) await start(SHARDS_OF_TWO);
    await asking;

    const tally = await count(`of two services with ${SHARDS_OF_TWO} shards each one is killed`, other);
    expect(tally).toMatchObject({ asked: load.asked.length, answered: load.asked.length, lost: 0, doubled: 0, missed: [] });
    expect(discord.violations).toEqual([]);
  });
});

/** Keeps what is asked next from being answered: more than are asked, as some are under way. */
function hold(discord: Discord): Gate[] {
  return Array.from({ length: QUESTIONS + HELD }, () => discord.hold(THREAD));
}

/** Processes that a process has started. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** Ends a process without a warning. What is no process number would be a group of them, our own among them. */
function kill(pid: number): void {
  if (!(pid > 1)) throw new Error(`there is no process to kill: ${pid}`);
  process.kill(pid, 'SIGKILL');
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
