/** `lexsea serve`: the chat surfaces whose variables are set, in one process. Loads them only when it runs. */
import type { Command } from 'commander';
import { readEnvironmentFile } from '../environment-file.ts';
import { UsageError } from '../usage-error.ts';

export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('run in Slack and Discord, as the variables of the environment or of a file .env say (.env.example names them)')
    .action(async () => {
      readEnvironmentFile();
      await serve();
    });
}

/** Runs until it is told to stop, and ends the process, whatever a platform's client has left open. */
export async function serve(): Promise<void> {
  const [{ runService }, { ConfigurationError }] = await Promise.all([
    import('../../service/run.ts'),
    import('../../service/configuration.ts'),
  ]);
  try {
    await runService();
  } catch (error) {
    // Fires only if something that failed to start keeps the process alive after the error was told.
    setTimeout(() => process.exit(), 1_000).unref();
    throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
  }
  process.exit();
}
