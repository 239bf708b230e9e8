import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CorpusIndex } from '../../src/index/corpus-index.ts';
import { defaultFile, openIndex, rebuildIndex } from '../../src/index/open.ts';
import { BODY, CASE, removeCorpus, smallCorpus } from '../corpus/small-corpus.ts';

let corpus: string;
let file: string;
let warnings: string[];
let opened: Database.Database[];
beforeEach(() => {
  corpus = smallCorpus();
  file = join(dirname(corpus), 'data', 'corpus.db');
  warnings = [];
  opened = [];
});
afterEach(() => {
  for (const database of opened) database.close();
  removeCorpus(corpus);
});

const warn = (message: string): void => void warnings.push(message);

/** The compiled corpus, closed after the test. */
async function open(options: { file?: string; corpus?: string } = {}, how = openIndex): Promise<CorpusIndex> {
  const database = await how({ corpus, file, warn, ...options });
  opened.push(database);
  return new CorpusIndex(database);
}

const provision = 'sg-computer-misuse-act-1993#s 3';
const answers = (index: CorpusIndex): boolean =>
  index.provision(provision)?.ref === 's 3' && index.frequency('access') > 0 && index.numberOf(provision) !== undefined;

describe('the compiled file', () => {
  test('is built where it is missing, with the folder around it', async () => {
    expect(answers(await open())).toBe(true);
    expect(warnings).toEqual([]);
    expect(readdirSync(dirname(file))).toEqual(['corpus.db']);
  });

  test('is opened as it is the next time', async () => {
    await open();
    const { ino, mtimeMs } = statSync(file);
    expect(answers(await open())).toBe(true);
    expect(statSync(file)).toMatchObject({ ino, mtimeMs });
    expect(warnings).toEqual([]);
  });

  test('is read-only', async () => {
    await open();
    await open();
    for (const database of opened) expect(() => database.exec('DELETE FROM meta')).toThrow('readonly');
  });

  test('is the same for the same corpus', async () => {
    await open();
    const first = readFileSync(file);
    await open({}, rebuildIndex);
    expect(readFileSync(file).equals(first)).toBe(true);
  });

  test('is built anew on request, with progress from 0 to 1', async () => {
    await open();
    const { ino } = statSync(file);
    const shares: number[] = [];
    opened.push(await rebuildIndex({ corpus, file, warn, onProgress: (share) => shares.push(share) }));
    expect(statSync(file).ino).not.toBe(ino);
    expect(shares).toEqual([...shares].sort((left, right) => left - right));
    expect(shares.at(-1)).toBe(1);
  });

  test.each<[string, () => void]>([
    ['a corpus file is written', () => appendFileSync(join(corpus, BODY), '# checked\n')],
    ['a corpus file has another time', () => utimesSync(join(corpus, BODY), 1, 1)],
    ['a corpus file is gone', () => rmSync(join(corpus, CASE))],
    [
      'a corpus file is new',
      () =>
        writeFileSync(
          join(corpus, 'cases', 'sg-new.yaml'),
          readFileSync(join(corpus, CASE), 'utf8').replace('id: sg-k-box-2016', 'id: sg-new'),
        ),
    ],
  ])('is stale, and built anew without a warning, when %s', async (_, change) => {
    await open();
    const { ino } = statSync(file);
    change();
    const index = await open();
    expect(statSync(file).ino).not.toBe(ino);
    expect(answers(index)).toBe(true);
    expect(warnings).toEqual([]);
    expect(index.case('sg-k-box-2016') !== undefined).toBe(existsSync(join(corpus, CASE)));
  });

  test('lies beside the corpus unless LEXSEA_DATA names a folder', () => {
    const { LEXSEA_DATA } = process.env;
    try {
      delete process.env.LEXSEA_DATA;
      expect(defaultFile('/srv/lexsea/corpus')).toBe(join('/srv/lexsea', 'data', 'corpus.db'));
      process.env.LEXSEA_DATA = '/var/lexsea';
      expect(defaultFile('/srv/lexsea/corpus')).toBe(join('/var/lexsea', 'corpus.db'));
    } finally {
      delete process.env.LEXSEA_DATA;
      if (LEXSEA_DATA !== undefined) process.env.LEXSEA_DATA = LEXSEA_DATA;
    }
  });
});

describe('a damaged file gives one warning and is built anew', () => {
  const overwrite = (at: number, bytes: string): void => {
    const content = readFileSync(file);
    content.write(bytes, at < 0 ? content.length + at : at);
    writeFileSync(file, content);
  };

  test.each<[string, () => void]>([
    ['empty', () => truncateSync(file, 0)],
    ['one page long', () => truncateSync(file, 4096)],
    ['half written', () => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['short of its last byte', () => truncateSync(file, statSync(file).size - 1)],
    ['text', () => writeFileSync(file, 'not a database')],
    ['zeros', () => writeFileSync(file, Buffer.alloc(100_000))],
    ['without its header', () => overwrite(0, 'garbage!')],
    ['wrong in the middle', () => overwrite(50_000, 'garbage!')],
    ['wrong at its end', () => overwrite(-8, 'garbage!')],
    ['longer than it was', () => appendFileSync(file, 'more')],
  ])('%s', async (_, damage) => {
    await open();
    opened.pop()?.close();
    damage();
    expect(answers(await open())).toBe(true);
    expect(warnings).toEqual([`${file} is damaged or half-written; it is built anew`]);
    expect(answers(await open())).toBe(true);
    expect(warnings).toHaveLength(1);
    expect(readdirSync(dirname(file))).toEqual(['corpus.db']);
  });

  test('what a build left behind when it was killed does no harm', async () => {
    mkdirSync(dirname(file));
    writeFileSync(`${file}.1.00000000.tmp`, 'half');
    expect(answers(await open())).toBe(true);
    expect(warnings).toEqual([]);
  });
});

describe('a folder that cannot be written gives one warning, and the corpus is held in memory', () => {
  const inMemory = async (place: string): Promise<void> => {
    expect(answers(await open({ file: place }))).toBe(true);
    expect(opened.at(-1)?.memory).toBe(true);
    expect(warnings).toEqual([
      `${dirname(place)} cannot be written; the corpus is kept in memory and built at every start (LEXSEA_DATA names another folder)`,
    ]);
  };

  test('a file stands where the folder should be', () => inMemory(join(corpus, 'topics.yaml', 'corpus.db')));
  test('a file stands on the way to it', () => inMemory(join(corpus, 'topics.yaml', 'data', 'corpus.db')));
  test('the name is too long', () => inMemory(join(dirname(corpus), 'x'.repeat(300), 'corpus.db')));
  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('the folder is read-only', async () => {
    mkdirSync(dirname(file), { mode: 0o500 });
    await inMemory(file).finally(() => chmodSync(dirname(file), 0o700));
  });

  test('a folder stands where the file should be', async () => {
    mkdirSync(join(file, 'inside'), { recursive: true });
    expect(answers(await open())).toBe(true);
    expect(opened.at(-1)?.memory).toBe(true);
    expect(readdirSync(dirname(file))).toEqual(['corpus.db']);
    expect(warnings).toHaveLength(1);
  });
});

describe('a corpus that is no corpus gives one clear line', () => {
  test.each<[string, () => string, string]>([
    [
      'a missing folder',
      () => join(corpus, 'nothing'),
      'the corpus folder cannot be read; set LEXSEA_CORPUS to the folder "corpus" of the project',
    ],
    [
      'a file',
      () => join(corpus, 'topics.yaml'),
      'the corpus folder cannot be read; set LEXSEA_CORPUS to the folder "corpus" of the project',
    ],
    ['a folder without topics', () => join(corpus, 'cases'), 'holds no readable topics.yaml, so this is no corpus'],
  ])('%s', async (_, place, says) => {
    const error = await open({ corpus: place() }).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(/^[^\n]+$/);
    expect((error as Error).message.endsWith(says)).toBe(true);
    expect(existsSync(file)).toBe(false);
  });

  test('a record of the wrong shape is left out, with one warning that names it', async () => {
    const source = readFileSync(join(corpus, CASE), 'utf8');
    writeFileSync(join(corpus, CASE), source.replace('kind: regulator-decision', 'kind: gossip').replace(/^title:.*/m, 'title: ""'));
    const index = await open();
    expect(answers(index)).toBe(true);
    expect(index.case('sg-k-box-2016')).toBeUndefined();
    expect(warnings).toEqual([`corpus/${CASE}:2: title: must not be empty; left out (and 1 more), "npm run corpus:check" lists all`]);
  });
});

test('two processes and this one at once all succeed, and leave one good file', { timeout: 120_000 }, async () => {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'open-in-process.ts');
  const start = (): Promise<{ stdout: string; stderr: string }> => promisify(execFile)(process.execPath, [script, corpus, file]);
  const [first, second, index] = await Promise.all([start(), start(), open()]);
  const items = String(index.items.length);
  expect([first, second]).toEqual([
    { stdout: items, stderr: '' },
    { stdout: items, stderr: '' },
  ]);
  expect(readdirSync(dirname(file))).toEqual(['corpus.db']);
  const { ino } = statSync(file);
  expect(answers(await open())).toBe(true);
  expect(statSync(file).ino).toBe(ino);
  expect(warnings).toEqual([]);
});
