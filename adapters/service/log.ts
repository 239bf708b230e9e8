/** The log of the service: JSON lines with ids and counts. No question, no token, no stack. */
import { type DestinationStream, type Logger, pino } from 'pino';
import { environmentOf, secretsOf, variables } from './configuration.ts';

const MASK = '[masked]';

/** What tokens of the platforms look like, whoever lets them slip into a message. */
const TOKENS = [
  /\bx(?:ox[a-z]|app)-[\w-]{8,}/g,
  /\b[MNO][\w-]{22,28}\.[\w-]{6}\.[\w-]{27,}/g,
  /\b(?:Bearer|Bot) [\w.~+/-]{16,}=*/g,
  // In addresses: of a socket and of a response to Slack, of a response to Discord.
  /\bticket=[\w%-]{8,}/g,
  /\bhooks\.slack\.com\/[\w/-]{8,}/g,
  /\/(?:webhooks|interactions)\/\d{15,22}\/[\w-]{16,}/g,
];

/** Fields that hold what people write, wherever a library would log them. */
const TEXTS = ['text', 'question', 'content', 'blocks', 'body', 'message.text', 'message.content', 'headers', 'config', 'request', 'data'];

export interface LogOptions {
  /** debug, info, warn, error or silent. */
  level?: string | undefined;
  /** Values that are masked wherever they stand. */
  secrets?: readonly string[];
  /** Standard output by default. */
  destination?: DestinationStream;
}

/** A logger whose lines can be shown to anybody who runs the service. */
export function openLog({ level = 'info', secrets = [], destination }: LogOptions = {}): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: [...TEXTS, ...TEXTS.map((name) => `*.${name}`)], censor: MASK },
    serializers: { err: errorLine, error: errorLine },
    hooks: { streamWrite: (line: string) => masked(line, secrets) },
  };
  // Written line by line: what pino would still be writing as the process ends could come out of order, or not at all.
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}

/** The logger that the variables of a process ask for: its level, and its secrets masked. */
export function makeLog(env: NodeJS.ProcessEnv): Logger {
  const set = environmentOf(env);
  // A level that there is not is told by the check of the variables; until then, and for that, it is the usual one.
  return openLog({ level: variables.shape.LEXSEA_LOG.safeParse(set.LEXSEA_LOG).data, secrets: secretsOf(set) });
}

/** An error as a log shows it: what it is and its first line. Libraries hang requests with their headers and bodies on errors. */
export function errorLine(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error === 'string' ? firstLine(error) : typeof error };
  const { code, status } = error as { code?: unknown; status?: unknown };
  return {
    type: error.name,
    message: firstLine(error.message),
    ...(isPlain(code) ? { code } : {}),
    ...(isPlain(status) ? { status } : {}),
  };
}

/** A text without secrets: neither those that are known nor what looks like a token of a platform. */
export function masked(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of secrets) {
    shown = shown.replaceAll(secret, MASK);
    // As it stands in a line of JSON.
    const written = JSON.stringify(secret).slice(1, -1);
    if (written !== secret) shown = shown.replaceAll(written, MASK);
  }
  return TOKENS.reduce((line, token) => line.replaceAll(token, MASK), shown);
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}
