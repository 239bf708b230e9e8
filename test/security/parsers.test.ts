/**
 * Every parser of outside input: whatever comes, it ends, it throws at most the error that it names, and no object of the
 * program is changed by it. A run that does not end is broken off, which fails the test; no other time is measured.
 */
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { actionOf } from '../../adapters/discord/custom-ids.ts';
import { textOf } from '../../adapters/discord/listeners/message.ts';
import { checkEnvironment, environmentOf, variables } from '../../adapters/service/configuration.ts';
import { masked } from '../../adapters/service/log.ts';
import { variables as slackVariables } from '../../adapters/slack/configuration.ts';
import { Carried, CarriedSources, CarriedVote, packed, unpacked } from '../../adapters/slack/render/carried.ts';
import { written } from '../../adapters/slack/render/escape.ts';
import { changesOf } from '../../adapters/slack/settings.ts';
import { answerLine } from '../../adapters/terminal/batch.ts';
import { show } from '../../src/answer/show.ts';
import { pinpointsOf, pinpointsOfRef } from '../../src/corpus/pinpoints.ts';
import { dateOf } from '../../src/question/dates.ts';
import { dayOf, jurisdictionsOf, topicOf } from '../../src/question/parameters.ts';
import { parseContext } from '../../src/store/conversations.ts';
import { parseNote } from '../../src/store/deliveries.ts';
import { parseSettings } from '../../src/store/settings.ts';
import { fold } from '../../src/text/normalise.ts';
import { index, lexsea } from '../shipped.ts';
import { anyString, longStrings } from '../strings.ts';

/** Far above what any of them takes, on any machine. */
const LONGEST_MS = 20_000;
const context = createContext({ run: () => {} });

/** Calls a function that must come to an end. Throws if it does not. */
function ends(call: () => unknown): void {
  context.run = call;
  runInContext('run()', context, { timeout: LONGEST_MS });
}

/** Texts: what each does with one, and the name of the error that it may throw. */
const ofText: [string, (text: string) => unknown, string?][] = [
  ['a question', (text) => lexsea.ask(text)],
  ['a question in a conversation', (text) => lexsea.ask(text, { context: [text, text] })],
  ['pinpoints', (text) => pinpointsOf(text.slice(0, 2_000))],
  ['a pinpoint of the corpus', (text) => pinpointsOfRef(text.slice(0, 200))],
  ['a date in a question', (text) => dateOf(text.slice(0, 2_000))],
  ['a day', dayOf, 'UnknownNameError'],
  ['a list of places', (text) => jurisdictionsOf(index, text.slice(0, 500)), 'UnknownNameError'],
  ['a topic', (text) => topicOf(index, text.slice(0, 500)), 'UnknownNameError'],
  ['an id', (text) => show(index, text.slice(0, 500)), 'UnknownNameError'],
  ['a line of a batch', (text) => answerLine(lexsea, text, {})],
  ['a question in a batch', (text) => answerLine(lexsea, JSON.stringify({ id: text.slice(0, 9), question: text }), {})],
  ['a custom id', actionOf],
  ['a message of Discord', (text) => textOf({ content: text.slice(0, 4_000) })],
  ['a message of Slack', written],
  ['a button of Slack', (text) => unpacked(Carried, text)],
  ['a form of settings', (text) => changesOf({ country: text, listen: text, audience: text })],
  ['a context in the store', parseContext],
  ['a note in the store', parseNote],
  [
    'a setting in the store',
    (text) =>
      parseSettings([
        { name: 'country', value: text },
        { name: text, value: text },
      ]),
  ],
  ['a line of the log', (text) => masked(text, [])],
  [
    'the variables',
    (text) =>
      checkEnvironment(
        [variables, slackVariables],
        environmentOf(Object.fromEntries(Object.keys({ ...variables.shape, ...slackVariables.shape }).map((name) => [name, text]))),
      ),
    'ConfigurationError',
  ],
];

describe.each(ofText)('%s', (_, parse, allowed) => {
  const tried = (text: string) => {
    try {
      ends(() => parse(text));
    } catch (error) {
      // One line that says what is wrong; anything else is a defect.
      const { name } = (error as Error).constructor;
      if (name !== allowed) throw error;
      expect((error as Error).message).not.toContain('\n');
    }
  };

  test('any text', () => fc.assert(fc.property(anyString, tried), { numRuns: 50 }));
  test('what is built of a word, repeated without end, and something after', () => {
    const parts = fc.constantFrom(
      ' ',
      '?',
      'no ',
      '(1)',
      '1-',
      's 1, ',
      '1,000',
      '.',
      '\n',
      '<@',
      '&lt;',
      '\u0301',
      '\u200d',
      'ﷺ',
      '👨‍👩‍👧',
      '\u202e',
      'ក្',
      'a\u0308',
      '2023-',
      '%',
      '\\',
      '{"a":',
      '[',
    );
    const hostile = fc
      .tuple(fc.string({ maxLength: 5 }), parts, fc.constantFrom('', 'x', '!', ')', '"'))
      .map(([before, unit, after]) => before + unit.repeat(1_990 / unit.length) + after);
    fc.assert(fc.property(hostile, tried), { numRuns: 25 });
  });
  test('a hundred thousand characters', () => {
    for (const [, text] of longStrings) tried(text);
  });
});

describe('no prototype is changed by', () => {
  const before = [Object.prototype, Array.prototype, String.prototype].map((each) => Reflect.ownKeys(each).length);
  afterEach(() => {
    expect([Object.prototype, Array.prototype, String.prototype].map((each) => Reflect.ownKeys(each).length)).toEqual(before);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
  const key = fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'polluted',
    'q',
    'c',
    'id',
    'question',
    'context',
    'country',
    'toString',
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<unknown>('TH', 1, null, true, 'polluted'),
      fc.array(tie('value'), { maxLength: 3 }),
      // As JSON.parse makes them: `__proto__` is a key like any other.
      fc
        .array(fc.tuple(key, tie('value')), { maxLength: 4 })
        .map(
          (pairs) => JSON.parse(`{${pairs.map(([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each)}`).join(',')}}`) as unknown,
        ),
    ),
  }));

  test.each<[string, (json: string, parsed: object) => unknown]>([
    ['a line of a batch', (json) => answerLine(lexsea, json, {})],
    ['a context in the store', (json) => parseContext(json)],
    ['a note in the store', (json) => parseNote(json)],
    [
      'a setting in the store',
      (json) =>
        parseSettings([
          { name: '__proto__', value: json },
          { name: 'updates', value: json },
          { name: 'constructor', value: json },
        ]),
    ],
    [
      'a button',
      (_, parsed) => [Carried, CarriedSources, CarriedVote].map((shape) => unpacked<unknown>(shape, packed(parsed, 100_000) ?? '')),
    ],
  ])('%s', (_, parse) => {
    fc.assert(
      fc.property(value, (made) => {
        const json = JSON.stringify(made) ?? 'null';
        const given = parse(json, typeof made === 'object' && made !== null ? made : {});
        const inherited = Object.getPrototypeOf(Object(given)) as object;
        expect(Reflect.get(inherited, 'polluted')).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

test('letters that become many when they are folded stay within bounds', () => {
  // U+FDFA has the longest decomposition of all: eighteen letters.
  const text = 'ﷺ'.repeat(2_000);
  expect(fold(text).length).toBeLessThanOrEqual(18 * text.length);
  expect(lexsea.ask(text).kind).toBe('no-answer');
});
