#!/usr/bin/env node
/**
 * Entry of the command line. Nothing native is loaded before the version is known to be right: better-sqlite3 crashes
 * on an old Node without a word.
 */
import { enableCompileCache } from 'node:module';

const OLDEST_NODE = 22;

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  process.stderr.write(
    `lexsea: Node ${process.versions.node} is too old, ${OLDEST_NODE} or newer is needed; inside the project "npm start" and "npm run ask" bring their own\n`,
  );
  process.exit(2);
}
// Stripped and compiled modules are kept by Node itself: the second start takes half the time of the first.
enableCompileCache();
const { run } = await import('./program.ts');
await run(process.argv);
