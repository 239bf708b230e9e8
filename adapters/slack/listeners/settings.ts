/** /lexsea settings: those of the channel for everybody in it, those of the workspace for its admins. */
import type { App, ViewOutput, webApi } from '@slack/bolt';
import * as z from 'zod';
import type { Scope, SettingsRecord } from '../../../src/store/settings.ts';
import { settingsModal } from '../render/settings-modal.ts';
import { changesOf, type Filled, isAdmin, type Level } from '../settings.ts';
import type { Asker, SlackDeps } from '../turn.ts';
import { placeChoices, topicChoices } from './choices.ts';
import { chosen, ticked } from './form.ts';
import { isDirect, teamOf } from './from.ts';

const Metadata = z.object({ channel: z.string().nullable() });

/** Opens the form; one line instead if there is nothing that this person may set there. */
export async function openSettings(
  { lexsea, store }: SlackDeps,
  client: webApi.WebClient,
  asker: Asker,
  trigger_id: string,
): Promise<string | null> {
  const { team, channel, user } = asker;
  const direct = isDirect(channel);
  const admin = await isAdmin(client, user);
  if (direct && !admin)
    return 'A direct message has no settings of its own: your country is in the Home tab of LexSEA, a channel’s settings are set in the channel, those of the workspace by its admins.';
  const own = direct ? null : await store.settings.own({ surface: 'slack', community: team, place: channel });
  const workspace = admin ? await store.settings.own({ surface: 'slack', community: team }) : null;
  await client.views.open({
    trigger_id,
    view: settingsModal({ channel: own && { id: channel, own }, workspace }, placeChoices(lexsea.index), topicChoices(lexsea.index)),
  });
  return null;
}

export function registerSettings(app: App, deps: SlackDeps): void {
  app.view('settings', async ({ ack, view, body, client, context }) => {
    const community = teamOf(context, body);
    const asksOfAll = 'workspace_country' in view.state.values;
    if (asksOfAll && !(await isAdmin(client, body.user.id))) {
      await ack({ response_action: 'errors', errors: { workspace_country: 'Settings of the whole workspace are for its admins.' } });
      return;
    }
    await ack();
    const channel = channelOf(view);
    if (channel) await setChannel(deps, { surface: 'slack', community, place: channel }, changesOf(filled(view, 'channel')));
    if (asksOfAll) await deps.store.settings.set({ surface: 'slack', community }, changesOf(filled(view, 'workspace')));
    deps.log.info({ team: community, channel, workspace: asksOfAll }, 'settings changed');
  });
}

/** A channel that begins to follow changes of the law is told of those from now on: what it was told of is set first. */
async function setChannel({ store, lexsea }: SlackDeps, scope: Scope, changes: Partial<SettingsRecord>): Promise<void> {
  const isNew = changes.updates && !(await store.settings.own(scope)).updates;
  await store.settings.set(scope, isNew ? { toldOf: lexsea.fingerprint, ...changes } : changes);
}

function channelOf({ private_metadata }: ViewOutput): string | null {
  try {
    return Metadata.parse(JSON.parse(private_metadata)).channel;
  } catch {
    return null;
  }
}

function filled(view: ViewOutput, level: Level): Filled {
  const quiet = ticked(view, `${level}_quiet`);
  const updates = ticked(view, `${level}_updates`);
  return {
    country: chosen(view, `${level}_country`),
    listen: chosen(view, `${level}_listen`),
    audience: chosen(view, `${level}_audience`),
    quiet: quiet && quiet.length > 0,
    updates: updates && updates.length > 0,
    countries: ticked(view, `${level}_update_countries`),
    topics: ticked(view, `${level}_update_topics`),
  };
}
