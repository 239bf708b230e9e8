/** `lexsea corpus check|build|schema`: the tools of those who keep the law. */
import type { Command } from 'commander';
import { corpusFolder } from '../../../src/corpus/folder.ts';

/** Adds the `corpus` commands to the program. */
export function registerCorpus(program: Command): void {
  const corpus = program.command('corpus').description('check or compile the corpus');
  corpus
    .command('check')
    .description('check every file of the corpus and print what it covers')
    .option('--dir <folder>', 'the corpus folder', corpusFolder())
    .action(({ dir }) => check(dir));
}

async function check(folder: string): Promise<void> {
  const { loadCorpus } = await import('../../../src/corpus/load.ts');
  const { checkCorpus, locate } = await import('../../../src/corpus/check.ts');
  const { coverageReport } = await import('../../../src/corpus/report.ts');
  const { corpus, problems } = await loadCorpus(folder);
  const all = [...problems, ...(await locate(folder, checkCorpus(corpus)))];
  for (const { file, line, field, message } of all) {
    process.stderr.write(`corpus/${file}:${line ?? 1}: ${field ? `${field}: ` : ''}${message}\n`);
  }
  process.stdout.write(coverageReport(corpus));
  process.stdout.write(`${all.length === 0 ? 'no errors' : `${all.length} errors`}\n`);
  if (all.length > 0) process.exitCode = 1;
}
