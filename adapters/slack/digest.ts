/** Tells Slack channels of changes of the law. */
import { type Telling, tellSubscribers } from '../service/tell-subscribers.ts';
import { type ClientOptions, clientOf } from './client-of.ts';
import { postAnswer } from './post.ts';
import { digestMessage } from './render/digest.ts';
import type { SlackDeps } from './turn.ts';
import { mayNotWrite, slackError } from './web-client.ts';

/** How far back a message is looked for that a killed process may have posted: as long as a claim is remembered. */
const LOOKED_BACK_S = 25 * 60 * 60;

/** Begins to tell the channels that want to know; goes on until it is stopped. */
export function tellChannels({ lexsea, store, log }: SlackDeps, options: ClientOptions): Telling {
  return tellSubscribers({
    surface: 'slack',
    lexsea,
    store,
    log,
    isFinal: (error) => mayNotWrite(error) || GONE.has(slackError(error) ?? ''),
    async post({ community, place }, changes, corpus, mayBeThere) {
      const client = await clientOf(community, options);
      const since = String(Math.floor(Date.now() / 1000) - LOOKED_BACK_S);
      const target = { client, channel: place, thread: undefined, question: `update ${corpus}`, since };
      await postAnswer(target, [digestMessage(changes)], mayBeThere);
    },
  });
}

/** The app was removed from the workspace, or may no longer write at all. */
const GONE = new Set(['account_inactive', 'token_revoked', 'invalid_auth', 'not_authed', 'missing_scope', 'team_access_not_granted']);
