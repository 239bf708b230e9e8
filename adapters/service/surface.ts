/** What an adapter shows the service. `slack/index.ts` and `discord/index.ts` each export one as `surface`. */
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { LexSea } from '../../src/ask.ts';
import type { SurfaceName } from '../../src/store/keys.ts';
import type { Store } from '../../src/store/open.ts';
import type { Meter } from './meter.ts';
import type { Check } from './readiness.ts';

/** Variables of the environment that are set and not empty. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface SurfaceDeps {
  lexsea: LexSea;
  store: Store;
  /** Takes ids and counts; never the text of a question, never a token. */
  log: Logger;
  /** Told of every answer that was sent, and of what kept one from being sent. */
  meter: Meter;
  /** What the surface's `variables` have been checked against. */
  env: Environment;
}

export interface Surface {
  readonly name: SurfaceName;
  /** Its variables, each optional and with `.describe('one line')`; what a value must look like, with a message that says so. */
  readonly variables: z.ZodObject;
  /** True if the environment has what it takes to start; else why not, as in "SLACK_BOT_TOKEN is not set". */
  wanted(env: Environment): true | string;
  /** Connects; resolves once the platform takes what it sends. @throws Error with one line that says what is wrong and what to do. */
  start(deps: SurfaceDeps): Promise<void>;
  /** Whether its platform reaches it now; else why not, in one line. */
  connected(): Check;
  /** Takes nothing new, finishes what was received, and resolves within eight seconds; also before `start` has ended. */
  stop(): Promise<void>;
}
