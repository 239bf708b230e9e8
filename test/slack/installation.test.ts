/** Installing by OAuth into many workspaces, keeping them apart, and leaving no trace. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { MODES, type Mode, type Rig, SINGAPORE, startRig, THAI } from './rig.ts';

let rig: Rig;
afterEach(() => rig.stop());

/** What a browser does that follows redirects, keeps cookies and is signed in to a workspace. */
class Browser {
  readonly #cookies = new Map<string, string>();
  readonly visited: string[] = [];

  async get(address: string): Promise<{ status: number; body: string; location: string | null }> {
    this.visited.push(address);
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { status: response.status, body: await response.text(), location: response.headers.get('location') };
  }

  /** From the install page to Slack's, and to the address that Slack sends back to. */
  async untilSentBack(): Promise<string> {
    const page = await this.get(`${rig.origin}/slack/install`);
    const link = page.location ?? /href="([^"]*authorize[^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&');
    if (!link) throw new Error(`no way from the install page: ${page.status} ${page.body.slice(0, 200)}`);
    expect(link.startsWith(rig.slack.origin)).toBe(true);
    const authorized = await this.get(link);
    if (!authorized.location) throw new Error(`Slack refuses: ${authorized.status} ${authorized.body}`);
    return authorized.location;
  }
}

async function begin(mode: Mode) {
  rig = await startRig(mode, { oauth: true });
  rig.slack.redirectUri = `${rig.origin}/slack/oauth_redirect`;
}

async function install(team: string, browser = new Browser()) {
  const root = rig.slack.workspace(team).user('root', { admin: true });
  rig.slack.installer = { team, user: root.id, cancels: false };
  return browser.get(await browser.untilSentBack());
}

const stored = (team: string) => rig.store.installations.find('slack', team);

/** Everything that is in the files of the store. */
const bytes = () =>
  readdirSync(rig.folder)
    .filter((each) => each.startsWith('lexsea.db'))
    .map((each) => readFileSync(join(rig.folder, each)).toString('latin1'))
    .join('');

describe.each(MODES)('over %s', (mode) => {
  it('a workspace installs, asks and is answered', async () => {
    await begin(mode);
    const done = await install('T1');
    expect(done.status).toBeLessThan(400);
    const team = rig.slack.workspace('T1');
    expect(await stored('T1')).toMatchObject({ bot: { token: team.token } });
    const channel = team.channel('general');
    expect((await team.user('ana').mention(channel, THAI.text).answer()).text).toContain(THAI.headline);
    expect((await team.user('ana').slash(channel, '/lexsea', THAI.text)).text).toContain(THAI.headline);
  });

  it('two workspaces are kept apart: tokens, settings, conversations', async () => {
    await begin(mode);
    await install('T1');
    await install('T2');
    const [one, two] = [rig.slack.workspace('T1'), rig.slack.workspace('T2')];
    await rig.store.settings.set({ surface: 'slack', community: 'T1' }, { country: 'SG' });
    await rig.store.settings.set({ surface: 'slack', community: 'T2' }, { country: 'TH' });
    const question = 'How fast must a data breach be notified?';
    const answers = await Promise.all(
      [one, two].flatMap((team) => [
        team.user('ana').mention(team.channel('general'), question).answer(),
        team.user('ana').dm(question).answer(),
        team.user('ana').slash(team.channel('general'), '/lexsea', question),
      ]),
    );
    expect(answers.map(({ team, text }) => [team, text.includes(SINGAPORE.headline), text.includes(THAI.headline)])).toEqual([
      ...Array.from({ length: 3 }, () => ['T1', true, false]),
      ...Array.from({ length: 3 }, () => ['T2', false, true]),
    ]);
    for (const call of rig.slack.ledger.calls) {
      if (typeof call.args.channel === 'string') expect(call.args.channel.slice(1, 3), call.method).toBe(call.team);
    }
  });

  it('uninstalling deletes all that was kept of the workspace, and of no other', async () => {
    await begin(mode);
    await install('T1');
    await install('T2');
    const team = rig.slack.workspace('T1');
    const scope = { surface: 'slack', community: 'T1' } as const;
    const other = { surface: 'slack', community: 'T2' } as const;
    await rig.store.settings.set(scope, { country: 'SG' });
    await rig.store.settings.set(other, { country: 'TH' });
    const answer = await team.user('ana').mention(team.channel('general'), THAI.text).answer();
    await team.user('ana').click(answer, 'Right');
    await expect.poll(() => rig.store.feedback.report()).not.toEqual([]);

    await team.user('root').uninstall();
    await expect.poll(() => stored('T1')).toBeUndefined();
    await expect.poll(() => rig.store.settings.own(scope)).toEqual({});
    expect(await rig.store.feedback.report()).toEqual([]);
    expect(await stored('T2')).toBeDefined();
    expect(await rig.store.settings.own(other)).toMatchObject({ country: 'TH' });
    const two = rig.slack.workspace('T2');
    expect((await two.user('ana').dm(THAI.text).answer()).text).toContain(THAI.headline);
    // The old token is dead: nobody has tried it.
    expect(rig.slack.refusals()).toEqual([]);
  });

  it('a workspace that was removed can install again', async () => {
    await begin(mode);
    await install('T1');
    const team = rig.slack.workspace('T1');
    await team.user('ana').dm(THAI.text).answer();
    await team.user('root').uninstall();
    await expect.poll(() => stored('T1')).toBeUndefined();
    await install('T1');
    expect((await team.user('ana').dm(SINGAPORE.text).answer()).text).toContain(SINGAPORE.headline);
  });
});

describe('OAuth', () => {
  it('installs survive a restart', async () => {
    await begin('socket');
    await install('T1');
    await rig.restart();
    const team = rig.slack.workspace('T1');
    expect((await team.user('ana').dm(THAI.text).answer()).text).toContain(THAI.headline);
  });

  it('keeps no token that can be read', async () => {
    await begin('http');
    await install('T1');
    const { token } = rig.slack.workspace('T1');
    expect(token).toMatch(/^xoxb-/);
    expect(bytes()).not.toContain(token);
    expect(bytes()).not.toContain('xoxb-');
    const elsewhere = await openStore({ folder: rig.folder, secret: 'another secret, as long as it must be' });
    await expect(elsewhere.installations.find('slack', 'T1')).rejects.toThrow();
    await elsewhere.close();
  });

  it.each<[string, (sentBack: URL) => void]>([
    ['with a state that was changed', (url) => url.searchParams.set('state', `${url.searchParams.get('state')}x`)],
    ['without a state', (url) => url.searchParams.delete('state')],
    ['without a code', (url) => url.searchParams.delete('code')],
    ['with a code of its own making', (url) => url.searchParams.set('code', 'made-up')],
  ])('does not install %s', async (_how, change) => {
    await begin('http');
    rig.expected.push('invalid_code');
    rig.slack.installer = { team: 'T1', user: rig.slack.workspace('T1').user('root').id, cancels: false };
    const browser = new Browser();
    const url = new URL(await browser.untilSentBack());
    change(url);
    const page = await browser.get(url.toString());
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.body).not.toMatch(/at .*:\d+:\d+/);
    expect(await stored('T1')).toBeUndefined();
  });

  it('does not install in a browser that did not start it, nor twice with one code', async () => {
    await begin('http');
    rig.expected.push('code_already_used');
    rig.slack.installer = { team: 'T1', user: rig.slack.workspace('T1').user('root').id, cancels: false };
    const browser = new Browser();
    const address = await browser.untilSentBack();
    expect((await new Browser().get(address)).status).toBeGreaterThanOrEqual(400);
    expect(await stored('T1')).toBeUndefined();
    expect((await browser.get(address)).status).toBeLessThan(400);
    const { token } = rig.slack.workspace('T1');
    expect((await browser.get(address)).status).toBeGreaterThanOrEqual(400);
    expect(await stored('T1')).toMatchObject({ bot: { token } });
  });

  it('says so when the person cancels', async () => {
    await begin('http');
    rig.slack.installer = { team: 'T1', user: rig.slack.workspace('T1').user('root').id, cancels: true };
    const browser = new Browser();
    const page = await browser.get(await browser.untilSentBack());
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(await stored('T1')).toBeUndefined();
  });

  it('asks for the scopes of the manifest, and for no others', async () => {
    await begin('http');
    await install('T1');
    expect([...rig.slack.workspace('T1').scopes].sort()).toEqual([...(rig.slack.manifest.scopes ?? [])].sort());
  });

  it('answers nobody whose workspace has not installed it', async () => {
    await begin('http');
    await install('T1');
    const stranger = rig.slack.workspace('T3').user('eve');
    const sent = stranger.mention(rig.slack.workspace('T3').channel('general'), THAI.text);
    await sent.acks;
    await rig.slack.workspace('T1').user('ana').dm(THAI.text).answer();
    expect(sent.answers()).toEqual([]);
  });
});
