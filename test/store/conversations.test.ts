import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConversationContext } from '../../src/question/context.ts';
import { contextText, parseContext } from '../../src/store/conversations.ts';
import { keyOf } from '../../src/store/keys.ts';
import { anyString } from '../strings.ts';
import { onEachDatabase } from './places.ts';
import { SECRET, temporaryStore } from './temporary-store.ts';

const thread = keyOf('slack', 'T1', 'C1', '170.1');
const minutes = (n: number): number => n * 60_000;
const NOTHING: ConversationContext = {
  places: [],
  hintedPlaces: [],
  placesTogether: false,
  instruments: [],
  institutions: [],
  topics: [],
  pinpoints: [],
  intents: [],
  terms: [],
};
const about = (place: string): ConversationContext => ({ ...NOTHING, places: [place] });

onEachDatabase((here) => {
  describe('a conversation', () => {
    test('is remembered for half an hour after its last turn', async () => {
      const place = await here();
      const { conversations } = await temporaryStore(place.options);
      expect(await conversations.get(thread)).toBeNull();
      await conversations.put(thread, about('TH'));
      await place.later(minutes(29));
      expect(await conversations.get(thread)).toEqual(about('TH'));
      await conversations.put(thread, about('MY'));
      await place.later(minutes(29));
      expect(await conversations.get(thread)).toEqual(about('MY'));
      await place.later(minutes(1));
      expect(await conversations.get(thread)).toBeNull();
    });

    test('goes on after a restart, and not in another thread', async () => {
      const { options } = await here();
      await (await temporaryStore(options)).conversations.put(thread, about('TH'));
      const { conversations } = await temporaryStore(options);
      expect(await conversations.get(thread)).toEqual(about('TH'));
      expect(await conversations.get(keyOf('slack', 'T1', 'C1', '170.2'))).toBeNull();
    });

    test('goes on under another secret as long as the former one is given too', async () => {
      const { options } = await here();
      await (await temporaryStore(options)).conversations.put(thread, about('TH'));
      const secret = 'another secret of tests';
      expect(await (await temporaryStore({ ...options, secret })).conversations.get(thread)).toBeNull();
      const { conversations } = await temporaryStore({ ...options, secret, previousSecret: SECRET });
      expect(await conversations.get(thread)).toEqual(about('TH'));
      await conversations.put(thread, about('MY'));
      expect(await conversations.get(thread)).toEqual(about('MY'));
      await conversations.remove(thread);
      expect(await conversations.get(thread)).toBeNull();
    });

    test('can be begun anew', async () => {
      const { conversations } = await temporaryStore((await here()).options);
      await conversations.put(thread, about('TH'));
      await conversations.remove(thread);
      expect(await conversations.get(thread)).toBeNull();
    });

    const list = (unit: string, length: number): ConversationContext => ({ ...NOTHING, instruments: Array(length).fill(unit) });
    test.each<[string, unknown, RegExp | null]>([
      [
        'a turn',
        { ...about('TH'), terms: [['breach', 0.5]], pinpoints: [{ unit: 's', number: '37', subs: ['4'], written: 's 37(4)' }] },
        null,
      ],
      ['many names', list('a'.repeat(90), 40), null],
      ['4 kB and more', list('a'.repeat(110), 40), /has \d+ bytes; it must have fewer than 4096/],
      ['bytes count, not characters', list('ก'.repeat(40), 40), /has \d+ bytes/],
      ['a list', [1], /does not fit its shape/],
      ['a field that is missing', { ...NOTHING, places: undefined }, /does not fit its shape at places/],
      ['a field of another kind', { ...NOTHING, terms: [['breach', '1']] }, /does not fit its shape at terms/],
      ['a number that JSON has not', { ...NOTHING, terms: [['breach', Number.NaN]] }, /does not fit its shape at terms/],
    ])('%s', async (_, context, refused) => {
      const { conversations } = await temporaryStore((await here()).options);
      const put = conversations.put(thread, context as ConversationContext);
      if (refused) await expect(put).rejects.toThrow(refused);
      else await expect(put).resolves.toBeUndefined();
      expect(await conversations.get(thread)).toEqual(refused ? null : context);
    });

    test('what is no part of a context is not kept', async () => {
      const { conversations } = await temporaryStore((await here()).options);
      const more: ConversationContext & { text: string } = { ...about('TH'), text: 'what did I ask?' };
      await conversations.put(thread, more);
      expect(await conversations.get(thread)).toEqual(about('TH'));
    });
  });
});

test('any text in the table is a context or none', () => {
  const field = (of: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary: of }, fc.jsonValue());
  const like = fc.record(
    Object.fromEntries(
      Object.entries(NOTHING).map(([name, value]) => [name, field(typeof value === 'boolean' ? fc.boolean() : fc.array(anyString))]),
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        anyString,
        like.map((value) => JSON.stringify(value)),
      ),
      (text) => {
        const context = parseContext(text);
        if (context !== null) expect(parseContext(contextText(context))).toEqual(context);
      },
    ),
  );
});
