/** A meter that keeps what it was told. */
import type { Meter } from '../../adapters/service/meter.ts';

export type Told = { [Name in keyof Meter]: [Name, ...Parameters<Meter[Name]>] }[keyof Meter];

export function someMeter(told: Told[] = []): Meter {
  return {
    answered: (answer, seconds) => void told.push(['answered', answer, seconds]),
    failed: () => void told.push(['failed']),
    limited: (by) => void told.push(['limited', by]),
    reconnected: () => void told.push(['reconnected']),
  };
}
