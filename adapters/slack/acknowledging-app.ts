/**
 * Bolt acknowledges an event before it is handled, and Slack then never sends it again: what a process is killed over is
 * lost. Here an event is acknowledged when it has been handled, or shortly before Slack would give up waiting.
 */
import { App, AuthorizationError, type ReceiverEvent } from '@slack/bolt';
import { Turnstile } from '../service/turnstile.ts';

/** Slack waits three seconds, of which a busy machine takes its part. What is killed afterwards is found again (resume.ts). */
const ACKNOWLEDGE_MS = 1_000;

/** The process ends and takes nothing new. */
export class DrainingError extends Error {}

export class AcknowledgingApp extends App {
  readonly #work = new Set<Promise<void>>();
  /** Events that come at once are begun one by one, so that acknowledgements, commands and clicks get between them. */
  readonly #turnstile = new Turnstile();
  #draining = false;

  /** Handles what a receiver has received. Rejects where an event could not be handled and is to be sent again. */
  override async processEvent(event: ReceiverEvent): Promise<void> {
    // Not acknowledged: Slack, or what balances it, sends it again, to another process or the one that comes after this.
    if (this.#draining) throw new DrainingError('takes nothing new');
    const work = event.body.type === 'event_callback' ? this.#acknowledgeWhenDone(event) : this.#handle(event);
    const settled = work.catch(() => {});
    this.#work.add(settled);
    void settled.then(() => this.#work.delete(settled));
    return work;
  }

  /** Takes nothing new and waits for what it has, and for other work, but no longer than so many milliseconds. */
  async drain(longest: number, ...others: (Promise<void> | undefined)[]): Promise<void> {
    this.#draining = true;
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, longest);
    await Promise.race([Promise.all([...this.#work, ...others]), late.promise]);
    clearTimeout(timer);
  }

  /** Commands, actions and views are acknowledged by their listeners; Slack does not send them again. */
  async #handle(event: ReceiverEvent): Promise<void> {
    await super.processEvent(event).catch(() => {});
  }

  async #acknowledgeWhenDone(event: ReceiverEvent): Promise<void> {
    let acknowledged = false;
    const acknowledge = async (): Promise<void> => {
      if (acknowledged) return;
      acknowledged = true;
      // A socket that is gone takes no acknowledgement; the event comes again and is known to be done.
      await event.ack().catch(() => {});
    };
    const timer = setTimeout(() => void acknowledge(), ACKNOWLEDGE_MS);
    try {
      await this.#turnstile.pass();
      await super.processEvent({ ...event, ack: async () => {} });
      await acknowledge();
    } catch (error) {
      // A workspace that has no installation has none the next time either.
      if (error instanceof AuthorizationError) await acknowledge();
      else if (!acknowledged) throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
