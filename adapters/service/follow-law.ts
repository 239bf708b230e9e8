/** A service goes on with the law that `lexsea corpus update` installs, without a restart. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { LexSea } from '../../src/ask.ts';
import { type Following, followUpdates } from '../../src/follow.ts';
import type { OpenOptions } from '../../src/index/open.ts';
import type { Environment } from './surface.ts';
import { warmUp } from './warm-up.ts';

/** Where the corpora of a service lie, and where it says what is wrong with them. */
export function corpusOptions({ LEXSEA_CORPUS, LEXSEA_DATA }: Environment, log: Logger): OpenOptions {
  return {
    ...(LEXSEA_CORPUS ? { corpus: LEXSEA_CORPUS } : {}),
    ...(LEXSEA_DATA ? { file: join(LEXSEA_DATA, 'corpus.db') } : {}),
    warn: (message) => log.warn(message),
  };
}

/** Follows the data folder until it is stopped. */
export function followLaw(lexsea: LexSea, env: Environment, log: Logger): Following {
  let last = '';
  return followUpdates(lexsea, {
    ...corpusOptions(env, log),
    prepare: warmUp,
    replaced: (corpus) => log.info({ corpus }, 'another corpus is in force'),
    // What fails is tried again every other second, and told once.
    failed: (error) => {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== last) log.error({ err: error }, 'the corpus that was installed cannot be opened; the one in force stays');
      last = message;
    },
  });
}
