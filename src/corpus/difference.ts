/** What changed between two corpora: provisions that are new, that say something else, that are no longer the law. */
import type { Instrument, Provision } from './schema.ts';

/** What of a provision or of its instrument is other than it was. */
export type ChangedField = 'text' | 'heading' | 'from' | 'until' | 'status' | 'ref';

/** A provision that changed, as the later corpus has it; one that was taken out, as the earlier had it. */
export interface ProvisionChange {
  /** `instrument-id#ref`. */
  id: string;
  jurisdiction: string;
  /** The instrument's short title, or its title. */
  title: string;
  ref: string;
  heading: string;
  topics: string[];
  /** Of the instrument. */
  status: Instrument['status'];
  /** Since when and until when it is the law: YYYY, YYYY-MM or YYYY-MM-DD; null where the corpus does not say. */
  from: string | null;
  until: string | null;
  /** What is other than it was; empty for what is new or was taken out. */
  fields: ChangedField[];
}

export interface Difference {
  /** In the later corpus only. */
  added: ProvisionChange[];
  /** Other words, other days or another status: the law was amended, or its digest put right. The corpus does not say which. */
  amended: ProvisionChange[];
  /** The law until now or with an end that is known now: repealed, superseded, expired, or given a last day. */
  repealed: ProvisionChange[];
  /** In the earlier corpus only. That says nothing about the law. */
  withdrawn: ProvisionChange[];
}

/** The difference between the instruments of two corpora, each list in the order of the corpus. A renamed provision is the same one. */
export function differenceOf(before: readonly Instrument[], after: readonly Instrument[]): Difference {
  const earlier = new Map(before.flatMap(entries));
  const difference: Difference = { added: [], amended: [], repealed: [], withdrawn: [] };
  const found = new Set<string>();
  for (const [id, now] of after.flatMap(entries)) {
    const former = [id, ...(now.provision.former_refs ?? []).map((ref) => `${now.instrument.id}#${ref}`)].find(
      (each) => earlier.has(each) && !found.has(each),
    );
    const then = former === undefined ? undefined : earlier.get(former);
    if (former !== undefined) found.add(former);
    if (!then) {
      difference.added.push(changeOf(now, []));
      continue;
    }
    const fields = changedFields(then, now);
    if (fields.length > 0) difference[ended(then, now) ? 'repealed' : 'amended'].push(changeOf(now, fields));
  }
  for (const [id, then] of earlier) if (!found.has(id)) difference.withdrawn.push(changeOf(then, []));
  return difference;
}

/** Whether two corpora have the same provisions. */
export function isNone(difference: Difference): boolean {
  return Object.values(difference).every((changes: ProvisionChange[]) => changes.length === 0);
}

/** What of a difference is of some jurisdictions and topics; an empty list means all of them. */
export function within(difference: Difference, countries: readonly string[], topics: readonly string[]): Difference {
  const isWanted = (change: ProvisionChange): boolean =>
    (countries.length === 0 || countries.includes(change.jurisdiction)) &&
    (topics.length === 0 || change.topics.some((topic) => topics.includes(topic)));
  return {
    added: difference.added.filter(isWanted),
    amended: difference.amended.filter(isWanted),
    repealed: difference.repealed.filter(isWanted),
    withdrawn: difference.withdrawn.filter(isWanted),
  };
}

interface Entry {
  instrument: Instrument;
  provision: Provision;
}

function entries(instrument: Instrument): [string, Entry][] {
  return instrument.provisions.map((provision) => [`${instrument.id}#${provision.ref}`, { instrument, provision }]);
}

const GONE: readonly Instrument['status'][] = ['repealed', 'superseded', 'expired'];

/** Whether what went on being the law has ended, or has an end now. */
function ended(then: Entry, now: Entry): boolean {
  const isGone = ({ instrument }: Entry): boolean => GONE.includes(instrument.status);
  return (isGone(now) && !isGone(then)) || (untilOf(now) !== null && untilOf(then) === null);
}

function changedFields(then: Entry, now: Entry): ChangedField[] {
  const values: [ChangedField, unknown, unknown][] = [
    ['text', then.provision.text, now.provision.text],
    ['heading', then.provision.heading, now.provision.heading],
    ['from', fromOf(then), fromOf(now)],
    ['until', untilOf(then), untilOf(now)],
    ['status', then.instrument.status, now.instrument.status],
    ['ref', then.provision.ref, now.provision.ref],
  ];
  return values.flatMap(([field, before, after]) => (before === after ? [] : [field]));
}

function changeOf(entry: Entry, fields: ChangedField[]): ProvisionChange {
  const { instrument, provision } = entry;
  return {
    id: `${instrument.id}#${provision.ref}`,
    jurisdiction: instrument.jurisdiction,
    title: instrument.short_title ?? instrument.title,
    ref: provision.ref,
    heading: provision.heading,
    topics: provision.topics,
    status: instrument.status,
    from: fromOf(entry),
    until: untilOf(entry),
    fields,
  };
}

function fromOf({ instrument, provision }: Entry): string | null {
  return provision.from ?? instrument.in_force;
}

function untilOf({ instrument, provision }: Entry): string | null {
  return provision.until ?? instrument.ended;
}
