/**
 * The service as a process of its own, with a surface of no platform: `node serve-in-process.ts BEHAVIOUR`. The surface
 * writes `received` and takes work that ends only when it is told to stop: `finishes` ends it then, `hangs` never does,
 * `rejects` leaves a promise alone, `throws` throws where nobody catches.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { runService } from '../../adapters/service/run.ts';
import { someSurface } from './some-surface.ts';

const behaviour = process.argv[2];
const surface = someSurface('slack', {
  async start({ log, env }) {
    if (behaviour === 'refused') throw new Error(`the token ${env.SLACK_BOT_TOKEN} was refused`);
    log.info('received');
    if (behaviour === 'rejects') void Promise.reject(new Error('nobody looks'));
    if (behaviour === 'throws')
      setTimeout(() => {
        throw new Error('nobody catches');
      }, 0);
  },
  async stop() {
    if (behaviour === 'hangs') await new Promise(() => {});
    await wait(50);
    surface.deps?.log.info('finished');
  },
});
// What a platform's client may leave open.
setInterval(() => {}, 3_600_000);
await runService({ surfaces: [surface] });
process.exit();
