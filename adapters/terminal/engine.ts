/** Opens the engine for a command, with progress on a terminal and warnings of one line. */
import { LexSea } from '../../src/ask.ts';
import { progressBar } from './progress.ts';

/** The engine over the shipped corpus. */
export async function openEngine(): Promise<LexSea> {
  const bar = progressBar('Compiling the corpus');
  try {
    return await LexSea.open({ warn, onProgress: bar.update });
  } finally {
    bar.stop();
  }
}

/** Tells the user what is worth knowing, apart from the answer. */
export function warn(message: string): void {
  process.stderr.write(`lexsea: ${message}\n`);
}
