/** The variables of the Discord surface. Imports nothing but zod: it is read before it is known whether Discord is wanted. */
import { z } from 'zod';

/** Discord's own API; another base is for a proxy or a test server. */
export const DISCORD_API = 'https://discord.com/api';

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0', 'yes', 'no'], { error: 'must be "on" or "off"' })
  .transform((value) => ['on', 'true', '1', 'yes'].includes(value));

export const variables = z.object({
  DISCORD_TOKEN: z
    .string()
    .trim()
    .transform((token) => token.replace(/^Bot\s+/i, ''))
    .refine((token) => /^[\w.-]{20,200}$/.test(token), 'is no bot token; copy it from "Bot" in the Discord developer portal')
    .optional()
    .describe('Token of the Discord bot; the Discord surface starts when it is set'),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://discord.com/api' })
    .transform((url) => url.replace(/\/+$/, '').replace(/\/v\d+$/, ''))
    .optional()
    .describe(`Base of Discord's REST API, for a proxy or a test server; ${DISCORD_API} if not set`)
    .meta({ ifNotSet: DISCORD_API }),
  DISCORD_SHARDS: z
    .string()
    .regex(/^(?:auto|[1-9]\d{0,2})$/, 'must be "auto" or a number from 1 to 999')
    .transform((shards): number | 'auto' => (shards === 'auto' ? shards : Number(shards)))
    .optional()
    .describe('Number of shards, each a process of its own, or "auto"; one connection in this process if not set')
    .meta({ ifNotSet: '1' }),
  DISCORD_MESSAGE_CONTENT: flag
    .optional()
    .describe('"on" reads messages that do not mention the bot (forum posts, follow-ups in its threads); needs the intent in the portal')
    .meta({ ifNotSet: 'off' }),
});
export type DiscordVariables = z.infer<typeof variables>;

/** Whether the environment asks for Discord; else why not. */
export function wanted(env: Readonly<Record<string, string | undefined>>): true | string {
  return env.DISCORD_TOKEN ? true : 'DISCORD_TOKEN is not set';
}
