/** What stands at a pinpoint of an instrument. */
import type { Pinpoint } from '../corpus/pinpoints.ts';
import type { CorpusIndex } from '../index/corpus-index.ts';

/**
 * Provisions of an instrument at a pinpoint: those that agree down to the subs, else those of the number. What bore the
 * number in an earlier edition is among them; the ranking decides by what else the question says.
 */
export function provisionsAt(index: CorpusIndex, instrument: string, { unit, number, subs }: Pinpoint): string[] {
  const rows = index.pinpoints(instrument, number).filter((row) => (row.unit === 'norm') === (unit === 'norm') || row.unit === unit);
  const pool = rows;
  const asked = subs.join('.');
  const exact = pool.filter((row) => row.subs === asked);
  const wider = pool.filter((row) => asked !== row.subs && (row.subs === '' || `${asked}.`.startsWith(`${row.subs}.`)));
  const inside = pool.filter((row) => asked !== row.subs && `${row.subs}.`.startsWith(`${asked}.`));
  const chosen =
    exact.length > 0 ? exact : asked === '' ? pool : wider.length > 0 ? wider : inside.length > 0 ? inside : subs.length > 0 ? [] : pool;
  return [...new Set(chosen.map(({ provision }) => provision))];
}
