/** The surfaces that there are. Each is a light module that loads its platform's client when it starts. */
import { anySet } from './configuration.ts';
import type { Environment, Surface } from './surface.ts';

/** All surfaces, in the order in which they are started. */
export async function loadSurfaces(): Promise<Surface[]> {
  const loaded = await Promise.all([import('../slack/index.ts'), import('../discord/index.ts')]);
  return loaded.map(({ surface }) => surface);
}

/** Whether the environment speaks of any surface, so that a start without a command means the service. */
export async function speaksOfSurfaces(env: Environment): Promise<boolean> {
  return (await loadSurfaces()).some((surface) => anySet(surface.variables, env));
}
