/** The Discord surface, as the service sees it. discord.js is loaded when it starts. */
import type { Surface } from '../service/surface.ts';
import { variables, wanted } from './configuration.ts';

let running: { stop(): Promise<void> } | undefined;
let starting: AbortController | undefined;

export const surface: Surface = {
  name: 'discord',
  variables,
  wanted,
  async start({ env, ...deps }) {
    starting = new AbortController();
    const { startDiscord } = await import('./start.ts');
    running = await startDiscord({ ...deps, variables: variables.parse(env) }, starting.signal);
  },
  async stop() {
    starting?.abort();
    await running?.stop();
    running = undefined;
  },
};
