/** Properties try other values at every run at a desk, and the same in CI, where a run must be repeatable. */
import fc from 'fast-check';

if (process.env.CI) fc.configureGlobal({ seed: 20_261_125 });
