import { describe, expect, test, vi } from 'vitest';
import { Health } from '../../adapters/service/readiness.ts';

/** A process with one surface, all of it up and well. */
function running({ connected = () => true as true | string, check = async () => {} } = {}): Health {
  const health = new Health();
  health.expect([{ name: 'slack', connected }]);
  health.corpus = true;
  health.storeOpened(check);
  health.started('slack');
  health.run();
  return health;
}

describe('a process', () => {
  test('that starts is not ready, and says what it is still at', async () => {
    const health = new Health();
    health.expect([{ name: 'slack', connected: () => true }]);
    const opening = 'is being opened';
    expect(await health.read()).toEqual({ status: 'starting', corpus: opening, store: opening, surfaces: { slack: 'is being started' } });
    health.corpus = true;
    health.storeOpened(async () => {});
    expect(await health.read()).toEqual({ status: 'starting', corpus: true, store: true, surfaces: { slack: 'is being started' } });
    health.started('slack');
    expect(await health.read()).toMatchObject({ status: 'starting', surfaces: { slack: true } });
    health.run();
    expect(await health.read()).toEqual({ status: 'ready', corpus: true, store: true, surfaces: { slack: true } });
  });

  test('whose surface has lost its platform is not ready, and is again when it is back', async () => {
    let connected: true | string = 'the socket is gone';
    const health = running({ connected: () => connected });
    expect(await health.read()).toMatchObject({ status: 'not-ready', store: true, surfaces: { slack: 'the socket is gone' } });
    connected = true;
    expect(await health.read()).toMatchObject({ status: 'ready' });
  });

  test('whose store cannot be reached is not ready, in one line', async () => {
    const health = running({
      check: async () => {
        throw new Error('the database is away\n    at somewhere');
      },
    });
    expect(await health.read()).toMatchObject({ status: 'not-ready', store: 'the database is away' });
  });

  test('whose store does not answer says so after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const read = running({ check: () => new Promise(() => {}) }).read();
      await vi.advanceTimersByTimeAsync(2_500);
      expect(await read).toMatchObject({ status: 'not-ready', store: 'has not answered within 2.5 seconds' });
    } finally {
      vi.useRealTimers();
    }
  });

  test('asks its store once, however many ask it', async () => {
    const check = vi.fn(async () => {});
    const health = running({ check });
    await Promise.all(Array.from({ length: 100 }, () => health.read()));
    expect(check).toHaveBeenCalledTimes(1);
  });

  test('that ends is draining from then on, whatever still works', async () => {
    const health = running();
    health.drain();
    health.run();
    expect(await health.read()).toEqual({ status: 'draining', corpus: true, store: true, surfaces: { slack: true } });
  });
});
