/** The variables of the Slack surface. Imports nothing but zod: it is read before it is known whether Slack is wanted. */
import { z } from 'zod';

/** Slack's own Web API; another base is for a proxy or a test server. */
export const SLACK_API = 'https://slack.com/api/';
const RECONNECT_MS = 5_000;
const PORT = 3_000;

export const variables = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, 'must begin with xoxb-; copy the "Bot User OAuth Token" from "OAuth & Permissions" of the app')
    .optional()
    .describe('Token of the app in one workspace (xoxb-…); not set where workspaces install it by OAuth'),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'must begin with xapp-; make an app-level token with connections:write under "Basic Information" of the app')
    .optional()
    .describe('App-level token (xapp-…) for Socket Mode, which needs no address that Slack can reach'),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[0-9a-f]{16,}$/i, 'is no signing secret; copy it from "Basic Information" of the app')
    .optional()
    .describe('Signing secret of the app, for HTTP instead of Socket Mode'),
  SLACK_CLIENT_ID: z.string().optional().describe('Client ID of the app, where workspaces install it by OAuth'),
  SLACK_CLIENT_SECRET: z.string().optional().describe('Client secret of the app, where workspaces install it by OAuth'),
  SLACK_REDIRECT_URI: z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://lexsea.example/slack/oauth_redirect' })
    .optional()
    .describe('Where Slack sends who has installed the app; must end in /slack/oauth_redirect and be one of its redirect URLs'),
  SLACK_PORT: z.coerce
    .number({ error: 'must be a port, 0 to 65535' })
    .int('must be a port, 0 to 65535')
    .min(0, 'must be a port, 0 to 65535')
    .max(65_535, 'must be a port, 0 to 65535')
    .default(PORT)
    .describe(`Port for HTTP and for the pages of OAuth; ${PORT} if not set, 0 for any that is free`),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: `must be a web address such as ${SLACK_API}` })
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .default(SLACK_API)
    .describe(`Base of Slack's Web API, for a proxy or a test server; ${SLACK_API} if not set`),
  SLACK_RECONNECT_MS: z.coerce
    .number({ error: 'must be a number of milliseconds, 10 to 60000' })
    .int('must be a number of milliseconds, 10 to 60000')
    .min(10, 'must be a number of milliseconds, 10 to 60000')
    .max(60_000, 'must be a number of milliseconds, 10 to 60000')
    .default(RECONNECT_MS)
    .describe(`Wait before a socket that was closed is opened again, in milliseconds; ${RECONNECT_MS} if not set`),
});
export type SlackVariables = z.infer<typeof variables>;

/** Whether the environment has what it takes to start; else what is missing, in one line. */
export function wanted(env: Readonly<Record<string, string | undefined>>): true | string {
  const { SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, LEXSEA_SECRET } = env;
  if (!SLACK_BOT_TOKEN) {
    if (!SLACK_CLIENT_ID && !SLACK_CLIENT_SECRET) return 'SLACK_BOT_TOKEN is not set (nor are SLACK_CLIENT_ID and SLACK_CLIENT_SECRET)';
    if (!SLACK_CLIENT_ID) return 'SLACK_CLIENT_ID is not set, but SLACK_CLIENT_SECRET is';
    if (!SLACK_CLIENT_SECRET) return 'SLACK_CLIENT_SECRET is not set, but SLACK_CLIENT_ID is';
    if (!LEXSEA_SECRET) return 'LEXSEA_SECRET is not set; without it, tokens of workspaces that install the app are not stored';
  }
  if (!SLACK_APP_TOKEN && !SLACK_SIGNING_SECRET) return 'SLACK_APP_TOKEN is not set (nor is SLACK_SIGNING_SECRET, for HTTP)';
  return true;
}
