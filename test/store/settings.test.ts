import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSettings, type Scope, type SettingsRecord, settingsShape } from '../../src/store/settings.ts';
import { anyString } from '../strings.ts';
import { onEachDatabase } from './places.ts';
import { temporaryStore } from './temporary-store.ts';

const workspace: Scope = { surface: 'slack', community: 'T1' };
const channel: Scope = { ...workspace, place: 'C1' };
const person: Scope = { ...workspace, user: 'U1' };
const everything: Scope = { ...workspace, place: 'C1', user: 'U1' };

onEachDatabase((here) => {
  describe('settings', () => {
    test.each<[string, [Scope, SettingsRecord][], SettingsRecord]>([
      ['nothing set', [], {}],
      ['the community', [[workspace, { country: 'TH' }]], { country: 'TH' }],
      [
        'the channel over the community',
        [
          [workspace, { country: 'TH' }],
          [channel, { country: 'MY' }],
        ],
        { country: 'MY' },
      ],
      [
        'the community over the person',
        [
          [person, { country: 'ID' }],
          [workspace, { country: 'TH' }],
        ],
        { country: 'TH' },
      ],
      [
        'the person where nobody else set it',
        [
          [person, { country: 'ID' }],
          [channel, { quiet: true }],
        ],
        { country: 'ID', quiet: true },
      ],
      [
        'false over true',
        [
          [workspace, { quiet: true }],
          [channel, { quiet: false }],
        ],
        { quiet: false },
      ],
      [
        'null over a list',
        [
          [workspace, { updates: { countries: ['SG'], topics: [] } }],
          [channel, { updates: null }],
        ],
        { updates: null },
      ],
      [
        'the later of two',
        [
          [workspace, { cooldown: 5 }],
          [workspace, { cooldown: 0 }],
        ],
        { cooldown: 0 },
      ],
      [
        'what was not changed stays',
        [
          [workspace, { country: 'VN', listen: 'mentions' }],
          [workspace, { listen: 'questions' }],
        ],
        { country: 'VN', listen: 'questions' },
      ],
      [
        'undefined falls back',
        [
          [workspace, { country: 'TH' }],
          [channel, { country: 'MY' }],
          [channel, { country: undefined }],
        ],
        { country: 'TH' },
      ],
      ['another channel', [[{ ...workspace, place: 'C2' }, { country: 'MY' }]], {}],
      ['another workspace', [[{ surface: 'slack', community: 'T2' }, { country: 'MY' }]], {}],
      ['another surface', [[{ surface: 'discord', community: 'T1' }, { country: 'MY' }]], {}],
    ])('%s', async (_, changes, holds) => {
      const { settings } = await temporaryStore((await here()).options);
      for (const [scope, change] of changes) await settings.set(scope, change);
      expect(await settings.get(everything)).toEqual(holds);
    });

    test('of one level alone, for a form', async () => {
      const { settings } = await temporaryStore((await here()).options);
      await settings.set(workspace, { country: 'TH', quiet: true });
      await settings.set(channel, { country: 'MY' });
      expect(await settings.own(channel)).toEqual({ country: 'MY' });
      expect(await settings.own(workspace)).toEqual({ country: 'TH', quiet: true });
      await settings.remove(channel);
      expect(await settings.own(channel)).toEqual({});
      expect(await settings.get(channel)).toEqual({ country: 'TH', quiet: true });
    });

    test("a person's go with them through all of Discord, and stay in one Slack workspace", async () => {
      const { settings } = await temporaryStore((await here()).options);
      await settings.set({ surface: 'discord', community: 'G1', user: 'U1' }, { country: 'PH' });
      await settings.set({ surface: 'slack', community: 'T1', user: 'U1' }, { country: 'PH' });
      expect(await settings.get({ surface: 'discord', community: 'G2', user: 'U1' })).toEqual({ country: 'PH' });
      expect(await settings.get({ surface: 'slack', community: 'T2', user: 'U1' })).toEqual({});
    });

    test.each<[object, RegExp]>([
      [{ country: 'US' }, /^setting country: /],
      [{ audience: 'everybody' }, /^setting audience: /],
      [{ cooldown: -1 }, /^setting cooldown: /],
      [{ cooldown: 0.5 }, /^setting cooldown: /],
      [{ updates: { countries: ['XX'], topics: [] } }, /^setting updates\.countries\.0: /],
      [{ colour: 'red' }, /^setting .*colour/],
      [JSON.parse('{"__proto__": {"quiet": true}}') as object, /^setting .*__proto__/],
    ])('%j is refused, and nothing is changed', async (change, message) => {
      const { settings } = await temporaryStore((await here()).options);
      await expect(settings.set(workspace, change as SettingsRecord)).rejects.toThrow(message);
      expect(await settings.get(everything)).toEqual({});
    });

    test('are changed for a place or a person, not for both at once', async () => {
      const { settings } = await temporaryStore((await here()).options);
      await expect(settings.set(everything, { country: 'TH' })).rejects.toThrow(/not for both/);
    });

    test('are found wherever they are set, for those who are to be told', async () => {
      const { settings } = await temporaryStore((await here()).options);
      const updates = { countries: ['TH' as const], topics: [] };
      await settings.set(workspace, { updates, country: 'TH' });
      await settings.set(channel, { updates: { ...updates, topics: ['cii'] } });
      await settings.set({ ...workspace, place: 'C2' }, { updates: null });
      await settings.set({ ...workspace, place: 'C3' }, { country: 'MY' });
      await settings.set({ surface: 'discord', community: 'G1', place: 'C1' }, { updates });
      expect(await settings.everywhere('slack', 'updates')).toEqual([
        { scope: workspace, value: updates },
        { scope: channel, value: { ...updates, topics: ['cii'] } },
      ]);
      expect((await settings.everywhere('slack', 'country')).map(({ value }) => value)).toEqual(['TH', 'MY']);
    });

    test('two changes at once keep both', async () => {
      const first = await temporaryStore((await here()).options);
      await Promise.all([first.settings.set(workspace, { country: 'TH' }), first.settings.set(workspace, { quiet: true })]);
      expect(await first.settings.get(workspace)).toEqual({ country: 'TH', quiet: true });
    });
  });
});

describe('settings in the table', () => {
  test('what is not of its kind counts as not set', () => {
    expect(
      parseSettings([
        { name: 'country', value: '"TH"' },
        { name: 'audience', value: '"all"' },
        { name: 'quiet', value: 'tru' },
        { name: 'toString', value: '"x"' },
        { name: '__proto__', value: '{"quiet": true}' },
      ]),
    ).toEqual({ country: 'TH' });
  });

  test('whatever stands there, the record is a record of settings', () => {
    const name = fc.oneof(fc.constantFrom(...Object.keys(settingsShape.shape)), anyString);
    fc.assert(
      fc.property(fc.array(fc.record({ name, value: fc.oneof(fc.json(), anyString) })), (rows) => {
        expect(settingsShape.strict().safeParse(parseSettings(rows)).success).toBe(true);
      }),
    );
  });
});
