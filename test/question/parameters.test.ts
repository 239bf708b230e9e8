import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MEMBER_STATES } from '../../src/corpus/member-states.ts';
import { dayOf, jurisdictionsOf, nearest, topicOf, UnknownNameError } from '../../src/question/parameters.ts';
import { index } from '../shipped.ts';
import { anyString } from '../strings.ts';

describe('a list of countries', () => {
  test.each([
    ['SG', 'SG'],
    ['sg', 'SG'],
    ['SG,MY', 'SG MY'],
    [' my , th ', 'MY TH'],
    ['Thailand', 'TH'],
    ['viet nam', 'VN'],
    ['Việt Nam', 'VN'],
    ['East Timor, Burma', 'TL MM'],
    ['Kuala Lumpur', 'MY'],
    ['ASEAN,UN,INTL', 'ASEAN UN INTL'],
    ['SG,sg,Singapore', 'SG'],
    ['SG,,', 'SG'],
    ['', ''],
  ])('%j -> %s', (written, expected) => {
    expect(jurisdictionsOf(index, written).join(' ')).toBe(expected);
  });

  test.each([
    ['Thailnd', 'Thailand'],
    ['Singapor e', 'Singapore'],
    ['SG,Malasya', 'Malaysia'],
    ['Vietnem', 'Viet Nam'],
    ['ASEAM', 'ASEAN'],
  ])('%j is unknown, and %s is near', (written, near) => {
    expect(() => jurisdictionsOf(index, written)).toThrow(UnknownNameError);
    expect(() => jurisdictionsOf(index, written)).toThrow(`nearest known: ${near} `);
  });
});

describe('a topic', () => {
  test.each([
    ['breach-notification', 'breach-notification'],
    ['Breach Notification', 'breach-notification'],
    ['data localisation', 'data-localisation'],
    ['Data breach notification', 'breach-notification'],
    ['hacking', 'illegal-access'],
    ['DPO', 'data-protection-officer'],
    ['extradition', 'extradition'],
  ])('%j -> %s', (written, topic) => {
    expect(topicOf(index, written)).toBe(topic);
  });

  test('is found by each of its ids and labels', () => {
    for (const { id, label } of index.topics) {
      expect(topicOf(index, id)).toBe(id);
      expect(topicOf(index, label.toUpperCase())).toBe(id);
    }
  });

  test.each([
    ['breach-notifcation', 'breach-notification'],
    ['extraditon', 'extradition'],
    ['', ''],
  ])('%j is unknown, and %j is near', (written, near) => {
    expect(() => topicOf(index, written)).toThrow(UnknownNameError);
    expect(() => topicOf(index, written)).toThrow(`nearest known: ${near}`);
  });
});

describe('a day', () => {
  test.each([
    ['2025-06-01', '2025-06-01'],
    ['2025-06', '2025-06-30'],
    ['2024-02', '2024-02-29'],
    ['2025-02', '2025-02-28'],
    ['2025', '2025-12-31'],
  ])('%s -> %s', (written, day) => {
    expect(dayOf(written)).toBe(day);
  });

  test.each(['2025-13-01', '2025-02-30', '2025-00', '1 March 2025', 'yesterday', '25-01-01', '2025-6-1', ''])('%j is none', (written) => {
    expect(() => dayOf(written)).toThrow(UnknownNameError);
  });

  test('of the calendar is itself', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(dayOf(day)).toBe(day);
        expect(dayOf(day.slice(0, 7)) >= day).toBe(true);
      }),
    );
  });
});

describe('any string', () => {
  test('is resolved or refused in one line, never anything else', () => {
    const refused = (read: () => unknown): void => {
      try {
        read();
      } catch (error) {
        expect(error).toBeInstanceOf(UnknownNameError);
      }
    };
    fc.assert(
      fc.property(anyString, (text) => {
        refused(() => jurisdictionsOf(index, text));
        refused(() => topicOf(index, text));
        refused(() => dayOf(text));
      }),
    );
  });

  test('the nearest of a list is in the list, and a name of the list is nearest to itself', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(MEMBER_STATES).toContain(nearest(text, MEMBER_STATES));
      }),
    );
    for (const { id } of index.topics)
      expect(
        nearest(
          id,
          index.topics.map((topic) => topic.id),
        ),
      ).toBe(id);
  });
});
