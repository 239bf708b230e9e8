/** Tokens at rest: AES-256-GCM under a key from LEXSEA_SECRET. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;
/** Shorter than this, a secret can be guessed from a stolen database. */
const SHORTEST_SECRET = 16;
/** 32 MB and a tenth of a second once per process: cheap for us, dear for who guesses. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 };

/** Nothing can be sealed or opened, as there is no secret. */
export class NoSecretError extends Error {
  constructor() {
    super('LEXSEA_SECRET is not set, so tokens cannot be stored; set it to 16 characters or more, as "openssl rand -hex 32" prints them');
  }
}

/** What is stored cannot be opened: sealed with another secret, moved or changed. */
export class SealError extends Error {}

/** Seals and opens texts; `bound` names what the text belongs to, and it opens under that name only. */
export class Seal {
  readonly #secret: string | undefined;
  readonly #salt: string;
  readonly #former: Seal | undefined;
  #key: Promise<Buffer> | undefined;

  /**
   * `former` opens what was sealed before the secret was changed; `variable` names the secret in messages.
   * @throws Error with one line if the secret is too short.
   */
  constructor(secret: string | undefined, salt: string, { former, variable = 'LEXSEA_SECRET' }: { former?: Seal; variable?: string } = {}) {
    if (secret && secret.length < SHORTEST_SECRET)
      throw new Error(
        `${variable} has ${secret.length} characters, ${SHORTEST_SECRET} or more are needed; "openssl rand -hex 32" prints a good one`,
      );
    this.#secret = secret;
    this.#salt = salt;
    this.#former = former;
  }

  /** @throws NoSecretError without a secret. */
  async seal(text: string, bound: string): Promise<string> {
    const key = await this.#derive();
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(additional(bound));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @throws NoSecretError without a secret; SealError if the text was sealed otherwise, for something else, or was changed. */
  async open(sealed: string, bound: string): Promise<string> {
    try {
      return await this.#openHere(sealed, bound);
    } catch (error) {
      if (!this.#former || !(error instanceof SealError)) throw error;
      return this.#former.open(sealed, bound);
    }
  }

  /**
   * The same text sealed under the secret of now; 'current' if it is, 'unreadable' if no secret opens it.
   * @throws NoSecretError without a secret.
   */
  async again(sealed: string, bound: string): Promise<{ sealed: string } | 'current' | 'unreadable'> {
    try {
      await this.#openHere(sealed, bound);
      return 'current';
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
    }
    try {
      return { sealed: await this.seal(await this.open(sealed, bound), bound) };
    } catch (error) {
      if (error instanceof SealError) return 'unreadable';
      throw error;
    }
  }

  async #openHere(sealed: string, bound: string): Promise<string> {
    const key = await this.#derive();
    const bytes = Buffer.from(sealed, 'base64');
    if (bytes[0] !== VERSION || bytes.length < 1 + NONCE + TAG)
      throw new SealError('it is not a sealed value of this version of LexSEA; update LexSEA or install again');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE), { authTagLength: TAG })
      .setAAD(additional(bound))
      .setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]).toString('utf8');
    } catch {
      throw new SealError(
        'it was sealed with another secret or was changed; set the secret of that time as LEXSEA_SECRET_PREVIOUS or install again',
      );
    }
  }

  async #derive(): Promise<Buffer> {
    const secret = this.#secret;
    if (!secret) throw new NoSecretError();
    this.#key ??= derive(secret, this.#salt);
    return this.#key;
  }
}

function derive(secret: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY, SCRYPT, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function additional(bound: string): Buffer {
  return Buffer.from(`lexsea ${VERSION} ${bound}`);
}
