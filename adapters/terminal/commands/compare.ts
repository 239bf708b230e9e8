/** `lexsea compare TOPIC`: a topic over all member states, to look at or to paste. */
import { type Command, Option } from 'commander';
import { isMemberState } from '../../../src/corpus/member-states.ts';
import { jurisdictionsOf, topicOf } from '../../../src/question/parameters.ts';
import { openEngine } from '../engine.ts';
import { NO_ANSWER } from '../exit-status.ts';
import { renderAnswer } from '../render-answer.ts';
import { terminalOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export function registerCompare(program: Command): void {
  program
    .command('compare')
    .description('compare a topic over the member states')
    .argument('<topic...>', 'id, label or term: breach-notification, "data localisation", hacking')
    .option('--in <states>', 'only these: SG,MY,TH')
    .addOption(new Option('--format <format>', 'how to print it').choices(['table', 'md', 'csv', 'json']).default('table'))
    .action((words: string[], options: { in?: string; format: string }) => compare(words.join(' '), options));
}

async function compare(written: string, { in: places, format }: { in?: string; format: string }): Promise<void> {
  const lexsea = await openEngine();
  const states = places ? jurisdictionsOf(lexsea.index, places) : [];
  const other = states.find((state) => !isMemberState(state));
  if (other) throw new UsageError(`${other} is no member state; a comparison is of member states`);
  const answer = lexsea.compare(topicOf(lexsea.index, written), states);
  if (answer.table === null) process.exitCode = NO_ANSWER;
  const { csvOf, markdownOf } = await import('../../presentation/table-formats.ts');
  const print = {
    json: () => `${JSON.stringify(answer, null, 2)}\n`,
    md: () => markdownOf(answer),
    csv: () => csvOf(answer),
    table: () => renderAnswer(answer, terminalOf(process.stdout)),
  };
  process.stdout.write(print[format as keyof typeof print]());
}
