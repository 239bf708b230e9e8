/** The Slack surface, as the service sees it. Bolt is loaded when it starts. */
import type { Surface } from '../service/surface.ts';
import { variables, wanted } from './configuration.ts';
import type { RunningApp } from './start.ts';

let starting: AbortController | undefined;
let running: Promise<RunningApp> | undefined;
/** What `running` has come to. */
let app: RunningApp | undefined;

export const surface: Surface = {
  name: 'slack',
  variables,
  wanted,
  async start({ env, ...deps }) {
    starting = new AbortController();
    const { startSlackApp } = await import('./start.ts');
    running = startSlackApp({ ...deps, variables: variables.parse(env) }, starting.signal);
    app = await running;
  },
  connected: () => app?.connected() ?? 'not started',
  async stop() {
    starting?.abort();
    const started = await running?.catch(() => undefined);
    running = undefined;
    await started?.stop();
    app = undefined;
  },
};
