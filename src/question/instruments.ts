/** Which instruments a question names: one name may stand for the laws of several states. */
import type { CorpusIndex } from '../index/corpus-index.ts';
import { placeOfLanguage } from './places.ts';
import type { Mention, Question } from './question.ts';

/**
 * The instruments meant. A name that several states use is decided by the places of the question, then by a second
 * name that agrees, then by the language; what stays open is `ambiguous`.
 */
export function resolveInstruments(index: CorpusIndex, mentions: Mention[], places: string[], language: string): Pick<Question, 'instruments' | 'ambiguous'> {
  const instruments: string[] = [];
  let ambiguous: Question['ambiguous'] = null;
  const named = mentions.filter(({ kind }) => kind === 'instrument');
  const single = new Set<string | undefined>(named.filter(({ targets }) => targets.length === 1).map(({ targets }) => index.instrument(targets[0] as string)?.jurisdiction));
  for (const { targets, written, from, to } of named) {
    if (overlapsOther(mentions, from, to, targets.length)) continue;
    const jurisdictions = new Set(targets.map((id) => index.instrument(id)?.jurisdiction));
    const decide = (allowed: (jurisdiction: string | undefined) => boolean): string[] => targets.filter((id) => allowed(index.instrument(id)?.jurisdiction));
    let chosen = places.length > 0 ? decide((jurisdiction) => jurisdiction !== undefined && places.includes(jurisdiction)) : [];
    if (chosen.length === 0 && jurisdictions.size > 1) chosen = decide((jurisdiction) => single.has(jurisdiction));
    if (chosen.length === 0 && jurisdictions.size > 1) chosen = decide((jurisdiction) => jurisdiction !== undefined && jurisdiction === placeOfLanguage(language));
    if (chosen.length === 0 && jurisdictions.size === 1 && (places.length === 0 || targets.length === 1)) chosen = targets;
    if (chosen.length === 0 && jurisdictions.size > 1 && places.length === 0) ambiguous = { name: written, instruments: targets };
    for (const id of chosen) if (!instruments.includes(id)) instruments.push(id);
  }
  return { instruments, ambiguous: instruments.length > 0 ? null : ambiguous };
}

/** A general name inside the longer name of something else (`Cybersecurity Act` in `ASEAN Cybersecurity Act`) is no name of its own. */
function overlapsOther(mentions: Mention[], from: number, to: number, targets: number): boolean {
  return targets > 1 && mentions.some((other) => (other.kind === 'misnomer' || other.kind === 'misconception') && other.from <= from && to <= other.to);
}
