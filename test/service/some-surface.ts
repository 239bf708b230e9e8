/** A surface that is no platform's: what the service does with surfaces can be seen on it. */
import { z } from 'zod';
import type { Surface, SurfaceDeps } from '../../adapters/service/surface.ts';

export interface SomeSurface extends Surface {
  /** What the service has called, in order. */
  readonly calls: string[];
  deps?: SurfaceDeps;
}

interface Behaviour {
  start?: (deps: SurfaceDeps) => Promise<void>;
  stop?: () => Promise<void>;
  connected?: () => true | string;
}

/** Set up by SLACK_BOT_TOKEN or DISCORD_TOKEN, as the real ones. */
export function someSurface(name: Surface['name'], { start, stop, connected }: Behaviour = {}): SomeSurface {
  const token = name === 'slack' ? 'SLACK_BOT_TOKEN' : 'DISCORD_TOKEN';
  const port = `${name.toUpperCase()}_PORT`;
  const surface: SomeSurface = {
    name,
    calls: [],
    variables: z.object({
      [token]: z.string().startsWith('tok-', 'must begin with tok-').optional().describe('Token'),
      [port]: z.coerce.number({ error: 'must be a number' }).optional().describe('Port'),
    }),
    connected: () => connected?.() ?? true,
    wanted: (env) => (env[token] ? true : `${token} is not set`),
    async start(deps) {
      surface.calls.push('start');
      surface.deps = deps;
      await start?.(deps);
    },
    async stop() {
      surface.calls.push('stop');
      await stop?.();
    },
  };
  return surface;
}
