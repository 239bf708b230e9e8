/** `lexsea start`, which is what `npm start` runs: the service where the environment speaks of Slack or Discord, else a conversation. */
import type { Command } from 'commander';
import { readEnvironmentFile } from '../environment-file.ts';
import { chat } from './chat.ts';
import { serve } from './serve.ts';

export function registerStart(program: Command): void {
  program
    .command('start', { hidden: true })
    .description('"serve" if a variable of Slack or Discord is set, else "chat"')
    .action(async () => {
      readEnvironmentFile();
      await ((await isService()) ? serve() : chat());
    });
}

async function isService(): Promise<boolean> {
  // Most starts are conversations; they do not load what checks variables.
  if (!Object.keys(process.env).some((name) => /^(SLACK|DISCORD)_/.test(name))) return false;
  const [{ speaksOfSurfaces }, { environmentOf }] = await Promise.all([
    import('../../service/surfaces.ts'),
    import('../../service/configuration.ts'),
  ]);
  return speaksOfSurfaces(environmentOf(process.env));
}
