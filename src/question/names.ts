/** Which instruments and institutions a question names: one name may stand for those of several states. */
import { isMemberState } from '../corpus/member-states.ts';
import type { Pinpoint } from '../corpus/pinpoints.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import { isShortForm } from '../index/phrases.ts';
import type { Mention, Question } from './question.ts';

/**
 * The instruments meant. A name that several states use is decided by the places of the question, then by a second
 * name that agrees, then by the place that is suggested; what stays open is `ambiguous`. A plain name of another state's law
 * (`data law` in a question about Brunei, `privacy law` in one about ASEAN) is no name at all.
 */
export function resolveInstruments(
  index: CorpusIndex,
  mentions: Mention[],
  places: string[],
  suggested: string | undefined,
  pinpoints: readonly Pinpoint[],
): Pick<Question, 'instruments' | 'ambiguous'> {
  const instruments: string[] = [];
  let ambiguous: Question['ambiguous'] = null;
  const named = mentions.filter((mention) => mention.kind === 'instrument' && !insideMisnomer(mentions, mention));
  const jurisdiction = (id: string): string => index.instrument(id)?.jurisdiction ?? '';
  const single = new Set(named.filter(({ targets }) => targets.length === 1).map(({ targets }) => jurisdiction(targets[0] as string)));
  for (const { targets, written } of named) {
    const jurisdictions = new Set(targets.map(jurisdiction));
    let chosen = decide(targets, jurisdiction, places, single, suggested, written);
    if (chosen.length !== 1 && places.filter(isMemberState).length === 0) chosen = havingPinpoint(index, targets, pinpoints) ?? chosen;
    if (chosen.length === 0 && jurisdictions.size > 1 && places.filter(isMemberState).length === 0)
      ambiguous = { name: written, ids: targets };
    for (const id of chosen) if (!instruments.includes(id)) instruments.push(id);
  }
  return { instruments, ambiguous: instruments.length > 0 ? null : ambiguous };
}

/** The one instrument of several that has what the question points at (`s 48E` of a Personal Data Protection Act); null if that decides nothing. */
function havingPinpoint(index: CorpusIndex, targets: readonly string[], pinpoints: readonly Pinpoint[]): string[] | null {
  const [asked] = pinpoints;
  if (!asked || targets.length < 2) return null;
  const having = targets.filter((id) => index.pinpoints(id, asked.number).some(({ unit }) => unit === asked.unit));
  return having.length === 1 ? having : null;
}

/** The institutions meant, decided as instruments are. */
export function resolveInstitutions(
  index: CorpusIndex,
  mentions: Mention[],
  places: string[],
  suggested: string | undefined,
): { institutions: string[]; ambiguous: Question['ambiguous'] } {
  const jurisdiction = (id: string): string => index.institution(id)?.jurisdiction ?? '';
  const institutions = new Set<string>();
  let ambiguous: Question['ambiguous'] = null;
  for (const { kind, targets, written, from, to } of mentions) {
    if (kind !== 'institution' || insideInstrument(mentions, from, to)) continue;
    const chosen = decide(targets, jurisdiction, places, new Set(), suggested, written);
    for (const id of chosen) institutions.add(id);
    if (chosen.length === 0 && targets.length > 1 && places.length === 0 && isShortForm(written))
      ambiguous = { name: written, ids: targets };
  }
  return { institutions: [...institutions], ambiguous: institutions.size > 0 ? null : ambiguous };
}

function decide(
  targets: string[],
  jurisdiction: (id: string) => string,
  places: string[],
  single: ReadonlySet<string>,
  suggested: string | undefined,
  written: string,
): string[] {
  const by = (allowed: (jurisdiction: string) => boolean): string[] => targets.filter((id) => allowed(jurisdiction(id)));
  const ofPlaces = by((code) => places.includes(code));
  if (ofPlaces.length > 0) return ofPlaces;
  const ofRegion = by((code) => !isMemberState(code));
  if (ofRegion.length > 0) return ofRegion;
  if (places.length > 0) return isDistinct(written) && targets.length === 1 ? targets : [];
  if (new Set(targets.map(jurisdiction)).size === 1) return targets;
  const agreed = by((code) => single.has(code));
  if (agreed.length > 0) return agreed;
  return by((code) => code === suggested);
}

/** A name that nothing else is called by: it has a number, or four words, or is not English. */
function isDistinct(written: string): boolean {
  return /\d/.test(written) || written.split(/\s+/).length >= 4 || /^(uu|ra|pd|luat|luật|undang)\b/i.test(written);
}

/** The short form of a body inside the name of a law (`PDP` in `UU PDP`) is no body. */
function insideInstrument(mentions: Mention[], from: number, to: number): boolean {
  return mentions.some((other) => other.kind === 'instrument' && other.from <= from && to <= other.to && other.to - other.from > to - from);
}

/** A general name inside the longer wrong name of something else (`Cybercrime Convention` in `ASEAN Cybercrime Convention`) is no name of its own. */
function insideMisnomer(mentions: Mention[], { from, to, targets }: Mention): boolean {
  return targets.length > 1 && mentions.some(({ kind, from: start, to: end }) => kind === 'misnomer' && start <= from && to <= end);
}
