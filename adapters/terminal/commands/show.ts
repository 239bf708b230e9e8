/** `lexsea show ID[#REF]`: one thing of the corpus, whole. */
import type { Command } from 'commander';
import { wrapAnsi } from 'fast-wrap-ansi';
import { type Shown, show } from '../../../src/answer/show.ts';
import { openEngine } from '../engine.ts';
import { type Terminal, terminalOf } from '../terminal.ts';

export function registerShow(program: Command): void {
  program
    .command('show')
    .description('show an instrument, a provision, an institution, a case or a misconception by its id')
    .argument('<id...>', 'as in citations: sg-computer-misuse-act-1993#s 13')
    .option('--json', 'print the record as JSON')
    .action(async (words: string[], { json }: { json?: boolean }) => {
      const { index } = await openEngine();
      const shown = show(index, words.join(' '));
      process.stdout.write(
        json ? `${JSON.stringify({ id: shown.id, ...shown.record }, null, 2)}\n` : render(shown, terminalOf(process.stdout)),
      );
    });
}

function render({ title, facts, text, parts }: Shown, { width, bold, dim }: Terminal): string {
  const wrap = (line: string): string => wrapAnsi(line, width, { hard: false });
  const blocks = [wrap(bold(title)), facts.map(([name, value]) => wrap(`${dim(`${name}:`)} ${value}`)).join('\n'), wrap(text)];
  if (parts.length > 0) blocks.push(parts.map(({ ref, heading }) => wrap(`${bold(ref)}  ${heading}`)).join('\n'));
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
