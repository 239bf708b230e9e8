/** The Discord surface, as the service sees it. discord.js is loaded when it starts. */
import type { Surface } from '../service/surface.ts';
import { variables, wanted } from './configuration.ts';
import type { Running } from './start.ts';

/** What was started, or is being started; stopping waits for it, so that nothing goes on behind a closed store. */
let started: Promise<Running> | undefined;
/** What `started` has come to. */
let app: Running | undefined;
let stopping = new AbortController();

export const surface: Surface = {
  name: 'discord',
  variables,
  wanted,
  async start({ env, ...deps }) {
    stopping = new AbortController();
    const { signal } = stopping;
    started = import('./start.ts').then(({ startDiscord }) => startDiscord({ ...deps, variables: variables.parse(env) }, signal));
    app = await started;
  },
  connected: () => app?.connected() ?? 'not started',
  async stop() {
    stopping.abort();
    const running = await started?.catch(() => undefined);
    started = undefined;
    await running?.stop();
    app = undefined;
  },
};
