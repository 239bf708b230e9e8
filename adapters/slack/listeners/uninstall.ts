/** The app was removed from a workspace, or its tokens were taken back: what was kept of the workspace is dropped. */
import type { App } from '@slack/bolt';
import type { SlackDeps } from '../turn.ts';

export function registerUninstall(app: App, { store, log }: SlackDeps): void {
  app.event('app_uninstalled', async ({ context }) => {
    const community = context.isEnterpriseInstall ? context.enterpriseId : context.teamId;
    if (community) await store.forget('slack', community);
    log.info({ team: community }, 'uninstalled; its data is deleted');
  });
  app.event('tokens_revoked', async ({ event, context }) => {
    if (!event.tokens.bot?.length) return;
    const key = context.isEnterpriseInstall ? context.enterpriseId : context.teamId;
    if (key) await store.installations.remove('slack', key);
    log.info({ team: context.teamId }, 'tokens revoked');
  });
}
