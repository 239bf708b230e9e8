import { describe, expect, test } from 'vitest';
import { coverageLines, coverageOf, recentChanges } from '../../adapters/presentation/coverage.ts';
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import type { CorpusIndex } from '../../src/index/corpus-index.ts';
import { index } from '../shipped.ts';

describe('what the corpus covers', () => {
  test('is counted for every jurisdiction, and nothing is counted twice or left out', () => {
    const coverage = coverageOf(index);
    expect(coverage.slice(0, 11).map(({ jurisdiction }) => jurisdiction)).toEqual(MEMBER_STATES);
    const sum = (field: 'instruments' | 'provisions') => coverage.reduce((total, each) => total + each[field], 0);
    expect(sum('instruments')).toBe(index.instruments().length);
    expect(sum('provisions')).toBe(index.items.filter(({ kind }) => kind === 'provision').length);
    for (const { name, provisions } of coverage) expect([name, provisions > 0]).toEqual([name, true]);
  });

  test('as lines', () => {
    const lines = coverageLines(index);
    expect(lines).toHaveLength(14);
    for (const line of lines) expect(line).toMatch(/^\p{Lu}[\p{L} -]+: \d+ instruments?, [\d,]+ provisions?$/u);
  });
});

describe('recent changes of the law', () => {
  const instrument = (changes: object) => ({
    id: 'a',
    title: 'A',
    jurisdiction: 'TH',
    status: 'in-force',
    adopted: null,
    in_force: null,
    ended: null,
    amended_by: [],
    official_url: 'https://example.org/a',
    ...changes,
  });
  const changesOf = (instruments: object[], today = '2026-11-25', most = 9, places: string[] = []) =>
    recentChanges(
      { instruments: () => instruments, profile: () => undefined, place: () => undefined } as unknown as CorpusIndex,
      today,
      most,
      places,
    ).map(({ date, what, id }) => `${date} ${what} ${id}`);

  test.each<[string, object, string[]]>([
    ['adopted', { adopted: '2026-01-02' }, ['2026-01-02 adopted a']],
    ['adopted and in force', { adopted: '2026-01-02', in_force: '2026-03-01' }, ['2026-03-01 in force a']],
    ['both on one day', { adopted: '2026-01-02', in_force: '2026-01-02' }, ['2026-01-02 in force a']],
    ['in force in the same month, on a day that is not known', { adopted: '2026-04-06', in_force: '2026-04' }, ['2026-04 in force a']],
    ['in force only later', { adopted: '2026-01-02', in_force: '2027-01-01', status: 'not-yet-in-force' }, ['2026-01-02 adopted a']],
    ['in part', { in_force: '2026-03-01', status: 'partly-in-force' }, ['2026-03-01 partly in force a']],
    ['amended', { in_force: '2020-03-01', amended_by: [{ title: 'B', date: '2026-05-01', note: null }] }, ['2026-05-01 amended a']],
    [
      'amended, nobody knows when',
      { in_force: '2020-03-01', amended_by: [{ title: 'B', date: null, note: null }] },
      ['2020-03-01 in force a'],
    ],
    ['repealed', { in_force: '2020-03-01', ended: '2026-07-01', status: 'repealed' }, ['2026-07-01 repealed a']],
    ['to be repealed', { in_force: '2020-03-01', ended: '2027-07-01', status: 'repealed' }, ['2020-03-01 in force a']],
    ['only the year is known', { adopted: '2026' }, []],
    ['no date', {}, []],
    ['today', { adopted: '2026-11-25' }, ['2026-11-25 adopted a']],
    ['tomorrow', { adopted: '2026-11-26' }, []],
  ])('%s', (_, changes, lines) => {
    expect(changesOf([instrument(changes)])).toEqual(lines);
  });

  const three = [
    instrument({ id: 'a', adopted: '2026-01-01' }),
    instrument({ id: 'c', adopted: '2026-03', jurisdiction: 'MY' }),
    instrument({ id: 'b', adopted: '2026-03' }),
  ];
  test.each<[number, string[], string[]]>([
    [9, [], ['2026-03 adopted b', '2026-03 adopted c', '2026-01-01 adopted a']],
    [2, [], ['2026-03 adopted b', '2026-03 adopted c']],
    [9, ['MY'], ['2026-03 adopted c']],
  ])('at most %i of %j, the latest first', (most, places, lines) => {
    expect(changesOf(three, '2026-11-25', most, places)).toEqual(lines);
  });

  test('of the shipped corpus have a name, a place and a date that is past', () => {
    const changes = recentChanges(index, '2026-11-25', 10);
    expect(changes).toHaveLength(10);
    for (const { date, title, place } of changes) {
      expect(date <= '2026-11-25').toBe(true);
      expect(title).not.toBe('');
      expect(place).toMatch(/^\p{Lu}\p{L}/u);
    }
  });
});
