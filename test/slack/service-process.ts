/** The service as a process of its own, as `npm start` runs it, against the loopback Slack. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpusFolder } from '../../src/corpus/folder.ts';
import { defaultFile } from '../../src/index/open.ts';
import { record } from '../security/log-record.ts';
import { type Mode, SECRET } from './given.ts';
import type { SlackServer } from './server/slack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ServiceProcess {
  child: ChildProcess;
  /** Everything that it has written. */
  output(): string;
  /** Sends a signal, and gives the status that it ends with; null if the signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A data folder with the compiled corpus in it, so that no process has to compile it. */
export function dataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'lexsea-service-'));
  copyFileSync(defaultFile(corpusFolder()), join(path, 'corpus.db'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the service, and waits until Slack reaches it. Rejects with all that it has written if it ends before. */
export async function startService(
  slack: SlackServer,
  folder: string,
  mode: Mode,
  more: Record<string, string> = {},
): Promise<ServiceProcess> {
  const { PATH, HOME } = process.env;
  const own = { LEXSEA_DATA: folder, LEXSEA_SECRET: SECRET, SLACK_PORT: '0', SLACK_RECONNECT_MS: '50', LEXSEA_HTTP: 'off' };
  const child = spawn(process.execPath, ['adapters/terminal/main.js', 'serve'], {
    cwd: root,
    env: { PATH, HOME, ...own, ...slack.environment(mode), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  record(child, 'slack-service');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      slack.ledger.changed();
    });
  }
  child.on('exit', () => slack.ledger.changed());
  const before = slack.socket.connections;
  await slack.until(
    () => {
      if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}:\n${output}`);
      if (mode === 'socket') return slack.socket.connections > before;
      const port = /"port":(\d+)/.exec(output)?.[1];
      if (port) slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
      return port;
    },
    'the service to listen',
    60_000,
  );
  return {
    child,
    output: () => output,
    async end(signal = 'SIGKILL') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, 'exit');
      child.kill(signal);
      const [code] = await gone;
      return code as number | null;
    },
  };
}
