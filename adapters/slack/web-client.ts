/** How the Web API is called: what Slack tells to wait is waited for, and nothing is sent twice unless it may be. */
import { type Logger as SlackLogger, webApi } from '@slack/bolt';
import type { Meter } from '../service/meter.ts';

const TIMEOUT_MS = 15_000;

/**
 * Options of every client. After a 429 the client itself waits as long as Retry-After says, and then tries again until
 * Slack takes the call. A call whose fate is unknown (no response, a 5xx) is not repeated here: a message might be posted
 * twice. Whoever made the call decides (post.ts). The meter is told of every 429.
 */
export function clientOptions(slackApiUrl: string, logger: SlackLogger, meter?: Meter): webApi.WebClientOptions {
  return {
    slackApiUrl,
    logger,
    timeout: TIMEOUT_MS,
    retryConfig: {
      forever: true,
      minTimeout: 20,
      maxTimeout: 1_000,
      randomize: true,
      onFailedAttempt: (error: unknown) => {
        if (!isRateLimited(error)) throw error;
        meter?.limited('platform');
      },
    } as webApi.WebClientOptions['retryConfig'],
  };
}

/** The client hides a rate limit that it has waited for in an error of the same kind as a failed request; only its words tell. */
function isRateLimited(error: unknown): boolean {
  return error instanceof webApi.WebAPIRequestError && error.original.message.startsWith('A rate limit was exceeded');
}

/** The error that Slack named, as `channel_not_found`; null if it is no answer of Slack. */
export function slackError(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

const SLACKS_FAULT = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** Whether a call may have done what it was to do although it failed, and may be worth another try. */
export function isUncertain(error: unknown): boolean {
  if (error instanceof webApi.WebAPIRequestError) return true;
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500;
  return SLACKS_FAULT.has(slackError(error) ?? '');
}

const REFUSED_BLOCKS = new Set(['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments', 'msg_blocks_too_long']);

/** Whether Slack refused the form of a message: then it is sent with simpler blocks. */
export function refusesBlocks(error: unknown): boolean {
  return REFUSED_BLOCKS.has(slackError(error) ?? '');
}

const NO_ENTRY = new Set([
  // The question was deleted before it was answered.
  'thread_not_found',
  'invalid_thread_ts',
  'message_not_found',

  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
]);

/** Whether the bot may not write there. */
export function mayNotWrite(error: unknown): boolean {
  return NO_ENTRY.has(slackError(error) ?? '');
}
