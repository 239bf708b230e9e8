/** `lexsea serve` as a process of its own against the loopback Discord, with its own folder; killed if a test leaves it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusFolder } from '../../src/corpus/folder.ts';
import { defaultFile } from '../../src/index/open.ts';
import { record } from '../security/log-record.ts';
import type { Discord } from './server/server.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** A folder for LEXSEA_DATA in which the corpus is compiled already, as the shipped one must be by now. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lexsea-discord-'));
  copyFileSync(defaultFile(corpusFolder()), join(folder, 'corpus.db'));
  return folder;
}

export class Service {
  private readonly child: ChildProcess;
  /** Standard output: the log. */
  out = '';
  /** Standard error: what a person is told. */
  err = '';
  /** Exit status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;

  constructor(discord: Discord, folder: string, env: Record<string, string>) {
    const { PATH, HOME } = process.env;
    const variables = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api, LEXSEA_LOG: 'debug', LEXSEA_HTTP: 'off', ...env };
    this.child = spawn(process.execPath, [join(ROOT, 'adapters/terminal/main.js'), 'serve'], {
      cwd: folder,
      env: { PATH, HOME, LEXSEA_DATA: folder, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    record(this.child, 'discord-service');
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.out += chunk;
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.err += chunk;
    });
    this.ended = new Promise((resolve) => this.child.on('close', (code, signal) => resolve(code ?? signal)));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves once this stands in the log. Throws if it ends without. */
  async says(words: string): Promise<void> {
    while (!this.out.includes(words)) {
      const next = new Promise((resolve) => this.child.stdout?.once('data', resolve));
      const status = await Promise.race([next, this.ended.then(() => 'ended')]);
      if (status === 'ended' && !this.out.includes(words)) throw new Error(`the service ended without saying "${words}"`);
    }
  }

  /** Ends it with a signal and resolves when it has gone. */
  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Services of one test, all on one folder, and what is to be cleared away after it. */
export class Services {
  readonly folder = dataFolder();
  private readonly discord: Discord;
  private readonly all: Service[] = [];

  constructor(discord: Discord) {
    this.discord = discord;
  }

  /** Starts one, without waiting. */
  spawn(env: Record<string, string> = {}): Service {
    const service = new Service(this.discord, this.folder, env);
    this.all.push(service);
    return service;
  }

  /** Starts one and waits until `shards` connections are there and have their commands. Throws if it ends before. */
  async start(env: Record<string, string> = {}, shards = 1): Promise<Service> {
    const since = this.discord.ledger.mark();
    const service = this.spawn(env);
    const early = service.ended.then((status) => {
      throw new Error(`the service ended with ${status}: ${service.err || service.out}`);
    });
    const identified = () => (this.discord.ledger.of('identify', since).length >= shards ? true : undefined);
    await Promise.race([this.discord.ledger.when(identified, 'the service did not connect', 60_000), early]);
    early.catch(() => {});
    await this.discord.settled();
    return service;
  }

  async clear(): Promise<void> {
    await Promise.all(this.all.map((service) => service.end('SIGKILL')));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
