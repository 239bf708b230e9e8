/** `lexsea chat`: a conversation. With text on standard input it answers each line and ends. */
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { LexSea } from '../../../src/ask.ts';
import { openEngine, warn } from '../engine.ts';
import { statusOf } from '../exit-status.ts';
import { renderAnswer } from '../render-answer.ts';
import { terminalOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

const REMEMBERED = 4;
const GREETING = `LexSEA answers questions about the law of cybersecurity, cybercrime and data protection in ASEAN.
Try: breach notification deadline in Thailand?  ·  and in Viet Nam?  ·  compare illegal access across ASEAN
"exit" or Ctrl-D ends, "new" forgets the conversation.
`;

export function registerChat(program: Command): void {
  program
    .command('chat', { isDefault: true })
    .description('ask one question after another; follow-ups such as "and in Thailand?" are understood')
    .argument('[words...]')
    .action((words: string[]) => {
      if (words.length > 0)
        throw new UsageError(`unknown command "${words[0]}"; "lexsea --help" lists the commands, "lexsea ask" takes a question`);
      return chat();
    });
}

/** A conversation on standard input. */
export async function chat(): Promise<void> {
  const lexsea = await openEngine();
  const interactive = Boolean(process.stdin.isTTY);
  if (interactive) process.stdout.write(GREETING);
  const lines = createInterface({
    input: process.stdin,
    ...(interactive ? { output: process.stdout, prompt: '\n> ' } : {}),
    historySize: 200,
    removeHistoryDuplicates: true,
  });
  if (interactive) lines.prompt();
  let earlier: string[] = [];
  for await (const line of lines) {
    const text = line.trim();
    if (/^(exit|quit|:q)$/i.test(text)) break;
    if (/^new$/i.test(text)) earlier = [];
    else if (text !== '') earlier = answerLine(lexsea, text, earlier, interactive);
    if (interactive) lines.prompt();
  }
  lines.close();
}

function answerLine(lexsea: LexSea, text: string, earlier: string[], interactive: boolean): string[] {
  const refusal = LexSea.refusal(text);
  if (refusal) {
    warn(refusal);
    return earlier;
  }
  const answer = lexsea.ask(text, { context: earlier });
  process.stdout.write(
    `${interactive ? '' : `> ${answer.question}\n\n`}${renderAnswer(answer, terminalOf(process.stdout))}${interactive ? '' : '\n'}`,
  );
  if (!interactive) process.exitCode = Math.max(Number(process.exitCode ?? 0), statusOf(answer));
  return answer.kind === 'no-answer' ? earlier : [...earlier, text].slice(-REMEMBERED);
}
