/** Settings: of a channel for everybody in it, of the workspace for its admins. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MODES, type Rig, SINGAPORE, startRig, THAI } from './rig.ts';
import type { View } from './server/ledger.ts';
import { readable } from './server/reading.ts';
import type { Json } from './server/schema.ts';
import type { Team } from './server/slack.ts';

const fields = (view: View) => (view.view.blocks as Json[]).flatMap((each) => (each.element as Json | undefined)?.action_id ?? []);
const UNPLACED = 'How fast must a data breach be notified?';

describe.each(MODES)('over %s', (mode) => {
  let rig: Rig;
  let team: Team;
  beforeEach(async () => {
    rig = await startRig(mode);
    team = rig.slack.workspace('T1');
  });
  afterEach(() => rig.stop());

  it('a member sets the country of a channel, and only that', async () => {
    const ana = team.user('ana');
    const channel = team.channel('general');
    await ana.command(channel, '/lexsea', 'settings');
    const form = await ana.modalOpened();
    expect(fields(form)).toEqual(expect.arrayContaining(['channel_country', 'channel_listen', 'channel_audience', 'channel_quiet']));
    expect(fields(form).filter((each) => String(each).startsWith('workspace'))).toEqual([]);
    await ana.submitModal({ channel_country: 'SG' });
    await rig.slack.until(() => form.state === 'submitted', 'the form to close');
    expect(await rig.store.settings.own({ surface: 'slack', community: 'T1', place: channel.id })).toMatchObject({ country: 'SG' });
    expect((await ana.mention(channel, UNPLACED).answer()).text).toContain(SINGAPORE.headline);
    expect((await ana.mention(channel, THAI.text).answer()).text).toContain(THAI.headline);
  });

  it('an admin sets those of the workspace, and a channel goes before it', async () => {
    const root = team.user('root', { admin: true });
    const channel = team.channel('general');
    const other = team.channel('other');
    await root.command(channel, '/lexsea', 'settings');
    await root.submitModal({ workspace_country: 'SG', workspace_audience: 'public', channel_country: 'TH' });
    const scope = { surface: 'slack', community: 'T1' } as const;
    await expect.poll(() => rig.store.settings.own(scope)).toMatchObject({ country: 'SG', audience: 'public' });
    expect(await rig.store.settings.get({ ...scope, place: channel.id })).toMatchObject({ country: 'TH', audience: 'public' });
    const ana = team.user('ana');
    expect(await ana.slash(channel, '/lexsea', UNPLACED)).toMatchObject({
      ephemeralTo: null,
      text: expect.stringContaining(THAI.headline),
    });
    expect((await ana.slash(other, '/lexsea', UNPLACED)).text).toContain(SINGAPORE.headline);
  });

  it('the form shows what is set, and unsets it', async () => {
    const ana = team.user('ana');
    const channel = team.channel('general');
    const scope = { surface: 'slack', community: 'T1', place: channel.id } as const;
    await rig.store.settings.set(scope, { country: 'VN', quiet: true });
    await ana.command(channel, '/lexsea', 'settings');
    await ana.submitModal({});
    expect(await rig.store.settings.own(scope)).toMatchObject({ country: 'VN', quiet: true });
    await ana.command(channel, '/lexsea', 'settings');
    await ana.submitModal({ channel_country: 'unset', channel_quiet: null });
    await expect
      .poll(() => rig.store.settings.own(scope).then(({ country, quiet }) => [country, quiet || undefined]))
      .toEqual([undefined, undefined]);
  });

  it('who has ceased to be an admin cannot save the form that was opened as one', async () => {
    const root = team.user('root', { admin: true });
    await root.command(team.channel('general'), '/lexsea', 'settings');
    root.record.admin = false;
    await root.submitModal({ workspace_country: 'SG' }).catch(() => null);
    expect((await rig.store.settings.own({ surface: 'slack', community: 'T1' })).country).toBeUndefined();
  });

  it('in a direct message there is no channel to set, and a member is told that admins set the rest', async () => {
    const ana = team.user('ana');
    await ana.command(ana.conversation, '/lexsea', 'settings');
    const form = await rig.slack.until(() => ana.modal ?? rig.slack.ephemerals(ana)[0], 'a form or a word');
    expect('view' in form ? fields(form) : []).toEqual([]);
    expect(readable(form)).toMatch(/admin/);
  });
});
