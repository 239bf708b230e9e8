/** A second thread for a build, on the second core: it reads half of the texts and learns the vectors. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Analysis, packTexts, type ReadTexts } from './analysis.ts';
import { type LearnedVectors, learnVectors } from './learned.ts';
import { type Lessons, type PackedLessons, packLessons, unpackLessons } from './lessons.ts';

const IS_WORKER = 'lexsea-learn';

type Task = { read: readonly string[] } | { learn: PackedLessons };

/** Does one task after the other; started early, since a thread takes a while to start. */
export class LearningThread {
  readonly #worker = new Worker(new URL(import.meta.url), { workerData: IS_WORKER });

  /** The texts, analysed. Rejects if the thread fails. */
  read(texts: readonly string[]): Promise<ReadTexts> {
    return this.#do({ read: texts });
  }

  /** What learnVectors gives. Rejects if the thread fails. */
  learn(lessons: Lessons): Promise<LearnedVectors> {
    return this.#do({ learn: packLessons(lessons) });
  }

  #do<Result>(task: Task): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#worker.once('message', resolve);
      this.#worker.once('error', reject);
      this.#worker.once('exit', (code) => reject(new Error(`the learning thread ended with ${code}`)));
      this.#worker.postMessage(task);
    });
  }

  /** Ends the thread, whatever it is at. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

function readAll(texts: readonly string[]): ReadTexts {
  const analysis = new Analysis();
  const read = texts.map((text) => analysis.codes(text));
  return { vocabulary: analysis.vocabulary, ...packTexts(read) };
}

if (!isMainThread && workerData === IS_WORKER) {
  parentPort?.on('message', (task: Task) => {
    parentPort?.postMessage('read' in task ? readAll(task.read) : learnVectors(unpackLessons(task.learn)));
  });
}
