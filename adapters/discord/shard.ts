/** The process of one shard. discord.js's ShardingManager starts it and tells it by the environment which shard it is. */
import { LexSea } from '../../src/ask.ts';
import { openStore } from '../../src/store/open.ts';
import { followLaw } from '../service/follow-law.ts';
import { makeLog } from '../service/log.ts';
import { warmUp } from '../service/warm-up.ts';
import { variables } from './configuration.ts';
import { sendingMeter } from './shard-meter.ts';
import { startClient } from './start.ts';
import { messageOf } from './turn.ts';

const log = makeLog(process.env).child({ surface: 'discord', shard: Number(process.env.SHARDS) });
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
// A manager that was killed cannot tell its shards to end.
process.once('disconnect', () => stopping.abort());

try {
  const [lexsea, store] = await Promise.all([LexSea.open(), openStore()]);
  warmUp(lexsea);
  const following = followLaw(lexsea, process.env, log);
  // A parent that is gone counts nothing any more.
  const meter = sendingMeter((message) => process.connected && process.send?.(message));
  const running = await startClient({ lexsea, store, log, meter, variables: variables.parse(process.env) }, stopping.signal);
  if (!stopping.signal.aborted) await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
  await running.stop();
  await store.close();
  void following.stop();
  lexsea.close();
  process.exit(0);
} catch (error) {
  log.fatal(messageOf(error));
  process.exit(1);
}
