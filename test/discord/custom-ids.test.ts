import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, actionOf, customIdOf, MOST_ITEMS, shortName, type TableSource } from '../../adapters/discord/custom-ids.ts';
import { idsOf } from '../../adapters/discord/items.ts';
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import { index } from '../shipped.ts';
import { anyString } from '../strings.ts';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const topic = fc.constantFrom(...index.topics.map(({ id }) => id));
const places = fc.uniqueArray(fc.constantFrom(...MEMBER_STATES, 'ASEAN'), { maxLength: 12 });
const items = fc.array(fc.constantFrom(...index.items.map(({ id }) => shortName(id))), { maxLength: MOST_ITEMS });
const source: fc.Arbitrary<TableSource> = fc.oneof(
  fc.record({ by: fc.constant('question' as const), asOf: day, home: fc.option(fc.constantFrom(...MEMBER_STATES, 'ASEAN')), in: places }),
  fc.record({ by: fc.constant('topic' as const), asOf: day, topic, states: places }),
);
const kind = fc.constantFrom('answer', 'comparison', 'correction', 'clarification', 'no-answer');
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ verb: fc.constant('sources' as const), asOf: day, first: fc.integer({ min: 1, max: 60 }), items }),
  fc.record({ verb: fc.constant('compare' as const), topic }),
  fc.record({ verb: fc.constant('page' as const), page: fc.nat(99), source }),
  fc.record({ verb: fc.constant('table' as const), source }),
  fc.constant<Action>({ verb: 'share' }),
  fc.record({ verb: fc.constant('vote' as const), vote: fc.constantFrom('right' as const, 'wrong' as const), kind, items }),
  fc.constant<Action>({ verb: 'thread' }),
  fc.record({ verb: fc.constant('follow' as const), topic: fc.option(topic), places }),
);

describe('a custom_id', () => {
  test('says the whole action in at most 100 characters', () => {
    fc.assert(
      fc.property(action, (each) => {
        const id = customIdOf(each);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(actionOf(id)).toEqual(each);
      }),
    );
  });

  test.each([
    [{ verb: 'share' }, 'h:'],
    [{ verb: 'compare', topic: 'breach-notification' }, 'c:breach-notification'],
    [{ verb: 'follow', topic: 'breach-notification', places: ['TH', 'SG'] }, 'f:breach-notification:TH+SG'],
    [{ verb: 'page', page: 1, source: { by: 'question', asOf: '2026-11-25', home: 'TH', in: [] } }, 'p:1:q:2026-11-25:TH:'],
    [
      { verb: 'table', source: { by: 'topic', asOf: '2026-11-25', topic: 'extradition', states: ['SG', 'MY'] } },
      'd:t:2026-11-25:extradition:SG+MY',
    ],
  ] as [Action, string][])('of %j is %s', (each, id) => {
    expect(customIdOf(each)).toBe(id);
  });

  test.each([
    '',
    'x:',
    'h:1',
    's:2026-11-25:0:',
    's:2026-11-25:1:abc',
    'c:',
    'c:Breach',
    'p:1:q:2026',
    'v:x:0:',
    'v:r:9:',
    'f',
    'page 3',
    '__proto__',
  ])('%j is none of ours', (id) => {
    expect(actionOf(id)).toBeNull();
  });

  test('that comes from outside is read or refused, never an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyString,
          fc.string().map((text) => `s:${text}`),
          fc.string().map((text) => `p:1:${text}`),
        ),
        (id) => {
          const read = actionOf(id);
          if (read) expect(customIdOf(read).length).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  test('that would be too long is refused before it is sent', () => {
    expect(() => customIdOf({ verb: 'compare', topic: 'x'.repeat(120) })).toThrow(RangeError);
  });
});

describe('short names', () => {
  test('are told apart for every item of the corpus', () => {
    expect(new Set(index.items.map(({ id }) => shortName(id))).size).toBe(index.items.length);
  });

  test('lead back to the items, in order; unknown ones are left out', () => {
    const ids = index.items.slice(0, 3).map(({ id }) => id);
    expect(idsOf(index, [...ids.map(shortName), 'zzzzzz'])).toEqual(ids);
  });
});
