/** What went wrong with Discord, in one line that says what to do. */
import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import { messageOf } from './turn.ts';

/** Discord has closed the connection and will not have it back. */
export class ClosedError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const WRONG_TOKEN =
  'Discord does not accept DISCORD_TOKEN: copy the token from "Bot" in the developer portal (https://discord.com/developers/applications), or reset it there';

const CLOSED: Record<number, string> = {
  [GatewayCloseCodes.AuthenticationFailed]: WRONG_TOKEN,
  [GatewayCloseCodes.ShardingRequired]: 'the bot is in too many servers for one connection: set DISCORD_SHARDS=auto',
  [GatewayCloseCodes.InvalidShard]: 'Discord does not accept this number of shards: set DISCORD_SHARDS=auto',
  [GatewayCloseCodes.DisallowedIntents]: 'Discord does not allow this bot the intents that it asks for: see "Bot" in the developer portal',
};

export function closedError(code: number): ClosedError {
  return new ClosedError(code, CLOSED[code] ?? `Discord closed the connection with code ${code}`);
}

export function isDisallowedIntents(error: unknown): boolean {
  return error instanceof ClosedError && error.code === GatewayCloseCodes.DisallowedIntents;
}

/** An error of connecting, in one line. */
export function startError(error: unknown, api: string): Error {
  if (error instanceof ClosedError) return error;
  const isToken =
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === 401);
  if (isToken) return new Error(WRONG_TOKEN);
  if (error instanceof DiscordAPIError) return new Error(`Discord refused: ${messageOf(error)} (${error.status})`);
  return new Error(`Discord cannot be reached at ${api}: ${causeOf(error)}`);
}

function causeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  return cause ? causeOf(cause) : messageOf(error);
}
