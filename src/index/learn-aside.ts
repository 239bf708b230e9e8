/** Learning in a thread of its own: half of the time that a build takes, on the second core. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Learned, type Lessons, learnAll } from './learned.ts';

const IS_WORKER = 'lexsea-learn';

/** What learnAll gives, learned in another thread. Rejects if the thread fails. */
export function learnAside(lessons: Lessons): Promise<Learned> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { task: IS_WORKER, lessons } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the learning thread ended with ${code}`)));
  });
}

if (!isMainThread && (workerData as { task?: string } | null)?.task === IS_WORKER) {
  parentPort?.postMessage(learnAll((workerData as { lessons: Lessons }).lessons));
}
