/** The tables of the store. Times are milliseconds since 1970; JSON and sealed values are text, so that every database holds them alike. */

export interface Schema {
  meta: { key: string; value: string };
  installation: { surface: string; key: string; sealed: string; saved_at: number };
  /** One row per setting; `place` and `member` are '' where the setting is of the whole community. */
  setting: { surface: string; community: string; place: string; member: string; name: string; value: string };
  conversation: { key: string; owner: string; context: string; expires_at: number };
  /** One row per process that has claimed something; dead once `beat` no longer changes. */
  process: { id: string; host: string; pid: number; beat: number };
  /** `claim` says which claim it is of, and whether it was the first of the delivery. */
  delivery: { key: string; owner: string; process: string; done: number; note: string | null; claim: string | null; expires_at: number };
  answered: { key: string; owner: string; reply: string; expires_at: number };
  feedback: {
    answer: string;
    voter: string;
    surface: string;
    community: string;
    kind: string;
    citations: string;
    vote: string;
    voted_at: number;
  };
  /** How often nothing could be answered; `topic` and `jurisdiction` are '' where the question had none. */
  no_answer: { surface: string; topic: string; jurisdiction: string; reason: string; asked: number };
  /** Laid out as rate-limiter-flexible wants it. */
  rate_limit: { key: string; points: number; expire: number | null };
}
