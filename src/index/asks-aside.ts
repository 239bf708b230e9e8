/** The asks of a corpus, read and analysed: half of all text, and needed last, so that a second thread can do it. */
import { holdsAsks, loadCorpus, type Problem } from '../corpus/load.ts';
import type { Asks } from '../corpus/schema.ts';
import { Analysis, type PackedTexts, packTexts } from './analysis.ts';

/** Asks in plain data, for another thread. */
export interface AnalysedAsks {
  asks: Asks[];
  /** What is wrong with their files. */
  problems: Problem[];
  /** The texts of the asks, in order. */
  texts: PackedTexts;
  vocabulary: string[];
}

/** The asks of a corpus folder. */
export async function readAsks(folder: string): Promise<AnalysedAsks> {
  const { corpus, problems } = await loadCorpus(folder, undefined, holdsAsks);
  const analysis = new Analysis();
  const texts = corpus.asks.flatMap(({ asks }) => asks.map((ask) => analysis.codes(ask)));
  return { asks: corpus.asks, problems, texts: packTexts(texts), vocabulary: analysis.vocabulary };
}
