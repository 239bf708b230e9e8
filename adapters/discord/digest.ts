/** Tells Discord channels of changes of the law. */
import { createHash } from 'node:crypto';
import { type Client, DiscordAPIError, MessageFlags, RESTJSONErrorCodes, type SendableChannels } from 'discord.js';
import { type Telling, tellSubscribers } from '../service/tell-subscribers.ts';
import type { Deps } from './deps.ts';
import { textsIn } from './render/components.ts';
import { digestComponents, markOf } from './render/digest.ts';

/** How many messages are looked at for one that a killed process may have posted. */
const LOOKED_AT = 50;

/** Begins to tell the channels that want to know; goes on until it is stopped. Of the channels of other shards nothing is told here. */
export function tellChannels(client: Client, { lexsea, store, log }: Deps): Telling {
  return tellSubscribers({
    surface: 'discord',
    lexsea,
    store,
    log,
    isOurs: ({ community }) => client.guilds.cache.has(community),
    isFinal: (error) => error instanceof ClosedChannelError || (error instanceof DiscordAPIError && FOR_GOOD.includes(error.code)),
    async post({ place }, changes, corpus, mayBeThere) {
      const channel = await client.channels.fetch(place);
      if (!channel?.isSendable()) throw new ClosedChannelError('the channel takes no messages');
      if (mayBeThere && (await isThere(channel, corpus))) return;
      await channel.send({
        components: digestComponents(changes, corpus),
        flags: MessageFlags.IsComponentsV2,
        allowedMentions: { parse: [] },
        // Of a request that is repeated because its response was lost, Discord posts nothing twice.
        nonce: createHash('sha256').update(`${place} ${corpus}`).digest('base64url').slice(0, 22),
        enforceNonce: true,
      });
    },
  });
}

/** Nothing can be posted in a channel. */
class ClosedChannelError extends Error {}

const FOR_GOOD: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
];

/** Whether the message about a corpus stands in a channel. Where that cannot be read, it does not. */
async function isThere(channel: SendableChannels, corpus: string): Promise<boolean> {
  const us = channel.client.user.id;
  const said = await channel.messages.fetch({ limit: LOOKED_AT }).catch(() => null);
  return (
    said?.some(
      ({ author, components }) =>
        author.id === us && textsIn(components.map((component) => component.toJSON())).some((text) => text.includes(markOf(corpus))),
    ) ?? false
  );
}
