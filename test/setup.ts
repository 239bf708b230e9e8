/** What holds for every test. Properties try other values at every run at a desk, and the same in CI, where a run must be repeatable. */
import fc from 'fast-check';

if (process.env.CI) fc.configureGlobal({ seed: 20_261_125 });
// The store of a test is the test's own, whatever database this machine works with.
delete process.env.DATABASE_URL;
