import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, headOf, literal, shortened, webAddress, written } from '../../adapters/slack/render/escape.ts';
import { link, pieces, plainOf, text } from '../../adapters/slack/render/rich-text.ts';
import { anyString, longStrings } from '../strings.ts';
import { anyText } from './any-answer.ts';

const strings = fc.oneof(anyString, anyText);

describe('text of Slack, as its author wrote it', () => {
  test.each([
    ['<@U123> deadline in Thailand?', 'deadline in Thailand?'],
    ['<@U123|lexsea> deadline', 'deadline'],
    ['see <#C1|general> first', 'see #general first'],
    ['see <#C1> first', 'see first'],
    ['<!channel> help', 'help'],
    ['<!subteam^S1|@legal> help', 'help'],
    ['<https://sso.agc.gov.sg/Act/CA2018|the Act>', 'the Act'],
    ['<https://sso.agc.gov.sg/>', 'https://sso.agc.gov.sg/'],
    ['fines &lt; 5 &amp; &gt; 2', 'fines < 5 & > 2'],
    ['&amp;lt;!channel&amp;gt;', '&lt;!channel&gt;'],
    ['  two   spaces\nand a line ', 'two spaces\nand a line'],
    ['<unclosed', '<unclosed'],
    ['', ''],
  ])('%j is %j', (sent, expected) => expect(written(sent)).toBe(expected));

  test.each(longStrings)('%s a hundred thousand times takes no time', (_, text) => {
    expect(written(text).length).toBeLessThanOrEqual(text.length);
  });
});

describe('the plain text of a message', () => {
  test.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U1> & <https://evil.example|x>', '&lt;@U1&gt; &amp; &lt;https://evil.example|x&gt;'],
    ['&lt;', '&amp;lt;'],
    ['a\u202eb\u0000c\u2066d', 'abcd'],
    ['a\ud800b', 'a\ufffdb'],
    ['line\r\nline\tcell', 'line\nline\tcell'],
  ])('%j is %j', (from, expected) => expect(escaped(from)).toBe(expected));

  test('holds no control sequence whatever it is made of, and is read as it was', () => {
    fc.assert(
      fc.property(strings, (from) => {
        const to = escaped(from);
        expect(to).not.toMatch(/[<>]/);
        expect(written(to)).toBe(written(escaped(literal(from))));
        expect(to.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toBe(literal(from));
      }),
    );
  });
});

describe('a link leads to a page of the web and nowhere else', () => {
  test.each([
    ['https://sso.agc.gov.sg/Act/CA2018', 'https://sso.agc.gov.sg/Act/CA2018'],
    ['http://a.example/|<x>', 'http://a.example/|%3Cx%3E'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['slack://open', null],
    ['https://user:secret@a.example/', null],
    ['https://www.asean.org@evil.example/', null],
    [`https://a.example/${'x'.repeat(3000)}`, null],
    ['no address', null],
    [null, null],
  ])('%j gives %j', (from, expected) => expect(webAddress(from)).toBe(expected));
});

describe('cutting', () => {
  test.each([
    ['One sentence. Another one.', 20, 'One sentence. '],
    ['one two three four', 10, 'one two '],
    ['abcdefghij', 4, 'abcd'],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 14, '👨‍👩‍👧‍👦'],
    ['short', 10, 'short'],
  ])('%j to %i is cut after %j', (from, most, expected) => expect(from.slice(0, headOf(from, most))).toBe(expected));

  test('never splits a pair of surrogates, and always gets on', () => {
    fc.assert(
      fc.property(strings, fc.integer({ min: 1, max: 50 }), (from, most) => {
        const at = headOf(from.toWellFormed(), most);
        expect(at).toBeLessThanOrEqual(Math.max(most, 1));
        if (from.length > 0) expect(at).toBeGreaterThan(0);
        if (most > 1) expect(from.toWellFormed().slice(0, at).isWellFormed()).toBe(true);
      }),
    );
  });

  test.each([
    ['a label that is too long for its button', 20, 'a label that is…'],
    ['fits', 4, 'fits'],
  ])('%j shortened to %i is %j', (from, most, expected) => {
    expect(shortened(from, most)).toBe(expected);
    expect(shortened(from, most).length).toBeLessThanOrEqual(most);
  });

  test('a line in pieces keeps all of its text, its links whole, and its room', () => {
    const room = { text: 300, json: 700 };
    fc.assert(
      fc.property(fc.array(fc.tuple(strings, fc.boolean()), { maxLength: 12 }), (parts) => {
        const line = parts.map(([content, linked], n) => (linked ? link(`[${n}]`, 'https://a.example/') : text(content)));
        const cut = pieces(line, room);
        expect(cut.map(plainOf).join('')).toBe(plainOf(line));
        for (const piece of cut) {
          expect(escaped(plainOf(piece)).length).toBeLessThanOrEqual(room.text);
          for (const each of piece) if (each.type === 'link') expect(each.text).toMatch(/^\[\d+\]$/);
        }
      }),
    );
  });
});
