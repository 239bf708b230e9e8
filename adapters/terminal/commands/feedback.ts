/** `lexsea feedback report`: which provisions were marked as wrong, and on which topics there was no answer. Counts only. */
import type { Command } from 'commander';
import type { FeedbackLine, UnansweredLine } from '../../../src/store/feedback.ts';
import { readEnvironmentFile } from '../environment-file.ts';
import { renderColumns } from '../render-columns.ts';

export function registerFeedback(program: Command): void {
  const feedback = program.command('feedback').description('what users of Slack and Discord think of the answers');
  feedback
    .command('report')
    .description('print what was marked as wrong, by provision and kind of answer, and the topics without an answer; counts only')
    .option('--json', 'print as JSON, with what was marked as right only')
    .action(report);
}

async function report({ json }: { json?: boolean }): Promise<void> {
  readEnvironmentFile();
  const { openStore } = await import('../../../src/store/open.ts');
  const store = await openStore();
  try {
    const [votes, unanswered] = await Promise.all([store.feedback.report(), store.feedback.unanswered()]);
    process.stdout.write(json ? `${JSON.stringify({ votes, unanswered }, null, 2)}\n` : textOf(votes, unanswered));
  } finally {
    await store.close();
  }
}

function textOf(votes: readonly FeedbackLine[], unanswered: readonly UnansweredLine[]): string {
  const wrong = votes.filter((line) => line.wrong > 0);
  const parts = [
    wrong.length === 0
      ? 'Nothing was marked as wrong.'
      : renderColumns(
          ['Wrong', 'Right', 'Kind', 'Provision'],
          wrong.map((line) => [`${line.wrong}`, `${line.right}`, line.kind, line.citation]),
        ),
    unanswered.length === 0
      ? 'Every question got an answer.'
      : // A question on two topics counts under both.
        renderColumns(
          ['No answer', 'Reason', 'Place', 'Topic'],
          unanswered.map(({ asked, reason, jurisdiction, topic }) => [`${asked}`, reason, jurisdiction ?? '-', topic ?? '-']),
        ),
  ];
  return `${parts.join('\n\n')}\n`;
}
