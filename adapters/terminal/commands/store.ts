/** `lexsea store backup|rekey`: the tools of those who keep the store of a service. */
import type { Command } from 'commander';
import { readEnvironmentFile } from '../environment-file.ts';
import { NO_ANSWER } from '../exit-status.ts';

export function registerStore(program: Command): void {
  const store = program.command('store').description('back up the store of the service, or seal it anew under another secret');
  store
    .command('backup')
    .description('copy the store of SQLite into a new file, while the service runs')
    .argument('<file>', 'the copy; it must not exist yet')
    .action(backup);
  store
    .command('rekey')
    .description('seal every stored token anew under LEXSEA_SECRET, opening it with LEXSEA_SECRET_PREVIOUS, while the service runs')
    .action(rekey);
}

async function backup(file: string): Promise<void> {
  readEnvironmentFile();
  const { backupStore } = await import('../../../src/store/backup.ts');
  const bytes = await backupStore(file);
  process.stdout.write(`${file}: ${bytes} bytes, whole and readable; what it is sealed with is LEXSEA_SECRET: keep that elsewhere\n`);
}

async function rekey(): Promise<void> {
  readEnvironmentFile();
  const { openStore } = await import('../../../src/store/open.ts');
  const store = await openStore();
  try {
    const { anew, current, unreadable } = await store.installations.rekey();
    process.stdout.write(`${anew} installations sealed anew, ${current} were already, ${unreadable.length} cannot be opened\n`);
    for (const { surface, key } of unreadable)
      process.stderr.write(`the ${surface} installation of ${key} opens with neither secret; install LexSEA there again\n`);
    if (unreadable.length > 0) process.exitCode = NO_ANSWER;
  } finally {
    await store.close();
  }
}
