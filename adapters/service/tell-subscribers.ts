/** Channels that want to know of changes of the law: each is told of an update once, whichever of the replicas does it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LexSea } from '../../src/ask.ts';
import { type Difference, isNone, within } from '../../src/corpus/difference.ts';
import { keyOf, type SurfaceName } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import type { SetSomewhere } from '../../src/store/settings.ts';

/** A channel that is told. */
export interface Place {
  community: string;
  place: string;
}

export interface TellingOptions {
  surface: SurfaceName;
  lexsea: LexSea;
  store: Store;
  log: Logger;
  /** Posts the changes that a channel follows, of the corpus with this fingerprint. `mayBeThere`: a process was killed that may have. */
  post(place: Place, changes: Difference, corpus: string, mayBeThere: boolean): Promise<void>;
  /** Whether this process tells a channel; those of other shards are told by them. */
  isOurs?(place: Place): boolean;
  /** Whether an error says that nothing can be posted there, now or later. */
  isFinal(error: unknown): boolean;
}

export interface Telling {
  /** Tells no further channel, and waits for the one that is being told, for five seconds at most. */
  stop(): Promise<void>;
}

/** How soon what could not be told is tried again. */
const AGAIN_MS = 30_000;
/** A platform that hangs keeps nobody from stopping; what it may have been told is looked up by who comes next. */
const LONGEST_STOP_MS = 5_000;

/** Tells the channels now, after each update, and again as long as some could not be told. */
export function tellSubscribers(options: TellingOptions): Telling {
  const { lexsea, log, surface } = options;
  const stopping = new AbortController();
  let telling: Promise<void> = Promise.resolve();
  let again: NodeJS.Timeout | undefined;
  const tell = (): void => {
    clearTimeout(again);
    telling = telling
      .then(() => tellAll(options, stopping.signal))
      .catch((error: unknown) => {
        log.warn({ surface, err: error }, 'channels could not be told of changes of the law; tried again');
        return 1;
      })
      .then((left) => {
        if (left > 0 && !stopping.signal.aborted) again = setTimeout(tell, AGAIN_MS).unref();
      });
  };
  const off = lexsea.onReplaced(tell);
  tell();
  return {
    async stop() {
      off();
      stopping.abort();
      clearTimeout(again);
      await Promise.race([telling, wait(LONGEST_STOP_MS, undefined, { ref: false })]);
    },
  };
}

/** Tells all channels that were not told; gives how many are left. */
async function tellAll(options: TellingOptions, signal: AbortSignal): Promise<number> {
  const { lexsea, store, surface, log } = options;
  const corpus = lexsea.fingerprint;
  const difference = await lexsea.announced();
  if (!difference || signal.aborted) return 0;
  let left = 0;
  let told = 0;
  for (const subscriber of await store.settings.everywhere(surface, 'updates')) {
    if (signal.aborted) break;
    const outcome = await tellOne(options, subscriber, difference, corpus);
    if (outcome === 'later') left++;
    if (outcome === 'told') told++;
  }
  if (told > 0) log.info({ surface, corpus, channels: told }, 'told of changes of the law');
  return left;
}

async function tellOne(
  { surface, store, log, post, isOurs, isFinal }: TellingOptions,
  { scope, value }: SetSomewhere<'updates'>,
  difference: Difference,
  corpus: string,
): Promise<'told' | 'nothing' | 'later'> {
  const { community, place } = scope;
  if (!place || isOurs?.({ community, place }) === false || (await store.settings.own(scope)).toldOf === corpus) return 'nothing';
  const key = keyOf(surface, community, place, 'update', corpus);
  const claim = await store.deliveries.claim(key);
  if (claim === 'done') return 'nothing';
  if (claim === 'busy') return 'later';
  const changes = within(difference, value.countries, value.topics);
  try {
    if (!isNone(changes)) await post({ community, place }, changes, corpus, claim === 'resumed');
  } catch (error) {
    if (!isFinal(error)) {
      log.warn({ surface, community, channel: place, err: error }, 'not told of changes of the law; tried again');
      await store.deliveries.release(key);
      return 'later';
    }
    log.warn({ surface, community, channel: place, err: error }, 'wants to be told of changes of the law, but nothing may be posted there');
  }
  // Kept with the settings: a claim is forgotten after a day, and another machine may be updated later.
  await store.settings.set(scope, { toldOf: corpus });
  await store.deliveries.done(key);
  return isNone(changes) ? 'nothing' : 'told';
}
