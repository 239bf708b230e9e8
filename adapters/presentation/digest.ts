/** What changed in the law as one message: at most so many provisions, each with its id and its days. */
import type { Difference, ProvisionChange } from '../../src/corpus/difference.ts';
import { countsOf, datesOf, fieldsOf, KINDS_OF_CHANGE } from './changes.ts';

export interface DigestLine {
  id: string;
  /** The law and the provision's heading. */
  name: string;
  /** Status, days and what is other than it was. */
  note: string;
}

export interface Digest {
  title: string;
  /** The counts of all that changed. */
  counts: string;
  groups: { label: string; lines: DigestLine[] }[];
  /** How many provisions there are beyond those in the groups. */
  more: number;
  small: string;
}

/** A difference with at most `most` provisions in it, those of each kind shared out evenly. */
export function digestOf(difference: Difference, most: number): Digest {
  const kinds = KINDS_OF_CHANGE.filter(({ kind }) => difference[kind].length > 0);
  const shares = sharesOf(
    kinds.map(({ kind }) => difference[kind].length),
    most,
  );
  const all = kinds.reduce((sum, { kind }) => sum + difference[kind].length, 0);
  return {
    title: 'The law that LexSEA holds has changed',
    counts: `Of what this channel follows: ${countsOf(difference)}.`,
    groups: kinds.flatMap(({ kind, label }, n) => {
      const lines = difference[kind].slice(0, shares[n]).map(lineOf);
      return lines.length > 0 ? [{ label: `${label.charAt(0).toUpperCase()}${label.slice(1)}`, lines }] : [];
    }),
    more: all - shares.reduce((sum, share) => sum + share, 0),
    small: 'What LexSEA answers from has changed; the text of the law is where its answers link to. General information, not legal advice.',
  };
}

function lineOf(change: ProvisionChange): DigestLine {
  const fields = fieldsOf(change);
  return {
    id: change.id,
    name: `${change.title}, ${change.ref} — ${change.heading}`,
    note: `${change.jurisdiction}; ${datesOf(change)}${fields ? `; changed: ${fields}` : ''}`,
  };
}

/** How many of each count are taken so that they are `most` together: small ones whole, large ones cut evenly. */
function sharesOf(counts: readonly number[], most: number): number[] {
  const shares = counts.map(() => 0);
  let left = most;
  while (left > 0) {
    const open = counts.flatMap((count, n) => ((shares[n] ?? 0) < count ? [n] : []));
    if (open.length === 0) break;
    for (const n of open.slice(0, left)) shares[n] = (shares[n] ?? 0) + 1;
    left -= Math.min(left, open.length);
  }
  return shares;
}
