/** The client of a workspace, or of an organisation, that the app speaks to by itself. */
import { type Authorize, webApi } from '@slack/bolt';

export interface ClientOptions {
  /** Who the app is in a workspace. */
  authorize: Authorize<boolean>;
  client: webApi.WebClientOptions;
}

/** A client with the token of a workspace (`T…`) or an organisation (`E…`). Rejects where the app is not installed. */
export async function clientOf(team: string, { authorize, client }: ClientOptions): Promise<webApi.WebClient> {
  const isEnterpriseInstall = team.startsWith('E');
  const { botToken } = await authorize({
    teamId: isEnterpriseInstall ? undefined : team,
    enterpriseId: isEnterpriseInstall ? team : '',
    isEnterpriseInstall,
  });
  return new webApi.WebClient(botToken, client);
}
