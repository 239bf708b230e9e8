/** Answers through a response_url: where the bot is no member, and to one person only. Slack takes five within half an hour. */
import { setTimeout as wait } from 'node:timers/promises';
import type { SlackMessage } from './render/pack.ts';

export interface ResponseOptions {
  /** Everybody in the channel sees it; else who asked. */
  public?: boolean;
}

/** Most messages that one response_url takes. */
export const MOST_RESPONSES = 5;
const MOST_ATTEMPTS = 6;
const TIMEOUT_MS = 15_000;

/**
 * Sends messages to a response_url.
 * @throws Error with one line if Slack does not take them
 */
export async function respondWith(url: string, messages: readonly SlackMessage[], options: ResponseOptions = {}): Promise<void> {
  for (const { text, blocks, fallback } of messages.slice(0, MOST_RESPONSES)) {
    const refused = await send(url, { text, blocks }, options);
    if (refused !== null && fallback) {
      const again = await send(url, { text, blocks: fallback }, options);
      if (again !== null) throw new Error(`Slack did not take a response: ${again}`);
    } else if (refused !== null) throw new Error(`Slack did not take a response: ${refused}`);
  }
}

/** Null if Slack took it, else why not. A 429 is waited for as long as Retry-After says. */
async function send(
  url: string,
  { text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>,
  options: ResponseOptions,
): Promise<string | null> {
  const body = JSON.stringify({ response_type: options.public ? 'in_channel' : 'ephemeral', replace_original: false, text, blocks });
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = await response.text();
    if (response.ok && !/"ok"\s*:\s*false|^invalid_/.test(answer)) return null;
    if (response.status !== 429 || attempt === MOST_ATTEMPTS) return `${response.status} ${answer.slice(0, 100)}`;
    await wait(1000 * Math.max(1, Number.parseInt(response.headers.get('retry-after') ?? '1', 10) || 1));
  }
}
