/**
 * Does it hold? Many people ask one process of the service, on SQLite, through the loopback Slack over HTTP, for minutes on
 * end. Prints its memory, and what became of the questions; judges nothing.
 *
 *   npm run bench -- --soak [minutes]
 */
import { setInterval as every } from 'node:timers/promises';
import { markdownTable } from 'markdown-table';
import { halfOf, loadQuestions } from '../eval/questions.ts';
import { LexSea } from '../src/ask.ts';
import { manifest } from '../test/slack/given.ts';
import { type SlackServer, startSlack } from '../test/slack/server/slack.ts';
import { dataFolder, type ServiceProcess, startService } from '../test/slack/service-process.ts';
import { Asking, type Counts } from './soak-asking.ts';

const MINUTES = 10;
const MINUTE_MS = 60_000;
/** Questions in a second: several hundred times what a large workspace asks, and what one of two shared cores holds. */
const RATE = 10;
/** Memory is read so often. */
const LOOK_MS = 2_000;
const MEGABYTE = 1024 * 1024;

interface Memory {
  /** Bytes of the process in memory, at the end of the minute. */
  resident: number;
  /** Bytes on its heap: the fewest in the minute, which is what a garbage collection has left. */
  heap: number;
}

/**
 * Asks for so many minutes after one to warm up, and prints the table.
 * @param given minutes as they were written; ten if nothing was
 * @returns the exit status
 */
export async function soak(given = String(MINUTES)): Promise<number> {
  const minutes = Number(given);
  if (!Number.isInteger(minutes) || minutes < 1) {
    process.stderr.write(`--soak takes a whole number of minutes, not "${given}"\n`);
    return 2;
  }
  // Compiles the corpus where that has not been done.
  (await LexSea.open()).close();
  const texts = loadQuestions()
    .filter((question) => halfOf(question) === 'tuning' && question.context.length === 0)
    .map(({ question }) => question);
  const slack = await startSlack({ manifest });
  const data = dataFolder();
  let service: ServiceProcess | null = null;
  try {
    service = await startService(slack, data.path, 'http', { LEXSEA_HTTP: '127.0.0.1:0' });
    await measure(slack, service, texts, minutes);
  } finally {
    await service?.end('SIGTERM');
    await slack.close();
    data.remove();
  }
  return 0;
}

async function measure(slack: SlackServer, service: ServiceProcess, texts: readonly string[], minutes: number): Promise<void> {
  const address = /"address":"([^"]+)"/.exec(service.output())?.[1];
  if (!address) throw new Error(`the service does not say where its metrics are:\n${service.output()}`);
  const asking = new Asking(slack, texts, RATE);
  const memory: Memory[] = [];
  // The first minute warms up: what is compiled, cached and opened by then is no growth.
  for (let minute = 0; minute <= minutes; minute++) {
    asking.begin(minute);
    memory.push(await watch(address, MINUTE_MS));
    if (minute > 0) process.stderr.write(`minute ${minute} of ${minutes}\n`);
  }
  const counts = await asking.end();
  const atRest = await watch(address, LOOK_MS);
  print(texts.length, memory, counts, atRest);
}

/** Memory over some time. */
async function watch(address: string, ms: number): Promise<Memory> {
  const until = performance.now() + ms;
  let resident = Number.NaN;
  let heap = Number.POSITIVE_INFINITY;
  for await (const _ of every(LOOK_MS)) {
    const text = await (await fetch(`http://${address}/metrics`)).text();
    resident = metric(text, 'process_resident_memory_bytes');
    heap = Math.min(heap, metric(text, 'nodejs_heap_size_used_bytes'));
    if (performance.now() >= until - LOOK_MS / 2) break;
  }
  return { resident, heap };
}

/** A gauge in the text that Prometheus reads. */
function metric(text: string, name: string): number {
  return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1]);
}

function print(questions: number, memory: readonly Memory[], counts: readonly Counts[], atRest: Memory): void {
  const head = ['minute', 'resident memory', 'heap', 'asked', 'answered', 'lost', 'doubled', 'answers/s', 'p50', 'p99'];
  const rows = memory.map((each, minute) => [minute === 0 ? 'warm-up' : String(minute), ...row(each, counts[minute], 1)]);
  const all = together(counts.slice(1));
  const table = markdownTable([head, ...rows, ['all but the warm-up, then at rest', ...row(atRest, all, counts.length - 1)]], {
    align: ['l', ...head.slice(1).map(() => 'r')],
  });
  process.stdout.write(
    `${questions} questions, ${RATE} asked in a second; one process, SQLite, Slack over HTTP; heap: the fewest bytes in the minute\n\n${table}\n`,
  );
}

function row({ resident, heap }: Memory, counts: Counts | undefined, minutes: number): string[] {
  const { asked, lost, doubled, times } = counts ?? { asked: 0, lost: 0, doubled: 0, times: [] };
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number): string => `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0) ?? '-'} ms`;
  const perSecond = ((times.length * 1000) / (minutes * MINUTE_MS)).toFixed(1);
  return [mb(resident), mb(heap), ...[asked, times.length, lost, doubled].map(String), perSecond, at(0.5), at(0.99)];
}

function together(counts: readonly Counts[]): Counts {
  const sum = (of: (each: Counts) => number): number => counts.reduce((total, each) => total + of(each), 0);
  return {
    asked: sum(({ asked }) => asked),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    times: counts.flatMap(({ times }) => times),
  };
}

function mb(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(0)} MB`;
}
