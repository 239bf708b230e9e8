/** Keys of what the store holds. What belongs to a person or a message is found by its key, but cannot be read from it. */
import { createHmac, hkdfSync } from 'node:crypto';

export type SurfaceName = 'slack' | 'discord';

/** A key of a community's data: `keyOf('slack', 'T1', 'C1', '170.1')`. Parts are ids of the platform; none can run into the next. */
export function keyOf(surface: SurfaceName, community: string, ...parts: readonly string[]): string {
  return [surface, community, ...parts].map((part) => encodeURIComponent(part.toWellFormed())).join(':');
}

/** The part of a key that names the community: its first two parts. */
export function ownerOf(key: string): string {
  return key.split(':', 2).join(':');
}

/** The community that an owner (`ownerOf`) names on a surface; null if it is of another surface, or no key of ours. */
export function communityOf(owner: string, surface: SurfaceName): string | null {
  const [named, community] = owner.split(':');
  if (named !== surface || community === undefined) return null;
  try {
    return decodeURIComponent(community);
  } catch {
    return null;
  }
}

/** Hashes keys and people, so that a copy of the database tells nobody who asked. */
export class KeyHash {
  readonly #key: Buffer;
  readonly #former: KeyHash | undefined;

  /**
   * `pepper` is random and kept with the database; the secret is not, so who has only a copy cannot try ids one after
   * another. `former` finds what was kept under an earlier secret.
   */
  constructor(secret: string | undefined, pepper: string, former?: KeyHash) {
    this.#key = Buffer.from(hkdfSync('sha256', secret ?? '', pepper, 'lexsea keys', 32));
    this.#former = former;
  }

  /** 43 characters, the same for the same parts. */
  of(...parts: readonly string[]): string {
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest('base64url');
  }

  /** All under which the same parts may be kept: their hash, and that of the former secret. */
  all(...parts: readonly string[]): string[] {
    return [this.of(...parts), ...(this.#former?.all(...parts) ?? [])];
  }
}
