import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Analysis } from '../../src/index/analysis.ts';
import { type Lessons, lessonsOf, packLessons, unpackLessons } from '../../src/index/lessons.ts';
import { anyString } from '../strings.ts';

const texts = fc.array(anyString, { maxLength: 5 });
const item = fc.record({
  jurisdiction: fc.constantFrom('SG', 'TH'),
  heading: anyString,
  text: anyString,
  asks: texts,
  topics: fc.array(fc.string(), { maxLength: 3 }),
});

/** With every text as a list of numbers. */
const plain = (lessons: Lessons): unknown =>
  JSON.parse(JSON.stringify(lessons, (_, value) => (value instanceof Uint32Array ? [...value] : value)));

test('lessons arrive in another thread as they were', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), fc.array(fc.record({ asks: texts, names: texts }), { maxLength: 3 }), (items, scopes) => {
      const lessons = lessonsOf(items, scopes, [{ id: 'a' }], new Analysis());
      expect(plain(unpackLessons(structuredClone(packLessons(lessons))))).toEqual(plain(lessons));
    }),
  );
});

test.each([
  ['Notify the Office in 72 hours', ['notifi', 'offic', '72', 'hour']],
  ['', []],
])('%j is searched for by %j', (text, terms) => {
  expect(new Analysis().terms(text)).toEqual(terms);
});
