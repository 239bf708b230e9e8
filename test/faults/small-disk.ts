/** A disk that can be full: a small one in memory, with the compiled corpus on it. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusFolder } from '../../src/corpus/folder.ts';
import { defaultFile } from '../../src/index/open.ts';

export interface SmallDisk {
  /** A folder on it. */
  folder: string;
  /** Takes every byte that is left. */
  fill(): void;
  /** Gives them back. */
  free(): void;
}

/** Bytes beside the compiled corpus. */
const ROOM = 8 * 1024 * 1024;

export async function onSmallDisk<Result>(use: (disk: SmallDisk) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'lexsea-small-disk-'));
  const corpus = defaultFile(corpusFolder());
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${statSync(corpus).size + ROOM}`, 'lexsea', folder]);
  const filler = join(folder, 'filler');
  try {
    copyFileSync(corpus, join(folder, 'corpus.db'));
    return await use({
      folder,
      fill() {
        const { bavail, bsize } = statfsSync(folder);
        writeFileSync(filler, Buffer.alloc(bavail * bsize));
      },
      free: () => rmSync(filler, { force: true }),
    });
  } finally {
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}
