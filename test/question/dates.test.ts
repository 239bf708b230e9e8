import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf } from '../../src/question/dates.ts';
import { anyString, longStrings } from '../strings.ts';

describe('the day that a question asks about', () => {
  test.each([
    // a year
    ['what was the law in 2015?', '2015'],
    ['IN 2023', '2023'],
    ['in\n2023', '2023'],
    ['the law before 2022', '2021'],
    ['apa hukumnya sebelum 2022', '2021'],
    ['duties since 2024', '2024'],
    ['until 2021', '2021'],
    ['during 1999', '1999'],
    ['back in 2012', '2012'],
    ['as of 2024', '2024'],
    ['as at 2024', '2024'],
    ['undang-undang tahun 2022', '2022'],
    ['pada tahun 2022', '2022'],
    ['pada 2021', '2021'],
    ['luật năm 2023', '2023'],
    // Thai: no space before the word, and years of the Buddhist era
    ['ปี 2023', '2023'],
    ['ปี 2566', '2023'],
    ['กฎหมายปี2566', '2023'],
    ['ในปี พ.ศ. ๒๕๖๖', '2023'],
    ['พ.ศ. 2562', null],
    ['ปี 2566-67', null],
    // a month
    ['in May 2024', '2024-05'],
    ['March 2025', '2025-03'],
    ['jan 2020', '2020-01'],
    ['Dec. 2021', '2021-12'],
    ['Sept 2024', '2024-09'],
    ['in sept. 2024', '2024-09'],
    ['since 2024-06', '2024-06'],
    // a day
    ['as of 1 March 2025', '2025-03-01'],
    ['1st March 2025', '2025-03-01'],
    ['the 22nd November 2026', '2026-11-22'],
    ['3rd sep 2024', '2024-09-03'],
    ['March 1, 2025', '2025-03-01'],
    ['december 25, 2020', '2020-12-25'],
    ['Sept. 5, 2024', '2024-09-05'],
    ['March 1st, 2025', '2025-03-01'],
    ['on 2025-03-01', '2025-03-01'],
    ['as of 2025-12-31', '2025-12-31'],
    // the first of two, and the more exact of two
    ['in 2020 and in 2021', '2020'],
    ['in 2020 or on 2021-05-01', '2021-05-01'],
    // a year that belongs to a title
    ['Cybersecurity Act 2018', null],
    ['Cybersecurity Act 2018 in 2017', '2017'],
    ['PDPA B.E. 2562', null],
    ['Law 24/2018', null],
    ['in Law 24/2018', null],
    ['in 2018/2019', null],
    ['the Act of 2012', null],
    // a day, a month that does not exist, a span
    ['31 February 2025', null],
    ['99 March 2025', null],
    ['0 March 2025', null],
    ['February 30, 2024', null],
    ['29 February 2024', '2024-02-29'],
    ['29 February 2025', null],
    ['as of 2025-13-45', null],
    ['as of 2025-02-30 or in 2024', '2024'],
    ['in 2023-24', null],
    ['in 2020-2024', null],
    // no date
    ['2023', null],
    ['in 1899', null],
    ['in 2100', null],
    ['in 20233', null],
    ['in 20', null],
    ['within 72 hours', null],
    ['maybe 2024', null],
    ['marching 2024', null],
    ['s 2012', null],
    ['', null],
  ])('%j -> %s', (text, expected) => {
    expect(dateOf(text)).toBe(expected);
  });
});

describe('any string', () => {
  test('has no date or one as YYYY, YYYY-MM or YYYY-MM-DD', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(dateOf(text) ?? '2026').toMatch(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/);
        expect(dateOf(`in ${text}`) ?? '2026').toMatch(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/);
      }),
    );
  });

  test('every day is read as it is written, in digits or in words', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        const words = day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
        expect(dateOf(`as of ${iso}`)).toBe(iso);
        expect(dateOf(`as of ${words}`)).toBe(iso);
        expect(dateOf(`since ${iso.slice(0, 7)}`)).toBe(iso.slice(0, 7));
        expect(dateOf(`in ${iso.slice(0, 4)}`)).toBe(iso.slice(0, 4));
      }),
    );
  });

  test('a date that was read is read again', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const date = dateOf(text);
        if (date?.includes('-')) expect(dateOf(`on ${date}`)).toBe(date);
      }),
    );
  });

  test.each(longStrings)('of 100,000 units of %s is read', (_, text) => {
    expect((dateOf(text) ?? '').length).toBeLessThanOrEqual(10);
  });
});
