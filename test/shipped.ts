/** The engine over the corpus that is shipped, opened once for all tests of a file. */
import { LexSea } from '../src/ask.ts';

export const lexsea = await LexSea.open();
export const { index } = lexsea;
