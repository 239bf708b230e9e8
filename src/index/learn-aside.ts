/** Learning in a thread of its own: half of the time that a build takes, on the second core. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type LearnedVectors, learnVectors } from './learned.ts';
import { type Lessons, type PackedLessons, packLessons, unpackLessons } from './lessons.ts';

const IS_WORKER = 'lexsea-learn';

/** A thread that learns what it is given, once; started early, since a thread takes a while to start. */
export class LearningThread {
  readonly #worker = new Worker(new URL(import.meta.url), { workerData: IS_WORKER });

  /** What learnVectors gives, learned in the thread. Rejects if the thread fails. */
  learn(lessons: Lessons): Promise<LearnedVectors> {
    return new Promise((resolve, reject) => {
      this.#worker.once('message', resolve);
      this.#worker.once('error', reject);
      this.#worker.once('exit', (code) => reject(new Error(`the learning thread ended with ${code}`)));
      this.#worker.postMessage(packLessons(lessons));
    });
  }

  /** Ends the thread, whatever it is at. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

if (!isMainThread && workerData === IS_WORKER) {
  parentPort?.once('message', (lessons: PackedLessons) => parentPort?.postMessage(learnVectors(unpackLessons(lessons))));
}
