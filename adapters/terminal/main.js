#!/usr/bin/env node
/**
 * Entry of the command line, in plain JavaScript for two reasons. An old Node must be told what is wrong in one line,
 * and it reads no TypeScript; and a Node that finds every module stripped and compiled in its own cache need not load
 * its TypeScript stripper at all, which is a seventh of the time and of the memory of a short run.
 */
import * as module from 'node:module';

const OLDEST_NODE = 22;

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  process.stderr.write(
    `lexsea: Node ${process.versions.node} is too old, ${OLDEST_NODE} or newer is needed; inside the project "npm start" and "npm run ask" bring their own\n`,
  );
  process.exit(2);
}
module.enableCompileCache?.();
const { run } = await import(import.meta.url.includes('/dist/') ? './program.js' : './program.ts');
await run(process.argv);
