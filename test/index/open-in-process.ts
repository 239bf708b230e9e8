/** Opens the compiled corpus as a process of its own: `node open-in-process.ts CORPUS FILE`. Prints the number of items. */
import { CorpusIndex } from '../../src/index/corpus-index.ts';
import { openIndex } from '../../src/index/open.ts';

const [corpus, file] = process.argv.slice(2);
const database = await openIndex({ corpus, file, warn: (message) => process.stderr.write(`${message}\n`) });
process.stdout.write(String(new CorpusIndex(database).items.length));
database.close();
