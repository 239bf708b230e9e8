/** The command line: one file per command in commands/, each registered in one line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { packageFolder } from '../../src/corpus/folder.ts';
import { UnknownNameError } from '../../src/question/parameters.ts';
import { registerAsk } from './commands/ask.ts';
import { registerChat } from './commands/chat.ts';
import { registerCompare } from './commands/compare.ts';
import { registerConfig } from './commands/config.ts';
import { registerCorpus } from './commands/corpus.ts';
import { registerDiscord } from './commands/discord.ts';
import { registerFeedback } from './commands/feedback.ts';
import { registerList } from './commands/list.ts';
import { registerServe } from './commands/serve.ts';
import { registerShow } from './commands/show.ts';
import { registerStart } from './commands/start.ts';
import { registerStore } from './commands/store.ts';
import { ANSWERED, NO_ANSWER, WRONG_USAGE } from './exit-status.ts';
import { UsageError } from './usage-error.ts';

const VERSION = (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }).version;

/** Runs the command line with the arguments of a process and sets its exit status; never throws. */
export async function run(argv: string[]): Promise<void> {
  const program = new Command('lexsea')
    .description('Answers questions about the law of cybersecurity, cybercrime and data protection in ASEAN and its member states.')
    .exitOverride()
    .version(VERSION)
    .showSuggestionAfterError(true)
    .configureOutput({ writeErr: (text) => process.stderr.write(`${text.trim().replace(/\s*\n\s*/g, ' ')}\n`) });
  registerChat(program);
  registerAsk(program);
  registerCompare(program);
  registerShow(program);
  registerList(program);
  registerCorpus(program);
  registerDiscord(program);
  registerServe(program);
  registerConfig(program);
  registerFeedback(program);
  registerStart(program);
  registerStore(program);
  endQuietlyWithTheReader();
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
  return error instanceof UsageError || error instanceof UnknownNameError ? WRONG_USAGE : NO_ANSWER;
}

/** `lexsea list instruments | head` closes the pipe early; that is no error. */
function endQuietlyWithTheReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(ANSWERED);
    throw error;
  });
}
