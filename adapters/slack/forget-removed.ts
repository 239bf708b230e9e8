/** Workspaces that removed the app while it was not running: nobody told it, so it asks. */
import { type Installation, type Logger as SlackLogger, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Store } from '../../src/store/open.ts';
import { clientOptions, slackError } from './web-client.ts';

export interface ForgetDeps {
  store: Store;
  log: Logger;
  logger: SlackLogger;
  /** Base of the Web API. */
  api: string;
}

/**
 * What Slack answers for the token of an app that was removed. Not `invalid_auth`: it says so too where an organisation
 * lets only some addresses in, and then nothing must be deleted.
 */
const REMOVED = ['account_inactive', 'token_revoked'];

/**
 * Forgets everything of the workspaces that have removed the app, one after the other. Never rejects: what cannot be
 * asked now is asked at the next start.
 */
export async function forgetRemoved({ store, log, logger, api }: ForgetDeps, signal: AbortSignal): Promise<void> {
  try {
    for (const community of await store.communities('slack')) {
      if (signal.aborted) return;
      const token = await tokenOf(store, community);
      if (!token || !(await isRemoved(token, api, logger)) || signal.aborted) continue;
      // It may have been installed again meanwhile.
      if ((await tokenOf(store, community)) !== token) continue;
      await store.forget('slack', community);
      log.info({ team: community }, 'was removed while it did not run; its data is deleted');
    }
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, 'not all workspaces could be asked whether they still have the app');
  }
}

async function tokenOf({ installations }: Pick<Store, 'installations'>, community: string): Promise<string | undefined> {
  const installation = (await installations.find('slack', community)) as Installation | undefined;
  return installation?.bot?.token;
}

async function isRemoved(token: string, api: string, logger: SlackLogger): Promise<boolean> {
  try {
    await new webApi.WebClient(token, clientOptions(api, logger)).auth.test();
    return false;
  } catch (error) {
    return REMOVED.includes(slackError(error) ?? '');
  }
}
