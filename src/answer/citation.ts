/** Id of an item -> its citation. */
import type * as schema from '../corpus/schema.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import type { Citation } from './answer.ts';

/** Citation of an item, or undefined if the corpus has none with that id. An instrument alone is cited by its first provision. */
export function citationOf(index: CorpusIndex, id: string, n: number, asOf: string): Citation | undefined {
  const number = index.numberOf(id);
  const item = number === undefined ? undefined : index.items[number];
  if (!item) {
    const first = index.provisionsOf(id)[0];
    return first === undefined ? undefined : citationOf(index, first, n, asOf);
  }
  const common = { n, id: item.id, jurisdiction: item.jurisdiction, checked: item.checked };
  if (item.kind === 'provision') {
    const provision = index.provision(item.id) as schema.Provision;
    const instrument = index.instrument(item.parent);
    return {
      ...common,
      title: instrument?.title ?? item.parent,
      ref: provision.ref,
      heading: provision.heading,
      status: statusOn(index, item.id, asOf),
      url: provision.url ?? instrument?.official_url ?? null,
    };
  }
  const nothing = { ref: null, heading: null, status: null };
  if (item.kind === 'institution') {
    const { name, acronym, contact } = index.institution(id) as schema.Institution;
    return { ...common, ...nothing, title: acronym && !name.includes(acronym) ? `${name} (${acronym})` : name, url: contact.url };
  }
  if (item.kind === 'case') {
    const { title, sources } = index.case(id) as schema.Case;
    return { ...common, ...nothing, title, url: sources[0]?.url ?? null };
  }
  if (item.kind === 'gap') {
    const profile = index.profile(item.jurisdiction);
    return {
      ...common,
      ...nothing,
      title: profile?.name ?? item.jurisdiction,
      heading: item.heading,
      url: profile?.sources[0]?.url ?? null,
    };
  }
  if (item.kind === 'misconception') {
    return { ...common, ...nothing, title: item.heading, url: null };
  }
  return undefined;
}

/** Status of a provision on a day: that of its instrument, unless the provision has dates of its own. */
export function statusOn(index: CorpusIndex, id: string, day: string): string {
  const provision = index.provision(id);
  const instrument = index.instrument(id.split('#')[0] as string);
  if (!provision || !instrument) return 'in-force';
  if (provision.until && provision.until <= day) return 'superseded';
  if (provision.from && provision.from > day) return 'not-yet-in-force';
  const { status, ended } = instrument;
  const in_force = instrument.in_force ?? instrument.adopted;
  if (['repealed', 'superseded', 'expired'].includes(status))
    return ended && ended > day && (!in_force || in_force <= day) ? 'in-force' : status;
  if (['in-force', 'partly-in-force'].includes(status)) return in_force && in_force > day ? 'not-yet-in-force' : status;
  if (status === 'not-yet-in-force') return in_force && in_force <= day ? 'in-force' : status;
  return status;
}

/** The latest amendment of the instrument of a provision after a day, as a date; null if its digest is of the law of that day. */
export function amendedSince(index: CorpusIndex, id: string, day: string): string | null {
  const [parent, ref] = id.split('#');
  const dates = ref === undefined ? [] : (index.instrument(parent as string)?.amended_by ?? []).flatMap(({ date }) => date ?? []);
  return (
    dates
      .filter((date) => date > day)
      .sort()
      .at(-1) ?? null
  );
}

/** Whether a status means that the text is the law, or the commitment, on its day. */
export function isCurrent(status: string | null): boolean {
  return status === null || status === 'in-force' || status === 'partly-in-force' || status === 'adopted';
}
