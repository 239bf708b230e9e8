/** What the corpus holds, for a home page: how much of whose law, and what has changed of late. */
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import type { CorpusIndex } from '../../src/index/corpus-index.ts';
import { placeName, statusWords } from './labels.ts';

export interface Coverage {
  jurisdiction: string;
  name: string;
  instruments: number;
  provisions: number;
}

/** Beside the member states, in the order in which they are shown. */
const BEYOND = ['ASEAN', 'UN', 'INTL'];

/** Instruments and provisions of each jurisdiction: the member states first. */
export function coverageOf(index: CorpusIndex): Coverage[] {
  const instruments = Map.groupBy(index.instruments(), ({ jurisdiction }) => jurisdiction);
  const provisions = Map.groupBy(
    index.items.filter(({ kind }) => kind === 'provision'),
    ({ jurisdiction }) => jurisdiction,
  );
  return [...MEMBER_STATES, ...BEYOND].map((jurisdiction) => ({
    jurisdiction,
    name: placeName(index, jurisdiction),
    instruments: instruments.get(jurisdiction as never)?.length ?? 0,
    provisions: provisions.get(jurisdiction)?.length ?? 0,
  }));
}

/** `Thailand: 15 instruments, 138 provisions`, one for each jurisdiction. */
export function coverageLines(index: CorpusIndex): string[] {
  return coverageOf(index).map(
    ({ name, instruments, provisions }) => `${name}: ${counted(instruments, 'instrument')}, ${counted(provisions, 'provision')}`,
  );
}

function counted(count: number, name: string): string {
  return `${count.toLocaleString('en')} ${name}${count === 1 ? '' : 's'}`;
}

export interface Change {
  /** YYYY-MM-DD, or as much of it as is known. */
  date: string;
  /** `adopted`, `in force`, `amended`, `repealed` … */
  what: string;
  id: string;
  title: string;
  jurisdiction: string;
  place: string;
  url: string | null;
}

const ENDS = ['repealed', 'superseded', 'expired'];

type Instrument = ReturnType<CorpusIndex['instruments']>[number];

/**
 * The latest change of each instrument of some places (all if none are given) up to a day (YYYY-MM-DD), the latest first. A change of which only the year is
 * known is left out: nobody can say how recent it is.
 */
export function recentChanges(index: CorpusIndex, today: string, most: number, places: readonly string[] = []): Change[] {
  const changes = index
    .instruments()
    .filter(({ jurisdiction }) => places.length === 0 || places.includes(jurisdiction))
    .flatMap((instrument) => latestChange(index, instrument, today) ?? []);
  return changes.sort((left, right) => compare(right.date, left.date) || compare(left.id, right.id)).slice(0, most);
}

function latestChange(index: CorpusIndex, instrument: Instrument, today: string): Change | undefined {
  const { id, title, jurisdiction, official_url: url, status } = instrument;
  const events: [date: string | null, what: string][] = [
    [instrument.adopted, 'adopted'],
    [instrument.in_force, status === 'partly-in-force' ? 'partly in force' : 'in force'],
    ...instrument.amended_by.map(({ date }): [string | null, string] => [date, 'amended']),
    [instrument.ended, ENDS.includes(status) ? statusWords(status) : 'ended'],
  ];
  let latest: [date: string, what: string] | undefined;
  for (const [date, what] of events)
    if (date?.includes('-') && date <= today && (latest === undefined || date >= latest[0] || latest[0].startsWith(date)))
      latest = [date, what];
  return latest && { date: latest[0], what: latest[1], id, title, jurisdiction, place: placeName(index, jurisdiction), url };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
