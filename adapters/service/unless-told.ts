/** Waiting that ends when the service is told to stop. */

/**
 * What a promise comes to, unless the signal comes before: then its reason is thrown, and `undo` is given what the promise
 * comes to later. A promise that fails after that is nobody's error.
 */
export async function unlessTold<Value>(
  signal: AbortSignal | undefined,
  promise: Promise<Value>,
  undo: (late: Value) => unknown = () => {},
): Promise<Value> {
  if (!signal) return promise;
  const { promise: told, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, told]);
  } catch (error) {
    promise.then(undo, () => {});
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
