/** The metrics of the process, as Prometheus reads them: counts by kind and surface. Nothing in them is of one person or place. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Answered, Limiter, Meter } from './meter.ts';

/** What the metrics ask for when they are read. */
export interface Observed {
  /** Version of LexSEA. */
  version: string;
  /** Whether /readyz says so. */
  ready(): Promise<boolean>;
  /** The surfaces that were started, and whether each is connected. */
  connected(): Readonly<Record<string, boolean>>;
  /** What identifies the corpus in force; null while there is none. */
  corpus(): string | null;
}

/** Seconds. An answer takes milliseconds; what takes longer waits for the platform, or for others in a burst. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

const surface = ['surface'] as const;

/** Counts what the surfaces tell. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #registers = [this.#registry];
  readonly #answers = new Counter({
    name: 'lexsea_answers_total',
    help: 'Answers sent, by kind.',
    labelNames: ['surface', 'kind'] as const,
    registers: this.#registers,
  });
  readonly #noAnswers = new Counter({
    name: 'lexsea_no_answers_total',
    help: 'Answers of the kind no-answer, by reason.',
    labelNames: ['surface', 'reason'] as const,
    registers: this.#registers,
  });
  readonly #seconds = new Histogram({
    name: 'lexsea_answer_seconds',
    help: 'From the question being received to its answer being sent.',
    labelNames: surface,
    buckets: BUCKETS,
    registers: this.#registers,
  });
  readonly #failures = new Counter({
    name: 'lexsea_failures_total',
    help: 'Questions that were received and could not be answered; a platform may send them again.',
    labelNames: surface,
    registers: this.#registers,
  });
  readonly #limited = new Counter({
    name: 'lexsea_rate_limited_total',
    help: 'How often somebody was told to wait: a person by LexSEA, or LexSEA by the platform.',
    labelNames: ['surface', 'by'] as const,
    registers: this.#registers,
  });
  readonly #reconnects = new Counter({
    name: 'lexsea_reconnects_total',
    help: 'Connections to a platform that were lost and are there again.',
    labelNames: surface,
    registers: this.#registers,
  });
  /** How many answers, and how many of them were none, by surface. */
  readonly #counts = new Map<string, { all: number; none: number }>();

  constructor({ version, ready, connected, corpus }: Observed) {
    const registers = this.#registers;
    const counts = this.#counts;
    new Gauge({
      name: 'lexsea_no_answer_ratio',
      help: 'Share of answers that were of the kind no-answer, since the process started.',
      labelNames: surface,
      registers,
      collect() {
        for (const [name, { all, none }] of counts) this.set({ surface: name }, none / all);
      },
    });
    new Gauge({
      name: 'lexsea_connected',
      help: 'Whether a surface is connected to its platform.',
      labelNames: surface,
      registers,
      collect() {
        for (const [name, is] of Object.entries(connected())) this.set({ surface: name }, Number(is));
      },
    });
    new Gauge({
      name: 'lexsea_ready',
      help: 'Whether /readyz says that the process is ready.',
      registers,
      async collect() {
        this.set(Number(await ready()));
      },
    });
    new Gauge({
      name: 'lexsea_corpus_info',
      help: 'The corpus in force.',
      labelNames: ['fingerprint'] as const,
      registers,
      collect() {
        // One that was replaced is not in force any more.
        this.reset();
        const fingerprint = corpus();
        if (fingerprint !== null) this.set({ fingerprint }, 1);
      },
    });
    new Gauge({ name: 'lexsea_info', help: 'The program.', labelNames: ['version', 'node'] as const, registers }).set(
      { version, node: process.version },
      1,
    );
  }

  /** Watches the process itself as well: its memory, its processor time, how long its event loop is held up. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** What a surface tells its work to. `noAnswer` is told of answers that were none. */
  meter(name: string, noAnswer: (answer: Answered) => void = () => {}): Meter {
    const own = { surface: name };
    const counts = { all: 0, none: 0 };
    // Shown as zero until the first: a rate cannot be made of what is not there.
    for (const counter of [this.#failures, this.#reconnects]) counter.inc(own, 0);
    for (const by of ['lexsea', 'platform'] satisfies Limiter[]) this.#limited.inc({ ...own, by }, 0);
    return {
      answered: (answer, seconds) => {
        const { kind, reason } = answer;
        const isNone = kind === 'no-answer';
        this.#answers.inc({ ...own, kind });
        this.#seconds.observe(own, seconds);
        counts.all++;
        if (isNone) counts.none++;
        this.#counts.set(name, counts);
        if (!isNone) return;
        this.#noAnswers.inc({ ...own, reason: reason ?? 'none' });
        noAnswer(answer);
      },
      failed: () => this.#failures.inc(own),
      limited: (by) => this.#limited.inc({ ...own, by }),
      reconnected: () => this.#reconnects.inc(own),
    };
  }

  /** The content type of `text`. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All of them, in the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
