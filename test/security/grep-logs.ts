/** The frame of a test run: gives it a folder for logs, and at the end looks in them for what must not be there. A leak fails the run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDER, leaksIn } from './log-record.ts';

const MOST_SHOWN = 20;

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'lexsea-logs-'));
  process.env[FOLDER] = folder;
  return () => {
    const { logs, lines, remembered, leaks } = leaksIn(folder);
    process.stdout.write(
      `\nLogs: ${lines} lines of ${logs} services, ${remembered} secrets and questions looked for, ${leaks.length} found\n`,
    );
    for (const { log, text, line } of leaks.slice(0, MOST_SHOWN))
      process.stdout.write(`  ${log}: ${JSON.stringify(text.slice(0, 100))} in ${line.slice(0, 300)}\n`);
    if (leaks.length > 0) process.exitCode = 1;
    rmSync(folder, { recursive: true, force: true });
  };
}
