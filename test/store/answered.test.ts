import { afterEach, expect, test, vi } from 'vitest';
import { keyOf } from '../../src/store/keys.ts';
import { temporaryStore } from './temporary-store.ts';

afterEach(() => vi.useRealTimers());

test('the reply to a message is known for ten minutes, the later of two', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  const { answered } = await temporaryStore();
  const message = keyOf('slack', 'T1', 'C1', '170.1');
  expect(await answered.find(message)).toBeUndefined();
  await answered.put(message, { channel: 'C1', id: '170.2' });
  await answered.put(message, { channel: 'C1', id: '170.3', more: ['170.4'] });
  vi.setSystemTime(10 * 60_000 - 1);
  expect(await answered.find(message)).toEqual({ channel: 'C1', id: '170.3', more: ['170.4'] });
  expect(await answered.find(keyOf('slack', 'T2', 'C1', '170.1'))).toBeUndefined();
  vi.setSystemTime(10 * 60_000);
  expect(await answered.find(message)).toBeUndefined();
});
