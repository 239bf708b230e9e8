/** Workspaces that removed the app while it was not running, against the loopback Slack. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLog } from '../../adapters/service/log.ts';
import { variables } from '../../adapters/slack/configuration.ts';
import { forgetRemoved } from '../../adapters/slack/forget-removed.ts';
import { slackLogger } from '../../adapters/slack/logger.ts';
import { startSlackApp } from '../../adapters/slack/start.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { someMeter } from '../service/some-meter.ts';
import { lexsea } from '../shipped.ts';
import { manifest, SECRET } from './rig.ts';
import { type SlackServer, startSlack } from './server/slack.ts';

let slack: SlackServer;
let store: Store;
let folder: string;
let lines: string[];
beforeEach(async () => {
  slack = await startSlack({ manifest });
  folder = mkdtempSync(join(tmpdir(), 'lexsea-slack-'));
  store = await openStore({ folder, secret: SECRET });
  lines = [];
});
afterEach(async () => {
  await store.close();
  await slack.close();
  rmSync(folder, { recursive: true, force: true });
});

const log = openLog({ destination: { write: (line) => void lines.push(line) } });
const NEVER = new AbortController().signal;

/** A workspace that has installed the app and set a country. */
async function installed(team: string): Promise<void> {
  const { token } = slack.workspace(team);
  await store.installations.save('slack', team, { team: { id: team }, bot: { token } });
  await store.settings.set({ surface: 'slack', community: team }, { country: 'TH' });
}

function forget(signal = NEVER, api = slack.apiUrl): Promise<void> {
  return forgetRemoved({ store, log, logger: slackLogger(log), api }, signal);
}

describe('at its start the app asks every workspace whether it is still there', () => {
  it('and forgets those that have removed it, and those alone', async () => {
    await installed('T1');
    await installed('T2');
    slack.workspace('T1').uninstall();
    await forget();
    expect(await store.communities('slack')).toEqual(['T2']);
    expect(await store.installations.find('slack', 'T1')).toBeUndefined();
    expect(await store.settings.get({ surface: 'slack', community: 'T2' })).toEqual({ country: 'TH' });
    expect(lines.map((line) => JSON.parse(line)).filter(({ team }) => team)).toMatchObject([{ team: 'T1', level: 'info' }]);
  });

  it('as a part of its start', async () => {
    await installed('T1');
    await installed('T2');
    slack.workspace('T1').uninstall();
    const env = { ...slack.environment('oauth-socket'), SLACK_PORT: '0' };
    const app = await startSlackApp({ lexsea, store, log, meter: someMeter(), variables: variables.parse(env) });
    await vi.waitFor(async () => expect(await store.communities('slack')).toEqual(['T2']), { timeout: 60_000 });
    await app.stop();
  });

  it('a token that Slack merely does not take deletes nothing', async () => {
    await installed('T1');
    await store.installations.save('slack', 'T1', { team: { id: 'T1' }, bot: { token: 'xoxb-of-nobody' } });
    await forget();
    expect(await store.communities('slack')).toEqual(['T1']);
    expect(lines.join('')).not.toContain('xoxb-of-nobody');
  });

  it('a Slack that cannot be reached deletes nothing', async () => {
    await installed('T1');
    await forget(NEVER, 'http://127.0.0.1:9/api/');
    expect(await store.communities('slack')).toEqual(['T1']);
  });

  it('settings without an installation stay: the app may have had a token of its own', async () => {
    await store.settings.set({ surface: 'slack', community: 'T1' }, { country: 'TH' });
    await forget();
    expect(await store.communities('slack')).toEqual(['T1']);
  });

  it('an installation that cannot be opened deletes nothing, and is told', async () => {
    await installed('T1');
    slack.workspace('T1').uninstall();
    const other = await openStore({ folder, secret: 'another secret of tests' });
    await forgetRemoved({ store: other, log, logger: slackLogger(log), api: slack.apiUrl }, NEVER);
    await other.close();
    expect(await store.communities('slack')).toEqual(['T1']);
    expect(lines.join('')).toContain('LEXSEA_SECRET');
  });

  it('asks nobody once the app is to stop', async () => {
    await installed('T1');
    slack.workspace('T1').uninstall();
    await forget(AbortSignal.abort());
    expect(await store.communities('slack')).toEqual(['T1']);
  });
});
