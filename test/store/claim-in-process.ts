/**
 * Claims deliveries as a process of its own: `node claim-in-process.ts FOLDER LEASE KEY…`. Prints `KEY CLAIM` for each,
 * answers `done KEY` and `release KEY` on standard input the same way, `close` by closing its store, and stays.
 */
import { createInterface } from 'node:readline';
import { openStore } from '../../src/store/open.ts';

const [folder, lease, ...keys] = process.argv.slice(2);
const store = await openStore({ folder: folder as string, leaseMs: Number(lease) });
for (const key of keys) process.stdout.write(`${key} ${await store.deliveries.claim(key)}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const [order, key = ''] = line.split(' ');
  if (order === 'done') await store.deliveries.done(key);
  if (order === 'release') await store.deliveries.release(key);
  if (order === 'close') await store.close();
  process.stdout.write(`${key} ${order}\n`);
}
