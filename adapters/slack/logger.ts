/** Slack's libraries log through the service's log, from information upwards: what they log for debugging holds messages. */
import type { Logger as SlackLogger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** A logger for Bolt and the Web API. */
export function slackLogger(log: Logger): SlackLogger {
  const library = log.child({ library: '@slack' });
  return {
    debug: () => {},
    info: (...parts) => library.info(lineOf(parts)),
    warn: (...parts) => library.warn(lineOf(parts)),
    error: (...parts) => library.error(lineOf(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

/** The first line of what is logged; of an error its name and message, never what hangs on it. */
function lineOf(parts: readonly unknown[]): string {
  const texts = parts.map((part) => (part instanceof Error ? `${part.name}: ${part.message}` : typeof part === 'string' ? part : ''));
  return texts.join(' ').split('\n')[0]?.trim() ?? '';
}
