/** A running engine follows the corpora that `lexsea corpus update` puts in force in its data folder. */
import { statSync } from 'node:fs';
import { LexSea } from './ask.ts';
import { CorpusIndex } from './index/corpus-index.ts';
import { dataFolder, type OpenOptions, openIndex } from './index/open.ts';
import { pointerFile } from './index/pointer.ts';

export interface FollowOptions extends OpenOptions {
  /** How often the data folder is looked at, in milliseconds. Folders of other machines tell of no change by themselves. */
  everyMs?: number;
  /** Called with an engine over the next corpus before it is put in force, to read what first questions need. */
  prepare?: (next: LexSea) => void;
  /** Told of each corpus that was put in force, by its content. */
  replaced?: (fingerprint: string) => void;
  /** Told why a corpus could not be opened; the one in force stays, and it is tried again. */
  failed?: (error: unknown) => void;
}

export interface Following {
  /** Looks no more, and waits for a corpus that is being opened. */
  stop(): Promise<void>;
}

const EVERY_MS = 2_000;

/** Looks at the data folder from now on, and replaces the corpus of the engine whenever another is in force there. */
export function followUpdates(
  lexsea: LexSea,
  { everyMs = EVERY_MS, prepare, replaced, failed, ...options }: FollowOptions = {},
): Following {
  const file = pointerFile(dataFolder(options));
  // What an engine was opened with may be older than the pointer file is now, so the first look always opens.
  let seen: string | undefined;
  let looking: Promise<void> = Promise.resolve();
  let isLooking = false;
  let isStopped = false;
  const look = async (): Promise<void> => {
    const now = stateOf(file);
    if (now === seen || (seen === undefined && now === NONE)) return;
    const next = new CorpusIndex(await openIndex(options));
    seen = now;
    if (isStopped || next.fingerprint === lexsea.fingerprint) return next.close();
    prepare?.(new LexSea(next));
    lexsea.replace(next);
    replaced?.(next.fingerprint);
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look()
      .catch((error: unknown) => failed?.(error))
      .finally(() => {
        isLooking = false;
      });
  }, everyMs).unref();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}

const NONE = 'none';

/** Changes whenever the file is replaced. */
function stateOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats ? `${stats.ino} ${stats.mtimeNs} ${stats.size}` : NONE;
}
