/** What a user names outside a question: countries, topics, days, ids. Each is resolved, or the nearest known is offered. */
import distances from 'natural/lib/natural/distance/levenshtein_distance.js';
import { MEMBER_STATES } from '../corpus/member-states.ts';
import { isDate } from '../corpus/partial-date.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';
import { phraseKey } from '../index/phrases.ts';
import { fold } from '../text/normalise.ts';

/** A name that is not known; the message names the nearest known one. */
export class UnknownNameError extends Error {
  /** What was written stands in the message: line ends and what steers a terminal or turns the direction of text do not. */
  constructor(message: string) {
    super(message.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' '));
  }
}

const REGIONS = ['ASEAN', 'UN', 'INTL'];

/**
 * Jurisdictions of a list such as `SG, my, Thailand`: ISO codes in any case, or names.
 * @throws UnknownNameError
 */
export function jurisdictionsOf(index: CorpusIndex, list: string): string[] {
  const parts = list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const found = parts.map((part) => {
    const code = part.toUpperCase();
    if ([...MEMBER_STATES, ...REGIONS].includes(code)) return code;
    const named = index.targets(phraseKey(part), 'place')[0];
    if (named) return named;
    const names = index.profiles().flatMap(({ name, jurisdiction }) => [name, jurisdiction]);
    throw new UnknownNameError(
      `unknown country "${part}"; nearest known: ${nearest(part, [...names, ...REGIONS])} (codes: ${[...MEMBER_STATES, ...REGIONS].join(', ')})`,
    );
  });
  return [...new Set(found)];
}

/**
 * Id of a topic by its id, its label, or a term of the glossary.
 * @throws UnknownNameError
 */
export function topicOf(index: CorpusIndex, written: string): string {
  const exact = index.topics.find(
    ({ id, label }) => id === written || fold(label) === fold(written) || id === fold(written).replaceAll(' ', '-'),
  );
  if (exact) return exact.id;
  const key = phraseKey(written);
  const topics = [...index.targets(key, 'topic'), ...index.targets(key, 'term').flatMap((term) => index.term(term)?.topics ?? [])];
  if (topics[0]) return topics[0];
  throw new UnknownNameError(
    `unknown topic "${written}"; nearest known: ${nearest(
      written,
      index.topics.map(({ id }) => id),
    )} ("lexsea list topics" shows all)`,
  );
}

/**
 * A day as YYYY-MM-DD; a year or month alone means its last day.
 * @throws UnknownNameError
 */
export function dayOf(written: string): string {
  if (!isDate(written)) throw new UnknownNameError(`"${written}" is no day that exists; write YYYY-MM-DD, as in 2025-06-01`);
  if (written.length === 10) return written;
  const [year, month = '12'] = written.split('-');
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** An edit distance takes up to half a millisecond, and whoever asks waits for all of them: so many are measured. */
const MOST_MEASURED = 100;

/** The name of a list that is fewest edits away, of those that share the most letters with what was written. */
export function nearest(written: string, names: readonly string[]): string {
  const wanted = fold(written).slice(0, 60);
  const letters = counted(wanted);
  const likely = names
    .map((name, at) => {
      const folded = fold(name);
      return { name, at, folded, least: leastEdits(letters, wanted.length, folded) / Math.max(wanted.length, name.length) };
    })
    .sort((one, other) => one.least - other.least)
    .slice(0, MOST_MEASURED)
    .sort((one, other) => one.at - other.at);
  let best = names[0] ?? '';
  let nearestYet = Number.POSITIVE_INFINITY;
  for (const { name, folded, least } of likely) {
    if (least >= nearestYet) continue;
    const distance = distances.DamerauLevenshteinDistance(wanted, folded, { restricted: true }) / Math.max(wanted.length, name.length);
    if (distance < nearestYet) {
      nearestYet = distance;
      best = name;
    }
  }
  return best;
}

/** Two texts are at least as many edits apart as the longer one has letters that the other lacks. */
function leastEdits(letters: ReadonlyMap<string, number>, length: number, other: string): number {
  let shared = 0;
  for (const [letter, count] of counted(other)) shared += Math.min(count, letters.get(letter) ?? 0);
  return Math.max(length, other.length) - shared;
}

function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  // By UTF-16 units, as the distance is.
  for (let at = 0; at < text.length; at++) counts.set(text.charAt(at), (counts.get(text.charAt(at)) ?? 0) + 1);
  return counts;
}
