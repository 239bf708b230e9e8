/** `updateCorpus` in a process of its own, to be killed or kept from writing: data folder, shipped corpus, corpus to install. */
import { join } from 'node:path';
import { updateCorpus } from '../../src/index/update.ts';

const [data = '', corpus = '', from = ''] = process.argv.slice(2);
try {
  await updateCorpus({ corpus, file: join(data, 'corpus.db'), from });
  process.stdout.write('updated\n');
} catch (error) {
  process.stderr.write((error as Error).message);
  process.exitCode = 1;
}
