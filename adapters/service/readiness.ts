/** Whether the process can answer: what a load balancer and a supervisor ask before they send it anything. */

/** True, or why not in one line. */
export type Check = true | string;

/** What /readyz shows. */
export interface Readiness {
  status: 'ready' | 'starting' | 'not-ready' | 'draining';
  corpus: Check;
  store: Check;
  /** Of each surface that is set up, whether its platform reaches it. */
  surfaces: Record<string, Check>;
}

interface Connected {
  readonly name: string;
  connected(): Check;
}

/** The store is asked no more often than this, however many ask for readiness. */
const ASKED_AGAIN_MS = 1_000;
/** A store that takes longer than this to answer is not one to answer questions with. */
const LONGEST_MS = 2_500;

const OPENING = 'is being opened';
const STARTING = 'is being started';

/** Keeps what is known of the parts of a process, from its start to its end. */
export class Health {
  corpus: Check = OPENING;
  #store: (() => Promise<void>) | null = null;
  #surfaces: readonly Connected[] = [];
  readonly #started = new Set<string>();
  #phase: 'starting' | 'running' | 'draining' = 'starting';
  #asked: { at: number; answer: Promise<Check> } | null = null;

  /** The surfaces that are set up; none of them is started yet. */
  expect(surfaces: readonly Connected[]): void {
    this.#surfaces = surfaces;
  }

  /** The store is open; `check` rejects with one line where it cannot be reached. */
  storeOpened(check: () => Promise<void>): void {
    this.#store = check;
  }

  started(surface: string): void {
    this.#started.add(surface);
  }

  /** Everything was started. */
  run(): void {
    if (this.#phase === 'starting') this.#phase = 'running';
  }

  /** Takes nothing new from now on. */
  drain(): void {
    this.#phase = 'draining';
  }

  /** Whether each surface is connected, and why not. */
  surfaces(): Record<string, Check> {
    return Object.fromEntries(this.#surfaces.map((each) => [each.name, this.#started.has(each.name) ? each.connected() : STARTING]));
  }

  /** What holds now. Never rejects. */
  async read(): Promise<Readiness> {
    const store = await this.#askStore();
    const surfaces = this.surfaces();
    const isWell = [this.corpus, store, ...Object.values(surfaces)].every((check) => check === true);
    const status = this.#phase === 'running' ? (isWell ? 'ready' : 'not-ready') : this.#phase;
    return { status, corpus: this.corpus, store, surfaces };
  }

  async #askStore(): Promise<Check> {
    const check = this.#store;
    if (check === null) return OPENING;
    const now = performance.now();
    if (this.#asked === null || now - this.#asked.at > ASKED_AGAIN_MS) this.#asked = { at: now, answer: inTime(check()) };
    return this.#asked.answer;
  }
}

async function inTime(checked: Promise<void>): Promise<Check> {
  const late = Promise.withResolvers<Check>();
  const timer = setTimeout(() => late.resolve(`has not answered within ${LONGEST_MS / 1000} seconds`), LONGEST_MS);
  const answered = checked.then(
    (): Check => true,
    (error: unknown): Check => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] || 'cannot be reached',
  );
  try {
    return await Promise.race([answered, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
