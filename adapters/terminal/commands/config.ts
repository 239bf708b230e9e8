/** `lexsea config`: every variable with the value in force and where it comes from; secrets are masked. */
import type { Command } from 'commander';
import { readEnvironmentFile } from '../environment-file.ts';
import { WRONG_USAGE } from '../exit-status.ts';
import { renderColumns } from '../render-columns.ts';

export function registerConfig(program: Command): void {
  program
    .command('config')
    .description('print every variable with the value in force and where it comes from, secrets masked; check them all')
    .option('--json', 'print as JSON')
    .action(config);
}

/** Prints the variables to standard output and what is wrong with them, one line each, to standard error; status 2 if anything is. */
async function config({ json }: { json?: boolean }): Promise<void> {
  const before = new Set(Object.keys(process.env));
  readEnvironmentFile();
  const fromFile = new Set(Object.keys(process.env).filter((name) => !before.has(name)));
  const { inForce } = await import('../../service/in-force.ts');
  const read = await inForce(process.env, fromFile);
  const { variables, problems, unknown, surfaces } = read;
  if (json) process.stdout.write(`${JSON.stringify(read, null, 2)}\n`);
  else {
    const rows = variables.map(({ name, value, origin }) => [name, value ?? '', origin]);
    process.stdout.write(`${renderColumns(['Variable', 'Value', 'From'], rows)}\n`);
    for (const [name, starts] of Object.entries(surfaces))
      process.stdout.write(`${name}: ${starts === true ? 'would start' : `would not start; ${starts}`}\n`);
  }
  for (const name of unknown) process.stderr.write(`lexsea: ${name} is set, but is no variable of LexSEA\n`);
  for (const problem of problems) process.stderr.write(`lexsea: ${problem}\n`);
  if (problems.length > 0) process.exitCode = WRONG_USAGE;
}
