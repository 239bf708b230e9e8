/** What every app on the loopback Slack is given. Apart from rig.ts, so that programs which are no tests can start the service too. */
import { readFileSync } from 'node:fs';

export type Mode = 'socket' | 'http';
export const MODES: readonly Mode[] = ['socket', 'http'];
export const SECRET = 'a secret for tests, and long enough';

/** The manifest that admins create the app with. */
export const manifest: unknown = JSON.parse(readFileSync(new URL('../../slack/manifest.json', import.meta.url), 'utf8'));
