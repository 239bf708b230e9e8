/** The command line: one file per command in commands/, each registered in one line. */
import { Command, CommanderError } from 'commander';
import { registerCorpus } from './commands/corpus.ts';
import { UsageError } from './usage-error.ts';

/** Exit statuses, as in the README. */
export const ANSWERED = 0;
export const NO_ANSWER = 1;
export const WRONG_USAGE = 2;

/** Runs the command line with the arguments of a process and sets its exit status; never throws. */
export async function run(argv: string[]): Promise<void> {
  const program = new Command('lexsea')
    .description('Answers questions about the law of cybersecurity, cybercrime and data protection in ASEAN and its member states.')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(true);
  registerCorpus(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ANSWERED : WRONG_USAGE;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`lexsea: ${message.split('\n')[0]}\n`);
  return error instanceof UsageError ? WRONG_USAGE : 1;
}
