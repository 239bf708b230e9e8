/** LexSEA's Discord surface as the service runs it, but in the process of the test and against the loopback Discord. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect } from 'vitest';
import { surface } from '../../adapters/discord/index.ts';
import { errorLine } from '../../adapters/service/log.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { recorder, remember } from '../security/log-record.ts';
import { someMeter } from '../service/some-meter.ts';
import { lexsea } from '../shipped.ts';
import { type Discord, startDiscord } from './server/server.ts';
import type { Options } from './server/state.ts';

export interface Bot {
  store: Store;
  /** Every line of the log. */
  log: string[];
  stop(): Promise<void>;
}

/**
 * Starts the surface on a store in `folder`, and waits until it is connected. Rejects as the surface does.
 * `wrap` puts something between the surface and the store.
 */
export async function startBot(
  discord: Discord,
  folder: string,
  env: Record<string, string> = {},
  wrap: (store: Store) => Store = (store) => store,
): Promise<Bot> {
  const store = await openStore({ folder, secret: 'a secret of a test, long enough' });
  const log: string[] = [];
  const record = recorder('discord');
  const logger = pino(
    // Errors as the service writes them, but tokens unmasked, so that one that slips in is seen.
    { level: 'debug', serializers: { err: errorLine } },
    {
      write: (line: string) => {
        log.push(line);
        record(line);
      },
    },
  );
  const since = discord.ledger.mark();
  try {
    await surface.start({
      lexsea,
      store: wrap(store),
      log: logger,
      meter: someMeter(),
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api, ...env },
    });
  } catch (error) {
    await surface.stop();
    await store.close();
    throw error;
  }
  await discord.ledger.until('identify', undefined, { since });
  return {
    store,
    log,
    stop: async () => {
      await surface.stop();
      await store.close();
    },
  };
}

/** A Discord and a bot on it, both to be ended with `end()`, which also holds them to their manners. */
export class Stage {
  readonly discord: Discord;
  readonly folder: string;
  bot: Bot;
  private readonly env: Record<string, string>;
  /** Questions asked in this test; none of them may be in the log. */
  private readonly secrets: string[] = [];

  private constructor(discord: Discord, folder: string, bot: Bot, env: Record<string, string>) {
    this.discord = discord;
    this.folder = folder;
    this.bot = bot;
    this.env = env;
  }

  /** `prepare` sets up servers before the bot comes. */
  static async begin(
    options: { env?: Record<string, string>; discord?: Options; prepare?: (discord: Discord) => void } = {},
  ): Promise<Stage> {
    const discord = await startDiscord(options.discord);
    discord.guild('G1');
    options.prepare?.(discord);
    const folder = mkdtempSync(join(tmpdir(), 'lexsea-discord-'));
    const env = options.env ?? {};
    const bot = await startBot(discord, folder, env);
    await discord.settled();
    return new Stage(discord, folder, bot, env);
  }

  /** Text that must not be written to the log. */
  secret(text: string): string {
    remember(text);
    this.secrets.push(text);
    return text;
  }

  /** Stops the bot and starts it anew on the same store. */
  async restart(): Promise<void> {
    await this.bot.stop();
    await this.start();
  }

  /** Starts the bot that was stopped. */
  async start(): Promise<void> {
    this.bot = await startBot(this.discord, this.folder, this.env);
    await this.discord.settled();
  }

  async end(): Promise<void> {
    await this.bot.stop();
    await this.discord.stop();
    rmSync(this.folder, { recursive: true, force: true });
    expect(this.discord.violations, 'what Discord or our manners forbid').toEqual([]);
    for (const secret of this.secrets) expect(this.bot.log.join(''), 'the log').not.toContain(secret);
    expect(this.bot.log.join(''), 'the log').not.toContain(this.discord.token);
  }
}
