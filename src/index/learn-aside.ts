/** Learning in a thread of its own, on the second core, while the build writes records and search index. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type LearnedVectors, learnVectors } from './learned.ts';
import { type Lessons, type PackedLessons, packLessons, unpackLessons } from './lessons.ts';

const IS_WORKER = 'lexsea-learn';

/** Started early, since a thread takes a while to start. */
export class LearningThread {
  readonly #worker = new Worker(new URL(import.meta.url), { workerData: IS_WORKER });
  /** Who waits for what is learned, in the order in which it was asked for. */
  readonly #waiting: PromiseWithResolvers<LearnedVectors>[] = [];
  #failure: Error | undefined;

  constructor() {
    this.#worker.on('message', (learned: LearnedVectors) => this.#waiting.shift()?.resolve(learned));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`the learning thread ended with ${code}`)));
  }

  /** What learnVectors gives; begins at once, whatever the caller does meanwhile. Rejects if the thread fails. */
  learn(lessons: Lessons): Promise<LearnedVectors> {
    const waiting = Promise.withResolvers<LearnedVectors>();
    this.#waiting.push(waiting);
    if (this.#failure) this.#fail(this.#failure);
    else this.#worker.postMessage(packLessons(lessons));
    return waiting.promise;
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }

  /** Ends the thread, whatever it is at. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

if (!isMainThread && workerData === IS_WORKER) {
  parentPort?.on('message', (lessons: PackedLessons) => {
    parentPort?.postMessage(learnVectors(unpackLessons(lessons)));
  });
}
