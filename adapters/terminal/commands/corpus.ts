/** `lexsea corpus check|build|schema|update|editions`: the tools of those who keep the law. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { corpusFolder } from '../../../src/corpus/folder.ts';
import { warn } from '../engine.ts';
import { progressBar } from '../progress.ts';
import { registerCorpusUpdate } from './corpus-update.ts';

export function registerCorpus(program: Command): void {
  const corpus = program.command('corpus').description('check, compile or update the corpus');
  corpus
    .command('check')
    .description('check every file of the corpus and print what it covers')
    .option('--dir <folder>', 'the corpus folder', corpusFolder())
    .action(({ dir }) => check(dir));
  corpus
    .command('build')
    .description('compile the corpus into one SQLite file')
    .option('--dir <folder>', 'the corpus folder', corpusFolder())
    .option('--out <file>', 'the compiled file; by default corpus.db in LEXSEA_DATA, or in data/')
    .action(build);
  corpus
    .command('schema')
    .description('print the JSON Schema of a kind of corpus file, for editors')
    .argument('[kind]', 'instrument, profile, institution, case, overview, misconceptions, glossary, topics, asks', 'instrument')
    .option('--write <folder>', 'write the schemas of all kinds into a folder, one file each')
    .action(schema);
  registerCorpusUpdate(corpus);
}

async function check(folder: string): Promise<void> {
  const { loadCorpus } = await import('../../../src/corpus/load.ts');
  const { checkCorpus, locate } = await import('../../../src/corpus/check.ts');
  const { coverageReport } = await import('../../../src/corpus/report.ts');
  const { corpus, problems } = await loadCorpus(folder);
  const all = [...problems, ...(await locate(folder, checkCorpus(corpus)))];
  for (const { file, line, field, message } of all) {
    process.stderr.write(`corpus/${file}:${line ?? 1}: ${field ? `${field}: ` : ''}${message}\n`);
  }
  process.stdout.write(coverageReport(corpus));
  process.stdout.write(`${all.length === 0 ? 'no errors' : `${all.length} errors`}\n`);
  if (all.length > 0) process.exitCode = 1;
}

async function build({ dir, out }: { dir: string; out?: string }): Promise<void> {
  const { rebuildIndex, defaultFile } = await import('../../../src/index/open.ts');
  const bar = progressBar('Compiling the corpus');
  const started = performance.now();
  const file = out ?? defaultFile(dir);
  const database = await rebuildIndex({ corpus: dir, file, warn, onProgress: bar.update });
  bar.stop();
  const items = JSON.parse(String(database.prepare("SELECT content FROM blob WHERE name = 'heads'").pluck().get())) as unknown[];
  database.close();
  process.stdout.write(`${file}: ${items.length} items in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

async function schema(kind: string, { write }: { write?: string }): Promise<void> {
  const { jsonSchemaOf, SCHEMA_KINDS } = await import('../../../src/corpus/json-schema.ts');
  if (write) {
    mkdirSync(write, { recursive: true });
    for (const each of SCHEMA_KINDS) writeFileSync(join(write, `${each}.json`), `${JSON.stringify(jsonSchemaOf(each), null, 2)}\n`);
    return;
  }
  process.stdout.write(`${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`);
}
