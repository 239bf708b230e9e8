/** Where a command can be used and how it can be installed. */
import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';

/** In servers, in direct messages with the bot, and, for who installed it for themselves, anywhere. */
export const EVERYWHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** Only in servers that have the bot. */
export const IN_SERVERS = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};
