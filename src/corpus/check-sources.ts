/** What digests rest on: official means a site of that state or body, and a text older than the law's last amendment is said to be. */
import type { Corpus, Problem } from './load.ts';
import { isMemberState } from './member-states.ts';
import type { Instrument } from './schema.ts';

/** Defects in what instruments say of their sources. */
export function checkSources(corpus: Corpus): Problem[] {
  return corpus.instruments.flatMap((instrument) => [...checkOfficial(corpus, instrument), ...checkVersion(corpus, instrument)]);
}

function checkOfficial(corpus: Corpus, instrument: Instrument): Problem[] {
  const file = corpus.files.get(instrument) ?? '';
  const sites = sitesOf(corpus, instrument.jurisdiction);
  const official = (url: string | null | undefined): boolean => typeof url === 'string' && isOn(url, sites);
  const says = `is on no official site of ${instrument.jurisdiction}; corpus/official-sites.yaml lists them`;
  const problems: Problem[] = [];
  instrument.sources.forEach(({ url, kind }, n) => {
    if (kind === 'official' && !official(url))
      problems.push({ file, line: null, field: `sources.${n}.url`, message: `${hostOf(url)} ${says}: the kind is mirror or secondary` });
  });
  const hasOfficial = official(instrument.official_url) || instrument.sources.some(({ url, kind }) => kind === 'official' && official(url));
  instrument.provisions.forEach(({ ref, url, checked }, n) => {
    const leads = typeof url === 'string' ? official(url) : hasOfficial;
    if (checked === 'official' && !leads) {
      const what = typeof url === 'string' ? hostOf(url) : 'what it leads to';
      problems.push({ file, line: null, field: `provisions.${n}.checked`, message: `${ref} is checked: official, but ${what} ${says}` });
    }
  });
  return problems;
}

/** Words by which a summary says that an older version was read. */
const SAYS_READ = /\bread\b/i;

function checkVersion(corpus: Corpus, instrument: Instrument): Problem[] {
  const read = instrument.provisions.flatMap(({ version_read }) => version_read ?? []);
  const amended = instrument.amended_by.flatMap(({ date }) => date ?? []);
  const [latest, last] = [read, amended].map((dates) => [...dates].sort().at(-1));
  // A year is no older than a day in it.
  if (!latest || !last || latest >= last.slice(0, latest.length) || SAYS_READ.test(instrument.summary)) return [];
  const message = `the latest version_read (${latest}) is older than the amendment of ${last}; the summary must say which version was read`;
  return [{ file: corpus.files.get(instrument) ?? '', line: null, field: 'summary', message }];
}

/** Sites of a state; for what states have agreed with each other, those of all. */
function sitesOf(corpus: Corpus, jurisdiction: string): string[] {
  return corpus.officialSites.flatMap(({ of, sites }) => (of === jurisdiction || !isMemberState(jurisdiction) ? sites : []));
}

function isOn(url: string, sites: readonly string[]): boolean {
  const host = hostOf(url);
  return sites.some((site) => host === site || host.endsWith(`.${site}`));
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
