import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { create, Header } from 'tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ArchiveError, LIMITS, readArchive } from '../../src/corpus/archive.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexsea-archive-'));
  file = join(folder, 'corpus.tgz');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Entry {
  path: string;
  body?: string;
  type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice';
  linkpath?: string;
  /** What the header says, where that is not true. */
  size?: number;
}

/** An archive entry by entry, also such as no program would write. */
function tarOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ path, body = '', type = 'File', linkpath = '', size }) => {
    const header = Buffer.alloc(512);
    const bytes = Buffer.from(body);
    const fields = {
      path,
      type,
      linkpath,
      size: size ?? bytes.length,
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: new Date(0),
      uname: '',
      gname: '',
    };
    new Header(fields).encode(header, 0);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function archive(...entries: Entry[]): void {
  writeFileSync(file, gzipSync(tarOf(entries)));
}

const TOPICS: Entry = { path: 'corpus/topics.yaml', body: '[]' };

async function refusal(limits = LIMITS): Promise<string> {
  const error: unknown = await readArchive(file, limits).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ArchiveError);
  const { message } = error as Error;
  expect(message).toContain(file);
  expect(message).not.toMatch(/\n/);
  return message;
}

describe('an archive of a corpus', () => {
  test('gives the YAML files below the folder with topics.yaml, as tar itself writes it', async () => {
    mkdirSync(join(folder, 'project', 'corpus', 'asean'), { recursive: true });
    writeFileSync(join(folder, 'project', 'corpus', 'topics.yaml'), '- id: t');
    writeFileSync(join(folder, 'project', 'corpus', 'asean', 'a.yaml'), 'id: a');
    writeFileSync(join(folder, 'project', 'corpus', 'LICENSE'), 'free');
    writeFileSync(join(folder, 'project', 'README.md'), 'hello');
    writeFileSync(join(folder, 'project', 'other.yaml'), 'x: 1');
    await create({ file, gzip: true, cwd: folder }, ['project']);
    expect([...(await readArchive(file))].map(([path, bytes]) => [path, String(bytes)]).sort()).toEqual([
      ['asean/a.yaml', 'id: a'],
      ['topics.yaml', '- id: t'],
    ]);
  });

  test('may have "./" before its paths, and hidden files beside its own', async () => {
    archive({ path: './topics.yaml', body: 'x' }, { path: './._topics.yaml', body: 'y' }, { path: './.git/a.yaml', body: 'z' });
    expect([...(await readArchive(file)).keys()]).toEqual(['topics.yaml']);
  });

  test.each([
    ['../topics.yaml'],
    ['/etc/topics.yaml'],
    ['corpus/../../topics.yaml'],
    ['corpus\\..\\topics.yaml'],
    ['C:/topics.yaml'],
    ['corpus//topics.yaml'],
    ['corpus/a\nb.yaml'],
  ])('is refused for the path %j', async (path) => {
    archive(TOPICS, { path, body: 'x' });
    expect(await refusal()).toContain('leads out of it or is none');
  });

  test.each(['SymbolicLink', 'Link', 'CharacterDevice'] as const)('is refused for a %s', async (type) => {
    archive(TOPICS, { path: 'corpus/asean', type, linkpath: type === 'CharacterDevice' ? '' : '/etc' });
    expect(await refusal()).toContain(`"corpus/asean" is a ${type}`);
  });

  test('is refused for a link that tar itself packed', async () => {
    mkdirSync(join(folder, 'corpus'));
    writeFileSync(join(folder, 'corpus', 'topics.yaml'), '[]');
    symlinkSync('/etc/passwd', join(folder, 'corpus', 'passwd.yaml'));
    await create({ file, gzip: true, cwd: folder }, ['corpus']);
    expect(await refusal()).toContain('no links');
  });

  test('is refused where a path is in it twice, or is a file and a folder', async () => {
    archive(TOPICS, { path: 'corpus/topics.yaml', body: 'other' });
    expect(await refusal()).toContain('twice');
    archive(TOPICS, { path: 'corpus/a.yaml', body: 'x' }, { path: 'corpus/a.yaml/b.yaml', body: 'x' });
    expect(await refusal()).toContain('a file and a folder');
  });

  test('is refused without a corpus in it', async () => {
    archive({ path: 'README.md', body: 'hello' });
    expect(await refusal()).toContain('no topics.yaml');
  });

  test('is refused for too many entries, too large a file, too large a whole', async () => {
    const some = { ...LIMITS, entries: 3, file: 100, corpus: 150 };
    archive(TOPICS, ...['a', 'b', 'c'].map((name) => ({ path: `corpus/${name}.txt` })));
    expect(await refusal(some)).toContain('more than 3 entries');
    archive(TOPICS, { path: 'corpus/a.yaml', body: 'x'.repeat(101) });
    expect(await refusal(some)).toContain('has 101 bytes');
    archive(TOPICS, { path: 'corpus/a.yaml', body: 'x'.repeat(90) }, { path: 'corpus/b.yaml', body: 'x'.repeat(90) });
    expect(await refusal(some)).toContain('more than 150 bytes');
    expect(await refusal({ ...some, packed: 20 })).toContain('has more than 20 bytes');
  });

  test('a bomb is refused before it has unpacked', async () => {
    const nothing = Buffer.alloc(1 << 20);
    await pipeline(
      Readable.from(
        (function* () {
          const header = Buffer.alloc(512);
          new Header({ path: 'zeros.bin', type: 'File', size: 2 ** 31, mode: 0o644, mtime: new Date(0) }).encode(header, 0);
          yield tarOf([TOPICS]).subarray(0, 1024);
          yield header;
          for (let megabyte = 0; megabyte < 512; megabyte++) yield nothing;
        })(),
      ),
      createGzip(),
      createWriteStream(file),
    );
    const before = process.memoryUsage().rss;
    expect(await refusal()).toContain(`unpacks to more than ${LIMITS.unpacked} bytes`);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
  });

  test('a file that claims to be larger than it may be is not read', async () => {
    archive(TOPICS, { path: 'corpus/a.yaml', size: 2 ** 33 });
    expect(await refusal()).toContain('has 8589934592 bytes');
  });

  test('is refused where it is cut, no gzip, no tar, not there, or a folder', async () => {
    archive(TOPICS, { path: 'corpus/a.yaml', body: Array.from({ length: 3000 }, (_, n) => n * 7919).join(' ') });
    truncateSync(file, Math.floor(readFileSync(file).length / 2));
    expect(await refusal()).toContain('no whole .tgz archive');
    writeFileSync(file, 'hello');
    expect(await refusal()).toContain('no whole .tgz archive');
    writeFileSync(file, gzipSync('hello'));
    expect(await refusal()).toMatch(/no whole archive|no topics.yaml/);
    rmSync(file);
    expect(await refusal()).toContain('is not there');
    mkdirSync(file);
    expect(await refusal()).toContain('cannot be read');
  });

  test('cut within a file of the corpus, it is refused even if the gzip is whole', async () => {
    const whole = tarOf([TOPICS, { path: 'corpus/a.yaml', body: 'x'.repeat(4000) }]);
    writeFileSync(file, gzipSync(whole.subarray(0, 2600)));
    await refusal();
  });

  test('whatever the bytes, it is read or refused in one line', async () => {
    const base = tarOf([TOPICS, { path: 'corpus/asean/a.yaml', body: 'id: a' }]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.boolean(),
        fc.nat(base.length),
        async (changes, cut, length) => {
          const bytes = Buffer.from(base);
          for (const [at, byte] of changes) bytes[at] = byte;
          writeFileSync(file, gzipSync(cut ? bytes.subarray(0, length) : bytes));
          const read = await readArchive(file).catch((error: unknown) => error);
          if (read instanceof ArchiveError) expect(read.message).not.toMatch(/\n/);
          else {
            expect(read).toBeInstanceOf(Map);
            for (const path of (read as Map<string, Buffer>).keys())
              expect(path.split('/').some((part) => part === '' || part === '..' || part === '.')).toBe(false);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
