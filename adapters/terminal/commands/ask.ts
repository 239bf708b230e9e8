/** `lexsea ask "…"`: one question, or a batch of them as JSON lines. */
import type { Command } from 'commander';
import { type AskOptions, LexSea } from '../../../src/ask.ts';
import { dayOf, jurisdictionsOf } from '../../../src/question/parameters.ts';
import { answerBatch } from '../batch.ts';
import { openEngine } from '../engine.ts';
import { statusOf } from '../exit-status.ts';
import { renderAnswer } from '../render-answer.ts';
import { terminalOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface Options {
  json?: boolean;
  in?: string;
  asOf?: string;
  batch?: boolean;
}

export function registerAsk(program: Command): void {
  program
    .command('ask')
    .description('answer a question')
    .argument('[question...]', 'the question')
    .option('--json', 'print the answer as JSON')
    .option('--in <places>', 'only the law of these: SG,MY,ASEAN …')
    .option('--as-of <day>', 'the law as of a day, YYYY-MM-DD')
    .option('--batch', 'answer JSON lines {"id", "question", "context"?} from standard input, one answer a line')
    .action((words: string[], options: Options) => ask(words.join(' '), options));
}

async function ask(question: string, options: Options): Promise<void> {
  if (!options.batch && question.trim() === '')
    throw new UsageError('what is the question? as in: lexsea ask "breach notification deadline in Thailand"');
  const refusal = LexSea.refusal(question);
  if (refusal) throw new UsageError(refusal);
  const lexsea = await openEngine();
  const parameters = parametersOf(lexsea, options);
  if (options.batch) {
    await answerBatch(lexsea, process.stdin, process.stdout, parameters);
    return;
  }
  const answer = lexsea.ask(question, parameters);
  process.stdout.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : renderAnswer(answer, terminalOf(process.stdout)));
  process.exitCode = statusOf(answer);
}

function parametersOf({ index }: LexSea, { in: places, asOf }: Options): AskOptions {
  return { ...(places ? { in: jurisdictionsOf(index, places) } : {}), ...(asOf ? { asOf: dayOf(asOf) } : {}) };
}
