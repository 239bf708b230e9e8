/** The Slack surface, as the service sees it. Bolt is loaded when it starts. */
import type { Surface } from '../service/surface.ts';
import { variables, wanted } from './configuration.ts';

let starting: AbortController | undefined;
let running: Promise<{ stop(): Promise<void> }> | undefined;

export const surface: Surface = {
  name: 'slack',
  variables,
  wanted,
  async start({ env, ...deps }) {
    starting = new AbortController();
    const { startSlackApp } = await import('./start.ts');
    running = startSlackApp({ ...deps, variables: variables.parse(env) }, starting.signal);
    await running;
  },
  async stop() {
    starting?.abort();
    const app = await running?.catch(() => undefined);
    running = undefined;
    await app?.stop();
  },
};
