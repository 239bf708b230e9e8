/** The life of the service as a process: started, told to stop, ended within ten seconds. */
import { environmentOf, secretsOf } from './configuration.ts';
import { errorLine, makeLog, masked } from './log.ts';
import { type Service, startService } from './start.ts';
import type { Surface } from './surface.ts';

/** Supervisors kill after ten seconds. */
const LONGEST_STOP_MS = 9_500;

/**
 * Runs until SIGTERM or SIGINT, and resolves once everything is closed. A second signal ends the process at once.
 * Standard input is left alone.
 * @throws ConfigurationError, or Error with one line, without any secret in it.
 */
export async function runService({
  env = process.env,
  surfaces,
}: {
  env?: NodeJS.ProcessEnv;
  surfaces?: readonly Surface[];
} = {}): Promise<void> {
  const secrets = secretsOf(environmentOf(env));
  const log = makeLog(env);
  const told = new AbortController();
  const untilTold = new Promise<void>((resolve) => told.signal.addEventListener('abort', () => resolve(), { once: true }));
  const onSignal = (signal: NodeJS.Signals): void => {
    if (told.signal.aborted) process.exit(128 + (signal === 'SIGINT' ? 2 : 15));
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('not everything was finished in ten seconds');
      process.exit(1);
    }, LONGEST_STOP_MS).unref();
    told.abort(new StoppedError());
  };
  const onRejection = (error: unknown): void => log.error({ err: error }, 'a promise was rejected and nobody had looked');
  const onException = (error: unknown): void => {
    log.fatal({ err: error }, 'an error that nobody had caught');
    process.exitCode = 1;
    if (!told.signal.aborted) onSignal('SIGTERM');
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal).on('unhandledRejection', onRejection).on('uncaughtException', onException);
  let service: Service | undefined;
  try {
    service = await startService({ log, env, signal: told.signal, ...(surfaces ? { surfaces } : {}) });
    log.info({ surfaces: service.started }, 'LexSEA runs');
    await untilTold;
    await service.stop();
    log.info('stopped');
  } catch (error) {
    if (error instanceof StoppedError) log.info('stopped');
    else throw withoutSecrets(error, secrets);
  } finally {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal).off('unhandledRejection', onRejection).off('uncaughtException', onException);
  }
}

/** The process was told to stop before it had started. */
class StoppedError extends Error {}

function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  if (error instanceof Error) {
    error.message = masked(error.message, secrets);
    return error;
  }
  return new Error(JSON.stringify(errorLine(error)));
}
