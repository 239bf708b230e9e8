/** Installations of the app, kept sealed in the store: those of workspaces, and of whole organisations. */
import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import type { Store } from '../../src/store/open.ts';

/** An installation store over the store's own. */
export function installationStore({ installations }: Pick<Store, 'installations'>): InstallationStore {
  return {
    async storeInstallation(installation) {
      await installations.save('slack', keyOf(installation), installation);
    },
    async fetchInstallation(query) {
      const found = await installations.find('slack', keyOfQuery(query));
      if (!found) throw new Error('LexSEA is not installed in this workspace');
      return found as Installation<'v1' | 'v2', boolean>;
    },
    async deleteInstallation(query) {
      await installations.remove('slack', keyOfQuery(query));
    },
  };
}

function keyOf({ isEnterpriseInstall, enterprise, team }: Installation<'v1' | 'v2', boolean>): string {
  const key = isEnterpriseInstall ? enterprise?.id : team?.id;
  if (!key) throw new Error('Slack named neither workspace nor organisation of an installation');
  return key;
}

function keyOfQuery({ isEnterpriseInstall, enterpriseId, teamId }: InstallationQuery<boolean>): string {
  return (isEnterpriseInstall ? enterpriseId : teamId) ?? enterpriseId ?? '';
}
