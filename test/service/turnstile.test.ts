import { describe, expect, test } from 'vitest';
import { Turnstile } from '../../adapters/service/turnstile.ts';

/** Keeps the process busy, as answering does. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('the turnstile', () => {
  test('lets through in the order of the calls, and counts who waits', async () => {
    const turnstile = new Turnstile();
    const order: number[] = [];
    const all = [1, 2, 3].map(async (n) => {
      await turnstile.pass();
      order.push(n, turnstile.waiting);
    });
    expect(turnstile.waiting).toBe(3);
    await Promise.all(all);
    expect(order).toEqual([1, 2, 2, 1, 3, 0]);
  });

  test('between two turns a timer that is due fires', async () => {
    const turnstile = new Turnstile();
    const order: string[] = [];
    setTimeout(() => order.push('timer'), 5);
    await Promise.all(
      ['first', 'second', 'third'].map(async (name) => {
        await turnstile.pass();
        work(10);
        order.push(name);
      }),
    );
    expect(order.indexOf('timer')).toBeGreaterThan(-1);
    expect(order.indexOf('timer')).toBeLessThan(order.indexOf('second'));
  });

  test('whoever fails in their turn keeps nobody out', async () => {
    const turnstile = new Turnstile();
    const failing = turnstile.pass().then(() => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(turnstile.pass()).resolves.toBeUndefined();
  });
});
