import { describe, expect, test } from 'vitest';
import { type Answered, stopwatch } from '../../adapters/service/meter.ts';
import { Metrics } from '../../adapters/service/metrics.ts';
import { samplesOf } from './samples.ts';

const GIVEN: Answered = { kind: 'answer', reason: null, topics: ['breach-notification'], jurisdictions: ['TH'] };
const NONE: Answered = { kind: 'no-answer', reason: 'not-covered', topics: ['spam'], jurisdictions: ['LA'] };

function metrics(observed: Partial<ConstructorParameters<typeof Metrics>[0]> = {}): Metrics {
  return new Metrics({ version: '1.2.3', ready: async () => true, connected: () => ({}), corpus: () => null, ...observed });
}

describe('the metrics', () => {
  test('count answers by kind and surface, and how long they took', async () => {
    const all = metrics();
    const [slack, discord] = [all.meter('slack'), all.meter('discord')];
    slack.answered(GIVEN, 0.02);
    slack.answered({ ...GIVEN, kind: 'comparison' }, 0.3);
    slack.answered(GIVEN, 0.03);
    discord.answered(GIVEN, 3);
    const samples = samplesOf(await all.text());
    expect(samples('lexsea_answers_total')).toEqual({
      'kind=answer surface=slack': 2,
      'kind=comparison surface=slack': 1,
      'kind=answer surface=discord': 1,
    });
    expect(samples('lexsea_answer_seconds_count')).toEqual({ 'surface=slack': 3, 'surface=discord': 1 });
    expect(samples('lexsea_answer_seconds_bucket')).toMatchObject({
      'le=0.025 surface=slack': 1,
      'le=0.5 surface=slack': 3,
      'le=2.5 surface=discord': 0,
      'le=5 surface=discord': 1,
    });
  });

  test('count what got no answer by reason, its share, and hand it on', async () => {
    const handed: Answered[] = [];
    const all = metrics();
    const slack = all.meter('slack', (answer) => handed.push(answer));
    for (let n = 0; n < 3; n++) slack.answered(GIVEN, 0.1);
    slack.answered(NONE, 0.1);
    const samples = samplesOf(await all.text());
    expect(samples('lexsea_no_answers_total')).toEqual({ 'reason=not-covered surface=slack': 1 });
    expect(samples('lexsea_no_answer_ratio')).toEqual({ 'surface=slack': 0.25 });
    expect(handed).toEqual([NONE]);
  });

  test('count failures, reconnects and limits, from zero on', async () => {
    const all = metrics();
    const slack = all.meter('slack');
    const names = ['lexsea_failures_total', 'lexsea_reconnects_total', 'lexsea_rate_limited_total'];
    const read = async () => names.map(samplesOf(await all.text()));
    expect(await read()).toEqual([
      { 'surface=slack': 0 },
      { 'surface=slack': 0 },
      { 'by=lexsea surface=slack': 0, 'by=platform surface=slack': 0 },
    ]);
    slack.failed();
    slack.reconnected();
    slack.limited('platform');
    slack.limited('lexsea');
    slack.limited('lexsea');
    expect(await read()).toEqual([
      { 'surface=slack': 1 },
      { 'surface=slack': 1 },
      { 'by=lexsea surface=slack': 2, 'by=platform surface=slack': 1 },
    ]);
  });

  test('tell what is in force when they are read', async () => {
    let corpus: string | null = null;
    let connected = true;
    const all = metrics({ ready: async () => connected, connected: () => ({ slack: connected }), corpus: () => corpus });
    const read = async () => {
      const samples = samplesOf(await all.text());
      return ['lexsea_ready', 'lexsea_connected', 'lexsea_corpus_info'].map(samples);
    };
    expect(await read()).toEqual([{ '': 1 }, { 'surface=slack': 1 }, {}]);
    corpus = 'abc';
    expect((await read())[2]).toEqual({ 'fingerprint=abc': 1 });
    [corpus, connected] = ['def', false];
    expect(await read()).toEqual([{ '': 0 }, { 'surface=slack': 0 }, { 'fingerprint=def': 1 }]);
    expect(samplesOf(await all.text())('lexsea_info')).toEqual({ [`node=${process.version} version=1.2.3`]: 1 });
  });

  test('hold the process itself once it is watched', async () => {
    const all = metrics();
    expect(await all.text()).not.toContain('process_resident_memory_bytes');
    all.watchProcess();
    const samples = samplesOf(await all.text());
    expect(samples('process_resident_memory_bytes')['']).toBeGreaterThan(10_000_000);
    expect(samples('nodejs_heap_size_used_bytes')['']).toBeGreaterThan(1_000_000);
  });
});

test('a stopwatch counts seconds that no clock can set back', () => {
  const seconds = stopwatch();
  const [first, second] = [seconds(), seconds()];
  expect(first).toBeGreaterThanOrEqual(0);
  expect(second).toBeGreaterThanOrEqual(first);
  expect(second).toBeLessThan(60);
});
