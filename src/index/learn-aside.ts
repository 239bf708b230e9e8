/** The second thread of a build, on the second core: reads the asks, and then learns the vectors, while the first writes. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type AnalysedAsks, readAsks } from './asks-aside.ts';
import { type LearnedVectors, learnVectors } from './learned.ts';
import { type Lessons, type PackedLessons, packLessons, unpackLessons } from './lessons.ts';

const IS_WORKER = 'lexsea-learn';

type Task = { readAsks: string } | { learn: PackedLessons };

/** Started early, since a thread takes a while to start. */
export class LearningThread {
  readonly #worker = new Worker(new URL(import.meta.url), { workerData: IS_WORKER });
  /** Who waits for a result, in the order in which it was asked for. */
  readonly #waiting: PromiseWithResolvers<unknown>[] = [];
  #failure: Error | undefined;

  constructor() {
    this.#worker.on('message', (result: unknown) => this.#waiting.shift()?.resolve(result));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`the learning thread ended with ${code}`)));
  }

  /** What readAsks gives; begins at once, whatever the caller does meanwhile. Rejects if the thread fails. */
  readAsks(folder: string): Promise<AnalysedAsks> {
    return this.#do({ readAsks: folder }) as Promise<AnalysedAsks>;
  }

  /** What learnVectors gives; begins once the thread is done with what it was asked for before. Rejects if it fails. */
  learn(lessons: Lessons): Promise<LearnedVectors> {
    return this.#do({ learn: packLessons(lessons) }) as Promise<LearnedVectors>;
  }

  #do(task: Task): Promise<unknown> {
    const waiting = Promise.withResolvers<unknown>();
    // Who asks may come to wait only after the thread has failed.
    waiting.promise.catch(() => {});
    this.#waiting.push(waiting);
    if (this.#failure) this.#fail(this.#failure);
    else this.#worker.postMessage(task);
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
  let before = Promise.resolve();
  parentPort?.on('message', (task: Task) => {
    before = before.then(async () => {
      parentPort?.postMessage('learn' in task ? learnVectors(unpackLessons(task.learn)) : await readAsks(task.readAsks));
    });
  });
}
