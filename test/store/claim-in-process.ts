/**
 * Claims deliveries as a process of its own: `node claim-in-process.ts OPTIONS KEY…`, the options of the store as JSON. Prints `KEY CLAIM` for each,
 * answers `done KEY` and `release KEY` on standard input the same way, `close` by closing its store, and stays.
 */
import { createInterface } from 'node:readline';
import { openStore, type StoreOptions } from '../../src/store/open.ts';

const [options = '{}', ...keys] = process.argv.slice(2);
const store = await openStore(JSON.parse(options) as StoreOptions);
for (const key of keys) process.stdout.write(`${key} ${await store.deliveries.claim(key)}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const [order, key = ''] = line.split(' ');
  if (order === 'done') await store.deliveries.done(key);
  if (order === 'release') await store.deliveries.release(key);
  if (order === 'close') await store.close();
  process.stdout.write(`${key} ${order}\n`);
}
