import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { create } from 'tar';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LexSea } from '../../src/ask.ts';
import { contentOf } from '../../src/corpus/content.ts';
import type { Instrument } from '../../src/corpus/schema.ts';
import { compiledIn } from '../../src/index/installed.ts';
import { parsePointer, pointerFile, readPointer } from '../../src/index/pointer.ts';
import { type Change, DefectiveCorpusError, rollbackCorpus, standing, updateCorpus } from '../../src/index/update.ts';
import { act, provision, type Workshop, workshop, writeCorpus } from '../corpus/tiny-corpus.ts';

const NODE = join(import.meta.dirname, '../../node_modules/.bin/node');

let first: Workshop;
let second: Workshop;
let shop: Workshop;
let data: string;
let corpora: string;
beforeAll(async () => {
  // Compiled once, and copied for each test.
  enter(workshop(edition('first')));
  first = shop;
  expect(await inForce()).toBe('first');
  enter(workshop(first));
  second = shop;
  await update('second');
});
afterAll(() => {
  first.remove();
  second.remove();
});
beforeEach(() => enter(workshop(first)));
afterEach(() => shop.remove());

function enter(entered: Workshop): void {
  shop = entered;
  data = join(shop.root, 'data');
  corpora = join(data, 'corpora');
}

/** Goes on where the update to the second edition is done. */
function enterSecond(): void {
  shop.remove();
  enter(workshop(second));
}

/** An edition whose one provision says which it is. */
function edition(name: string, given: Partial<Instrument> = {}): Instrument[] {
  return [act([provision('s 1', { text: `Whoever reads a computer pays a fine of the ${name} edition.` })], given)];
}

function written(name: string, given: Partial<Instrument> = {}): string {
  return writeCorpus(join(shop.root, name), edition(name, given));
}

function update(name: string, given: Partial<Instrument> = {}): Promise<Change> {
  return updateCorpus({ ...shop.options, from: written(name, given) });
}

/** The edition that an engine which is opened now answers from. */
async function inForce(): Promise<string> {
  const lexsea = await LexSea.open(shop.options);
  try {
    const { headline } = lexsea.ask('Is reading a computer a crime in Singapore?');
    return /of the (\w+) edition/.exec(headline)?.[1] ?? headline;
  } finally {
    lexsea.close();
  }
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  expect((error as Error).message).not.toMatch(/\n/);
  return (error as Error).message;
}

/** Folders of installed corpora. */
const installed = (): string[] => readdirSync(corpora).filter((name) => /^[0-9a-f]{20}$/.test(name));

describe('an update', () => {
  test('puts a corpus in force, and says what changed', async () => {
    expect(await inForce()).toBe('first');
    const change = await update('second');
    expect(change.difference.amended.map(({ id, fields }) => [id, fields])).toEqual([['sg-computers-act-2020#s 1', ['text']]]);
    expect(change).toMatchObject({
      installed: true,
      from: { id: contentOf(shop.options.corpus) },
      to: { id: contentOf(join(shop.root, 'second')) },
    });
    expect(await inForce()).toBe('second');
    expect(shop.warnings).toEqual([]);
  });

  test('takes an archive', async () => {
    written('second');
    const file = join(shop.root, 'corpus.tgz');
    await create({ file, gzip: true, cwd: shop.root }, ['second']);
    await updateCorpus({ ...shop.options, from: file });
    expect(await inForce()).toBe('second');
  });

  test('of the corpus that is in force changes nothing', async () => {
    enterSecond();
    const before = readFileSync(pointerFile(data), 'utf8');
    expect(await update('second')).toMatchObject({ installed: false });
    expect(readFileSync(pointerFile(data), 'utf8')).toBe(before);
  });

  test('only tried, writes nothing at all', async () => {
    expect(await inForce()).toBe('first');
    const change = await updateCorpus({ ...shop.options, from: written('second'), dryRun: true });
    expect(change).toMatchObject({ installed: false, difference: { amended: [{ ref: 's 1' }] } });
    expect(readdirSync(data)).toEqual(['corpus.db']);
    expect(await inForce()).toBe('first');
  });

  test('is refused with every defect of the corpus', async () => {
    const from = written('second', { authorities: ['nobody'], ended: '2019' });
    const error: unknown = await updateCorpus({ ...shop.options, from }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DefectiveCorpusError);
    expect((error as DefectiveCorpusError).problems.map(({ file, field, message }) => `${file} ${field} ${message}`)).toEqual([
      'national/sg/sg-computers-act-2020.yaml authorities.0 "nobody" is no institution of this corpus',
      'national/sg/sg-computers-act-2020.yaml ended ended before it began (2019 before 2020-02-01)',
    ]);
    expect(await inForce()).toBe('first');
    expect(installed()).toEqual([]);
  });

  test('is refused in one line where there is no corpus', async () => {
    expect(await messageOf(updateCorpus({ ...shop.options, from: join(shop.root, 'nowhere') }))).toContain('is not there');
    expect(await messageOf(updateCorpus({ ...shop.options, from: join(shop.root, 'data') }))).toContain('holds no topics.yaml');
  });

  test('keeps the corpus before it and no older one, and compiled files that nobody writes to', async () => {
    enterSecond();
    for (const name of ['third', 'fourth']) await update(name);
    expect(installed().sort()).toEqual([contentOf(join(shop.root, 'third')), contentOf(join(shop.root, 'fourth'))].sort());
    for (const id of installed()) expect(statSync(compiledIn(join(corpora, id))).mode & 0o222).toBe(0);
  });

  test('does not wait for another one', async () => {
    enterSecond();
    const other = new Database(join(corpora, 'lock.db'));
    other.exec('BEGIN EXCLUSIVE');
    expect(await messageOf(update('third'))).toContain('another update is running');
    other.close();
    await update('third');
    expect(await inForce()).toBe('third');
  });

  test.skipIf(process.getuid?.() === 0)('leaves the corpus in force where nothing can be written', async () => {
    await inForce();
    chmodSync(data, 0o555);
    try {
      expect(await messageOf(update('second'))).toContain('cannot be written');
    } finally {
      chmodSync(data, 0o755);
    }
    expect(await inForce()).toBe('first');
  });
});

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  // Blocks of 512 or 1024 bytes: room for the YAML, not for what is compiled; then not even for the YAML.
  test.each([400, 8])('(%i blocks a file) leaves the corpus in force, and says so', async (blocks) => {
    enterSecond();
    const from = written('third');
    const script = `ulimit -f ${blocks}; exec "$0" "$@"`;
    const args = [NODE, join(import.meta.dirname, 'update-in-process.ts'), data, shop.options.corpus, from];
    const child = spawn('sh', ['-c', script, ...args]);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    await once(child, 'close');
    expect(said).toMatch(/^\S+corpora cannot be written \(\w+\); the corpus in force stays as it is$/);
    expect(readdirSync(corpora).sort()).toEqual([...installed(), 'current.json', 'lock.db'].sort());
    expect(await inForce()).toBe('second');
  });
});

describe('a rollback', () => {
  test('goes back to the corpus of the program, and forth again', async () => {
    enterSecond();
    expect((await rollbackCorpus(shop.options)).difference.amended).toHaveLength(1);
    expect(await inForce()).toBe('first');
    await rollbackCorpus(shop.options);
    expect(await inForce()).toBe('second');
  });

  test('goes back to the update before', async () => {
    enterSecond();
    await update('third');
    await rollbackCorpus(shop.options);
    expect(await inForce()).toBe('second');
  });

  test('is refused where there is nothing to go back to, or what there was is damaged', async () => {
    expect(await messageOf(rollbackCorpus(shop.options))).toBe('there is no earlier corpus to go back to');
    enterSecond();
    await update('third');
    rmSync(join(corpora, contentOf(join(shop.root, 'second')), 'corpus', 'topics.yaml'));
    rmSync(compiledIn(join(corpora, contentOf(join(shop.root, 'second')))));
    expect(await messageOf(rollbackCorpus(shop.options))).toContain('is damaged');
    expect(await inForce()).toBe('third');
  });

  test('tells subscribers of nothing', async () => {
    enterSecond();
    const announced = async (): Promise<boolean> => {
      const lexsea = await LexSea.open(shop.options);
      const found = await lexsea.announced();
      lexsea.close();
      return found !== null;
    };
    expect(await announced()).toBe(true);
    await rollbackCorpus(shop.options);
    expect(await announced()).toBe(false);
  });
});

describe('a program that is upgraded under an installed corpus', () => {
  /** The program comes with another corpus. */
  function upgrade(name: string, asOf: string): void {
    writeCorpus(shop.options.corpus, edition(name, { as_of: asOf }));
  }

  test('goes on with the installed one if its own is older', async () => {
    await update('second', { as_of: '2026-05-01' });
    upgrade('shipped', '2026-04-30');
    expect(await inForce()).toBe('second');
  });

  test.each(['2026-05-01', '2026-05-02'])('goes on with its own of %s, as late as the installed one or later', async (asOf) => {
    await update('second', { as_of: '2026-05-01' });
    upgrade('shipped', asOf);
    expect(await inForce()).toBe('shipped');
    expect((await standing(shop.options)).shipped).toEqual((await standing(shop.options)).inForce);
  });

  test('takes the next update, from which a rollback leads to its own', async () => {
    await update('second', { as_of: '2026-05-01' });
    upgrade('shipped', '2026-06-01');
    await update('third', { as_of: '2026-05-15' });
    expect(await inForce()).toBe('third');
    await rollbackCorpus(shop.options);
    expect(await inForce()).toBe('shipped');
  });

  test('goes back to an older corpus if it is told to', async () => {
    await update('second', { as_of: '2026-05-01' });
    await update('third', { as_of: '2026-09-01' });
    upgrade('shipped', '2026-06-01');
    expect(await inForce()).toBe('third');
    await rollbackCorpus(shop.options);
    expect(await inForce()).toBe('second');
  });

  test('compiles the installed one for itself where its files are laid out otherwise', async () => {
    enterSecond();
    rmSync(compiledIn(join(corpora, installed()[0] ?? '')));
    expect(await inForce()).toBe('second');
    expect(existsSync(compiledIn(join(corpora, installed()[0] ?? '')))).toBe(true);
  });
});

describe('damage', () => {
  test('of the compiled file is mended from the corpus beside it', async () => {
    enterSecond();
    const file = compiledIn(join(corpora, installed()[0] ?? ''));
    chmodSync(file, 0o644);
    truncateSync(file, statSync(file).size - 4096);
    expect(await inForce()).toBe('second');
    expect(shop.warnings).toEqual([expect.stringContaining('is damaged or half-written; it is built anew')]);
    expect(await inForce()).toBe('second');
  });

  test('of all of it leads to the corpus before, with a word', async () => {
    enterSecond();
    await update('third');
    rmSync(join(corpora, contentOf(join(shop.root, 'third'))), { recursive: true });
    expect(await inForce()).toBe('second');
    expect(shop.warnings).toEqual([expect.stringContaining('an earlier corpus is used')]);
    await update('third');
    expect(await inForce()).toBe('third');
  });

  test('of the pointer leads to the corpus of the program, and the next update writes it anew', async () => {
    enterSecond();
    writeFileSync(pointerFile(data), '{"version":1,"editions":["../../etc"],"announce":null}');
    expect(await inForce()).toBe('first');
    expect(shop.warnings[0]).toContain('cannot be read');
    await update('third');
    expect(await inForce()).toBe('third');
  });

  test('whatever stands in the pointer, it is one or it is none', () => {
    const id = fc.constantFrom('0123456789abcdef0123', '../../../../etc', '0123456789ABCDEF0123', '', 'shipped');
    const edition = fc.oneof(
      fc.constant('shipped'),
      fc.record({
        id,
        asOf: fc.constantFrom('', '2026-05', '2026-13', 'soon'),
        installed: fc.constantFrom('2026-05-01T10:00:00Z', 'x'),
        over: id,
      }),
      fc.anything(),
    );
    const pointer = fc.record({
      version: fc.constantFrom(1, 2, '1'),
      editions: fc.oneof(fc.array(edition, { maxLength: 3 }), fc.anything()),
      announce: fc.oneof(fc.constant(null), fc.record({ from: id, to: id }), fc.anything()),
    });
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      pointer.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, (written) => {
        const read = parsePointer(written);
        if (read === null) return;
        expect(parsePointer(JSON.stringify(read))).toEqual(read);
        const ids = read.editions.flatMap((each) => (each === 'shipped' ? [] : [each.id, each.over]));
        for (const each of [...ids, ...(read.announce ? [read.announce.from, read.announce.to] : [])])
          expect(each).toMatch(/^[0-9a-f]{20}$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an update that is killed', () => {
  /** The steps of an update, by what is in the data folder once each was done. */
  const STEPS: [string, () => boolean][] = [
    ['as it begins', () => existsSync(join(corpora, 'lock.db'))],
    ['once the corpus is copied', () => staged().some((name) => existsSync(join(corpora, name, 'corpus', 'topics.yaml')))],
    ['while it compiles', () => staged().some((name) => readdirSync(join(corpora, name)).some((file) => file.endsWith('.tmp')))],
    ['once it is compiled', () => staged().some((name) => existsSync(compiledIn(join(corpora, name))))],
    ['once it is in its place', () => existsSync(corpora) && installed().length > 1],
  ];
  const staged = (): string[] => (existsSync(corpora) ? readdirSync(corpora).filter((name) => name.startsWith('preparing-')) : []);

  test.each(STEPS)('%s leaves the corpus in force or has put the next one there, and the next update tidies up', async (_, reached) => {
    enterSecond();
    rmSync(join(corpora, 'lock.db'));
    const from = written('third');
    const child = spawn(NODE, [join(import.meta.dirname, 'update-in-process.ts'), data, shop.options.corpus, from]);
    const ended = once(child, 'exit');
    // Looked at without giving way, so that no step is missed.
    while (!seen(reached) && child.exitCode === null && child.signalCode === null) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await ended;
    const edition = readPointer(data)?.editions[0];
    const isThird = edition !== 'shipped' && edition?.id === contentOf(from);
    expect(await inForce()).toBe(isThird ? 'third' : 'second');
    expect(shop.warnings).toEqual([]);
    expect(await update(isThird ? 'third' : 'second')).toMatchObject({ installed: false });
    expect(staged()).toEqual([]);
    expect(readdirSync(corpora).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  /** A folder may be renamed while it is looked at. */
  function seen(reached: () => boolean): boolean {
    try {
      return reached();
    } catch {
      return false;
    }
  }
});
