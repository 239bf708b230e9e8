/** `/settings updates`: whether a channel is told of changes of the law, and of which. */
import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ChannelType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { jurisdictionsOf, topicOf } from '../../../src/question/parameters.ts';
import { type Scope, settingsShape } from '../../../src/store/settings.ts';
import type { Deps } from '../deps.ts';
import { missingPermissions } from '../permissions.ts';
import { Refusal } from '../reply.ts';
import { known } from './known.ts';
import { NAMES } from './names.ts';

const LONGEST_LIST = 300;

/** The subcommand, as Discord registers it. */
export const UPDATES: APIApplicationCommandSubcommandOption = {
  type: ApplicationCommandOptionType.Subcommand,
  ...NAMES.updates,
  options: [
    { type: ApplicationCommandOptionType.Boolean, ...NAMES.tell, required: true },
    {
      type: ApplicationCommandOptionType.Channel,
      ...NAMES.whichChannel,
      channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
    },
    { type: ApplicationCommandOptionType.String, ...NAMES.followedCountries, max_length: LONGEST_LIST },
    { type: ApplicationCommandOptionType.String, ...NAMES.followedTopics, max_length: LONGEST_LIST },
  ],
};

/** Sets what a channel is told of. @throws Refusal that says what is not known, or what the bot may not do there */
export async function changeUpdates(interaction: ChatInputCommandInteraction, { store, lexsea }: Deps, scope: Scope): Promise<void> {
  if (!interaction.options.getBoolean('tell', true)) {
    await store.settings.set(scope, { updates: undefined, toldOf: undefined });
    return;
  }
  const { index, fingerprint } = lexsea;
  const countries = known(() => jurisdictionsOf(index, interaction.options.getString('countries') ?? ''));
  const topics = listed(interaction.options.getString('topics')).map((topic) => known(() => topicOf(index, topic)));
  const { data: updates } = settingsShape.shape.updates.safeParse({ countries, topics: [...new Set(topics)] });
  if (!updates) throw new Refusal('Only the member states and ASEAN can be followed, and at most 64 topics.');
  await refuseWhereClosed(interaction, scope.place ?? '');
  // A channel that begins to follow is told of changes from now on; what it was told of is set first.
  const isNew = !(await store.settings.own(scope)).updates;
  await store.settings.set(scope, { ...(isNew ? { toldOf: fingerprint } : {}), updates });
}

function listed(written: string | null): string[] {
  return (written ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

async function refuseWhereClosed({ client }: ChatInputCommandInteraction, place: string): Promise<void> {
  const channel = await client.channels.fetch(place).catch(() => null);
  if (!channel?.isSendable() || channel.isDMBased())
    throw new Refusal('Updates go to a text channel that LexSEA can see and write in: name one with the option channel.');
  const missing = missingPermissions(channel.permissionsFor(client.user), [
    'ViewChannel',
    channel.isThread() ? 'SendMessagesInThreads' : 'SendMessages',
  ]);
  if (missing.length > 0) throw new Refusal(`In that channel LexSEA lacks: ${missing.join(', ')}.`);
}
