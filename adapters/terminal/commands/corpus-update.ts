/** `lexsea corpus update` and `lexsea corpus editions`: another corpus for the data folder, and the way back. */
import type { Command } from 'commander';
import type { Change, Named } from '../../../src/index/update.ts';
import { countsOf, datesOf, fieldsOf, KINDS_OF_CHANGE } from '../../presentation/changes.ts';
import { warn } from '../engine.ts';
import { readEnvironmentFile } from '../environment-file.ts';
import { progressBar } from '../progress.ts';
import { UsageError } from '../usage-error.ts';

interface Given {
  from?: string;
  rollback?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

export function registerCorpusUpdate(corpus: Command): void {
  corpus
    .command('update')
    .description('put another corpus in force in LEXSEA_DATA; running services take it by themselves')
    .option('--from <folder|file.tgz>', 'a corpus, checked before anything is changed')
    .option('--rollback', 'put the corpus before the last update in force again')
    .option('--dry-run', 'check it and show what would change, and change nothing')
    .option('--json', 'print what changed as JSON')
    .action(update);
  corpus
    .command('editions')
    .description('show which corpora are installed, and which is in force')
    .option('--json', 'print as JSON')
    .action(editions);
}

async function update({ from, rollback, dryRun, json }: Given): Promise<void> {
  if ((from === undefined) === !rollback) throw new UsageError('give --from and a folder or an archive (.tgz) of a corpus, or --rollback');
  if (rollback && dryRun) throw new UsageError('--dry-run goes with --from; "lexsea corpus editions" shows where --rollback leads');
  readEnvironmentFile();
  const { updateCorpus, rollbackCorpus, DefectiveCorpusError } = await import('../../../src/index/update.ts');
  const bar = progressBar('Compiling the corpus');
  const options = { warn, onProgress: bar.update };
  try {
    const change = from === undefined ? await rollbackCorpus(options) : await updateCorpus({ ...options, from, dryRun: dryRun ?? false });
    process.stdout.write(json ? `${JSON.stringify(change, null, 2)}\n` : render(change, dryRun ?? false));
  } catch (error) {
    if (error instanceof DefectiveCorpusError)
      for (const { file, line, field, message } of error.problems)
        process.stderr.write(`corpus/${file}:${line ?? 1}: ${field ? `${field}: ` : ''}${message}\n`);
    throw error;
  } finally {
    bar.stop();
  }
}

function render({ from, to, difference, installed }: Change, dryRun: boolean): string {
  const lines = KINDS_OF_CHANGE.flatMap(({ kind, label }) =>
    difference[kind].map((change) => {
      const fields = fieldsOf(change);
      return `${label}: ${change.id}  ${change.heading} (${datesOf(change)})${fields ? `; ${fields}` : ''}`;
    }),
  );
  const last = installed
    ? `in force now: ${nameOf(to)}; before: ${nameOf(from)}, to which "lexsea corpus update --rollback" goes back`
    : dryRun
      ? `nothing was changed: in force is ${nameOf(from)}, and this would be ${nameOf(to)}`
      : `nothing to do: ${nameOf(to)} is in force already`;
  return `${[...lines, countsOf(difference), last].join('\n')}\n`;
}

function nameOf({ id, asOf }: Named): string {
  return `${id} (as of ${asOf || 'an unknown day'})`;
}

async function editions({ json }: { json?: boolean }): Promise<void> {
  readEnvironmentFile();
  const { standing } = await import('../../../src/index/update.ts');
  const found = await standing({ warn });
  if (json) {
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  const { shipped, inForce, pointer } = found;
  const installed = (pointer?.editions ?? []).map((edition, n) => {
    const which = n === 0 ? 'last put in force' : 'before that      ';
    return edition === 'shipped' ? `${which}  that of the program` : `${which}  ${nameOf(edition)}, installed ${edition.installed}`;
  });
  const lines = [`of the program     ${nameOf(shipped)}`, ...installed, `in force           ${nameOf(inForce)}`];
  process.stdout.write(`${lines.join('\n')}\n`);
}
