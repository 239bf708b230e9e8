import { afterEach, describe, expect, test, vi } from 'vitest';
import { keyOf } from '../../src/store/keys.ts';
import { onEachDatabase } from './places.ts';
import { temporaryStore } from './temporary-store.ts';

afterEach(() => vi.useRealTimers());
const user = keyOf('discord', 'G1', 'U1');

onEachDatabase((here) => {
  describe('a limit', () => {
    test('allows its points in its seconds, says when to come again, and then allows them anew', async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
      const { limits } = await temporaryStore((await here()).options);
      const take = () => limits.take(user, { points: 2, seconds: 10 });
      expect(await take()).toEqual({ allowed: true, retryAfter: 0 });
      vi.setSystemTime(1_004_500);
      expect(await take()).toEqual({ allowed: true, retryAfter: 0 });
      expect(await take()).toEqual({ allowed: false, retryAfter: 6 });
      vi.setSystemTime(1_009_999);
      expect(await take()).toEqual({ allowed: false, retryAfter: 1 });
      vi.setSystemTime(1_010_000);
      expect(await take()).toEqual({ allowed: true, retryAfter: 0 });
    });

    test('lasts no longer than its seconds, though the clock was set back', async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: 100_000_000 });
      const { limits } = await temporaryStore((await here()).options);
      const take = () => limits.take(user, { points: 1, seconds: 10 });
      await take();
      expect(await take()).toEqual({ allowed: false, retryAfter: 10 });
      vi.setSystemTime(1_000_000);
      expect(await take()).toEqual({ allowed: true, retryAfter: 0 });
      expect(await take()).toEqual({ allowed: false, retryAfter: 10 });
    });

    test('of exactly its points, however many come at once, from two processes', async () => {
      const { options } = await here();
      const [first, second] = [await temporaryStore(options), await temporaryStore(options)];
      const taken = await Promise.all(
        Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? first : second).limits.take(user, { points: 7, seconds: 3600 })),
      );
      expect(taken.filter(({ allowed }) => allowed)).toHaveLength(7);
    });

    test.each([
      ['another user', keyOf('discord', 'G1', 'U2'), { points: 1, seconds: 3600 }, true],
      ['another server', keyOf('discord', 'G2', 'U1'), { points: 1, seconds: 3600 }, true],
      ['another limit', user, { points: 1, seconds: 7200 }, true],
      ['no limit', user, { points: 0, seconds: 3600 }, true],
      ['no seconds', user, { points: 1, seconds: 0 }, true],
      ['the same', user, { points: 1, seconds: 3600 }, false],
    ])('%s', async (_, key, limit, allowed) => {
      const { limits } = await temporaryStore((await here()).options);
      await limits.take(user, { points: 1, seconds: 3600 });
      expect((await limits.take(key, limit)).allowed).toBe(allowed);
    });
  });
});
