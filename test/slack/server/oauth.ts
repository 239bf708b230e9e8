/** Slack's end of OAuth v2: the authorize page, and the exchange of a code for a token. */

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { required, SlackError, text } from './answering.ts';
import type { Json } from './schema.ts';
import type { SlackServer } from './slack.ts';

export interface Grant {
  team: string;
  user: string;
  scopes: string[];
  redirectUri: string | undefined;
  used: boolean;
}

/** The person before the browser presses "Allow" for the workspace that `slack.installer` names, or "Cancel". */
export function authorize(slack: SlackServer, url: URL, response: ServerResponse): void {
  const query = url.searchParams;
  const refuse = (why: string) => response.writeHead(400).end(why);
  if (query.get('client_id') !== slack.clientId) return void refuse('invalid_client_id');
  const scopes = (query.get('scope') ?? '').split(',').filter(Boolean);
  const unknown = scopes.filter((each) => slack.manifest.scopes !== null && !slack.manifest.scopes.includes(each));
  if (scopes.length === 0 || unknown.length > 0) return void refuse(`invalid_scope: ${unknown.join(', ')}`);
  const installer = slack.installer;
  if (!installer) return void refuse('nobody is signed in');
  const redirect = query.get('redirect_uri') ?? slack.redirectUri;
  if (!redirect) return void refuse('the app has no redirect_uri');

  const back = new URL(redirect);
  const state = query.get('state');
  if (installer.cancels) back.searchParams.set('error', 'access_denied');
  else {
    const code = randomBytes(12).toString('hex');
    slack.grants.set(code, {
      team: installer.team,
      user: installer.user,
      scopes,
      redirectUri: query.get('redirect_uri') ?? undefined,
      used: false,
    });
    back.searchParams.set('code', code);
  }
  if (state !== null) back.searchParams.set('state', state);
  response.writeHead(302, { location: back.toString() }).end();
}

/** oauth.v2.access, https://docs.slack.dev/reference/methods/oauth.v2.access. */
export function oauthAccess(slack: SlackServer, args: Json, request: IncomingMessage): Json {
  const basic = Buffer.from(request.headers.authorization?.replace(/^Basic /i, '') ?? '', 'base64').toString();
  const [id, secret] = request.headers.authorization?.startsWith('Basic')
    ? basic.split(':')
    : [text(args, 'client_id'), text(args, 'client_secret')];
  if (id !== slack.clientId) throw new SlackError('invalid_client_id');
  if (secret !== slack.clientSecret) throw new SlackError('bad_client_secret');
  const grant = slack.grants.get(required(args, 'code'));
  if (!grant) throw new SlackError('invalid_code');
  if (grant.used) throw new SlackError('code_already_used');
  if (text(args, 'redirect_uri') !== grant.redirectUri) throw new SlackError('bad_redirect_uri');
  grant.used = true;
  const workspace = slack.workspace(grant.team);
  return {
    access_token: workspace.install(grant.scopes),
    token_type: 'bot',
    scope: grant.scopes.join(','),
    bot_user_id: workspace.botUser,
    app_id: 'A0LEXSEA',
    team: { id: workspace.id, name: workspace.id },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: grant.user },
  };
}
