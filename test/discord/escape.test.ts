import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, plain, safeUrl, unescaped } from '../../adapters/discord/render/escape.ts';
import { cut } from '../../adapters/discord/render/limits.ts';
import { quotedIn, quoteOf, readable } from '../../adapters/discord/render/quote.ts';
import { anyString, longStrings } from '../strings.ts';
import { anyText, anyUrl } from './any-answer.ts';

const anything = fc.oneof(anyString, anyText);

describe('a text is shown as it is and does nothing', () => {
  test.each([
    ['Section 37(4): within 72 hours.', 'Section 37(4): within 72 hours.'],
    ['*bold* _it_ ~~no~~ `code` ||hide||', '\\*bold\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\` \\|\\|hide\\|\\|'],
    ['[official](https://evil.example)', '\\[official\\](https\\://evil.example)'],
    ['see https://evil.example', 'see https\\://evil.example'],
    ['@everyone and @here', '@\u200beveryone and @\u200bhere'],
    ['<@1> <@&2> <#3> </ask:4> <:a:5> <t:6:R>', '\\<@\u200b1\\> \\<@\u200b&2\\> \\<\\#3\\> \\</ask:4\\> \\<:a:5\\> \\<t:6:R\\>'],
    ['# Law', '\\# Law'],
    ['-# small', '\\-\\# small'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['> forged', '\\> forged'],
    ['one\n\n> two', 'one \\> two'],
    ['back\\slash', 'back\\\\slash'],
    ['gnp\u202egpj', 'gnpgpj'],
    ['lone \ud800', 'lone \ufffd'],
  ])('%j -> %j', (text, markdown) => {
    expect(escaped(text)).toBe(markdown);
  });

  test('nothing that Discord reads as markup is left, whatever the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const markdown = escaped(text);
        const bare = markdown.replace(/\\[^0-9A-Za-z\s]/g, '');
        expect(bare).not.toMatch(/[\\*_~`|<>[\]#\n\r]/);
        expect(bare).not.toMatch(/:\/\//);
        expect(markdown).not.toMatch(/@(?!\u200b)/);
        expect(markdown).not.toMatch(/^(?:[-+]|\d+[.)])/);
      }),
    );
  });

  test('what was escaped can be read back', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(unescaped(escaped(text))).toBe(plain(text));
      }),
    );
  });

  test('plain text stays as it is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(plain(plain(text))).toBe(plain(text));
      }),
    );
  });

  test.each(longStrings)('a long text of %s takes no long time', (_, text) => {
    expect(unescaped(escaped(text))).toBe(plain(text));
  });
});

describe('an address that may be opened', () => {
  test.each([
    ['https://a.example/b', 'https://a.example/b'],
    ['https://a.example/b(c)', 'https://a.example/b%28c%29'],
    ['https://a.example/b c', 'https://a.example/b%20c'],
    ['https://a.example/b)[x](https://evil.example', 'https://a.example/b%29%5Bx%5D%28https://evil.example'],
    ['https://searchlaw.ocs.go.th/council-of-state/#/public/doc/Rn==', 'https://searchlaw.ocs.go.th/council-of-state/#/public/doc/Rn=='],
    ['javascript:alert(1)', null],
    ['discord://-/channels/1', null],
    ['https://www.pdpc.gov.sg@evil.example/', null],
    ['pdpc.gov.sg', null],
    ['', null],
    [null, null],
  ])('%j -> %j', (url, safe) => {
    expect(safeUrl(url)).toBe(safe);
  });

  test('never ends a link early', () => {
    fc.assert(
      fc.property(fc.oneof(anyUrl, anything), (url) => {
        const safe = safeUrl(url);
        if (safe !== null) expect(safe).toMatch(/^https?:\/\/[^\s()<>[\]\\"']+$/);
      }),
    );
  });
});

describe('the question that an answer quotes', () => {
  test('is read back from the message as it was asked', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const asked = readable(text);
        expect(asked.length).toBeLessThanOrEqual(600);
        expect(quoteOf(asked).length).toBeLessThanOrEqual(1202);
        expect(quotedIn([{ type: 17, components: [{ type: 10, content: quoteOf(asked) }] }])).toBe(asked);
      }),
    );
  });

  test.each([[[]], [[{ type: 10, content: 'no quote' }]], [[null, 3, 'text']]])('is not there in %j', (components) => {
    expect(quotedIn(components)).toBeNull();
  });
});

test('a text is cut at a word, never within a character', () => {
  expect(cut('Data breach notification', 15)).toBe('Data breach…');
  expect(cut('Datenschutzgrundverordnung', 10)).toBe('Datenschu…');
  expect(cut(`${'a'.repeat(8)}😀b`, 10)).toBe('aaaaaaaa…');
  fc.assert(
    fc.property(anything, fc.integer({ min: 1, max: 120 }), (text, longest) => {
      expect(cut(text, longest).length).toBeLessThanOrEqual(longest);
      expect(cut(text.toWellFormed(), longest).isWellFormed()).toBe(true);
    }),
  );
});
