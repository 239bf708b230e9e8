/** LexSEA's Slack surface in this process, against the loopback Slack, with a store of its own. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect } from 'vitest';
import { errorLine } from '../../adapters/service/log.ts';
import { variables } from '../../adapters/slack/configuration.ts';
import { startSlackApp } from '../../adapters/slack/start.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { recorder, remember } from '../security/log-record.ts';
import { someMeter } from '../service/some-meter.ts';
import { lexsea } from '../shipped.ts';
import { MODES, type Mode, manifest, SECRET } from './given.ts';
import { type SlackOptions, type SlackServer, startSlack } from './server/slack.ts';

export { MODES, type Mode, manifest, SECRET };

export interface RigOptions {
  /** Installs by OAuth rather than by a token. */
  oauth?: boolean;
  env?: Record<string, string>;
  slack?: SlackOptions;
}

export interface Rig {
  slack: SlackServer;
  store: Store;
  /** The data folder. */
  folder: string;
  /** Where the app listens; null in Socket Mode without OAuth. */
  origin: string | null;
  /** Everything that was logged, a JSON object per line. */
  logged(): string;
  /** Stops the app and starts it anew with the same store. */
  restart(): Promise<void>;
  /** Starts a second app beside the first, as a process of its own would be: the same data folder, a store of its own. */
  second(): Promise<{ stop(): Promise<void> }>;
  /** Errors of Slack that a test expects; any other fails it at the end. */
  expected: string[];
  /** Stops everything; fails the test if Slack refused anything that the test did not expect. */
  stop(): Promise<void>;
}

/** Starts the loopback Slack with workspaces T1 and T2 within reach, and the surface that talks to it. */
export async function startRig(mode: Mode, options: RigOptions = {}): Promise<Rig> {
  const slack = await startSlack({ manifest, installed: !options.oauth, ...options.slack });
  const folder = mkdtempSync(join(tmpdir(), 'lexsea-slack-'));
  const store = await openStore({ folder, secret: SECRET });
  const lines: string[] = [];
  const record = recorder('slack');
  remember(SECRET);
  const log = pino(
    // Errors as the service writes them, but tokens unmasked, so that one that slips in is seen.
    { level: 'debug', serializers: { err: errorLine } },
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        record(chunk);
        done();
      },
    }),
  );
  const start = (store: Store) => {
    const kind = options.oauth ? (mode === 'http' ? 'oauth' : 'oauth-socket') : mode;
    const env = { ...slack.environment(kind), SLACK_PORT: '0', SLACK_RECONNECT_MS: '50', ...options.env };
    return startSlackApp({ lexsea, store, log, meter: someMeter(), variables: variables.parse(env) });
  };
  let app: Awaited<ReturnType<typeof startSlackApp>> | null = null;
  const listen = async () => {
    app = await start(store);
    rig.origin = app.port === null ? null : `http://127.0.0.1:${app.port}`;
    slack.deliverTo(mode === 'http' ? `${rig.origin}/slack/events` : null);
  };
  const rig: Rig = {
    slack,
    store,
    folder,
    origin: null,
    expected: [],
    logged: () => lines.join(''),
    async restart() {
      await app?.stop();
      await listen();
    },
    async second() {
      const own = await openStore({ folder, secret: SECRET });
      const other = await start(own);
      return {
        async stop() {
          await other.stop();
          await own.close();
        },
      };
    },
    async stop() {
      await app?.stop();
      await slack.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
      expect(slack.broken).toEqual([]);
      expect(slack.refusals('ratelimited', ...rig.expected)).toEqual([]);
      for (const { token } of slack.workspaces.values()) if (token) expect(lines.join('')).not.toContain(token);
    },
  };
  await listen();
  return rig;
}

/** A question whose answer is plain to see: the headline that the engine gives it. */
export function asked(text: string): { text: string; headline: string } {
  return { text, headline: lexsea.ask(text).headline };
}

export const THAI = asked('How fast must a data breach be notified in Thailand?');
export const SINGAPORE = asked('How fast must a data breach be notified in Singapore?');
/** A question whose answer takes several messages. */
export const LONG = 'Compare cybercrime offences across ASEAN';
