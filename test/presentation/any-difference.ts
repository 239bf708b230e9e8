/** Differences between corpora of any size and any text, far worse than a corpus that was checked can have. */
import fc from 'fast-check';
import type { ChangedField, Difference, ProvisionChange } from '../../src/corpus/difference.ts';

const FIELDS: ChangedField[] = ['text', 'heading', 'from', 'until', 'status', 'ref'];
const day = fc.option(fc.constantFrom('2020', '2026-11', '2026-11-25'));

/** A difference whose titles, refs and headings are of some text. */
export function anyDifference(text: fc.Arbitrary<string>): fc.Arbitrary<Difference> {
  const change: fc.Arbitrary<ProvisionChange> = fc
    .record({
      jurisdiction: fc.constantFrom('SG', 'TH', 'ASEAN'),
      title: text,
      ref: text,
      heading: text,
      topics: fc.constant<string[]>(['illegal-access']),
      status: fc.constantFrom('in-force', 'draft', 'repealed', 'not-yet-in-force'),
      from: day,
      until: day,
      fields: fc.subarray(FIELDS),
    })
    .map((each) => ({ ...each, id: `sg-act#${each.ref}` }));
  const changes = fc.oneof(
    fc.constant<ProvisionChange[]>([]),
    fc.array(change, { maxLength: 4 }),
    fc.array(change, { minLength: 30, maxLength: 60 }),
  );
  return fc.record({ added: changes, amended: changes, repealed: changes, withdrawn: changes });
}
