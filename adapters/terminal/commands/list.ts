/** `lexsea list …`: what the corpus holds. */
import { Argument, type Command } from 'commander';
import type { CorpusIndex } from '../../../src/index/corpus-index.ts';
import { jurisdictionsOf } from '../../../src/question/parameters.ts';
import { openEngine } from '../engine.ts';

type Row = [id: string, jurisdiction: string, text: string];

const LISTS: Record<string, (index: CorpusIndex) => Row[]> = {
  instruments: (index) => index.instruments().map(({ id, jurisdiction, title, status }) => [id, jurisdiction, `${title} (${status})`]),
  institutions: (index) =>
    index.institutions().map(({ id, jurisdiction, name, acronym }) => [id, jurisdiction, acronym ? `${name} (${acronym})` : name]),
  topics: (index) => index.topics.map(({ id, label, comparison }) => [id, '', comparison ? `${label} *` : label]),
  norms: (index) =>
    index.items
      .filter(({ kind, topics }) => kind === 'provision' && topics[0] === 'norms')
      .map(({ id, jurisdiction, heading }) => [id, jurisdiction, heading]),
  cases: (index) => index.cases().map(({ id, jurisdiction, title, date }) => [id, jurisdiction, date ? `${title} (${date})` : title]),
};

export function registerList(program: Command): void {
  program
    .command('list')
    .description('list what the corpus holds (topics marked * can be compared)')
    .addArgument(new Argument('<what>', 'what to list').choices(Object.keys(LISTS)))
    .option('--in <places>', 'only of these: SG,MY,ASEAN')
    .option('--json', 'print as JSON')
    .action(async (what: string, options: { in?: string; json?: boolean }) => {
      const { index } = await openEngine();
      const places = options.in ? jurisdictionsOf(index, options.in) : null;
      const rows = (LISTS[what]?.(index) ?? []).filter(
        ([, jurisdiction]) => places === null || jurisdiction === '' || places.includes(jurisdiction),
      );
      if (options.json)
        process.stdout.write(
          `${JSON.stringify(
            rows.map(([id, jurisdiction, text]) => ({ id, jurisdiction: jurisdiction || null, text })),
            null,
            2,
          )}\n`,
        );
      else for (const row of rows) process.stdout.write(`${row.filter((part) => part !== '').join('  ')}\n`);
    });
}
