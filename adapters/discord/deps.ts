/** What every way in needs, handed to it and never imported. */
import type { Logger } from 'pino';
import type { LexSea } from '../../src/ask.ts';
import type { Store } from '../../src/store/open.ts';
import type { Meter } from '../service/meter.ts';
import type { Turnstile } from '../service/turnstile.ts';

export interface Deps {
  lexsea: LexSea;
  store: Store;
  /** Takes ids and counts; never the text of a question. */
  log: Logger;
  /** Told of every answer that was sent. */
  meter: Meter;
  /** Lets one question through at a time. */
  turnstile: Turnstile;
  /** Whether messages that do not mention the bot can be read. */
  readsMessages: boolean;
}
