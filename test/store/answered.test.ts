import { expect, test } from 'vitest';
import { keyOf } from '../../src/store/keys.ts';
import { onEachDatabase } from './places.ts';
import { temporaryStore } from './temporary-store.ts';

onEachDatabase((here) => {
  test('the reply to a message is known for ten minutes, the later of two', async () => {
    const place = await here();
    const { answered } = await temporaryStore(place.options);
    const message = keyOf('slack', 'T1', 'C1', '170.1');
    expect(await answered.find(message)).toBeUndefined();
    await answered.put(message, { channel: 'C1', id: '170.2' });
    await answered.put(message, { channel: 'C1', id: '170.3', more: ['170.4'] });
    await place.later(9 * 60_000);
    expect(await answered.find(message)).toEqual({ channel: 'C1', id: '170.3', more: ['170.4'] });
    expect(await answered.find(keyOf('slack', 'T2', 'C1', '170.1'))).toBeUndefined();
    await place.later(60_000);
    expect(await answered.find(message)).toBeUndefined();
  });
});
