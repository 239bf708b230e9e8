import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentencesOf } from '../../src/text/sentences.ts';
import { anyString, longStrings } from '../strings.ts';

describe('the sentences of a digest', () => {
  test.each<[string, string[]]>([
    ['One. Two.', ['One.', 'Two.']],
    ['What? Yes! Ok.', ['What?', 'Yes!', 'Ok.']],
    ['No full stop', ['No full stop']],
    ['A fine of RM50,000. Five years in prison.', ['A fine of RM50,000.', 'Five years in prison.']],
    ['It takes 3.5 million. 72 hours are left.', ['It takes 3.5 million.', '72 hours are left.']],
    ['lower. case goes on. Upper does not.', ['lower. case goes on.', 'Upper does not.']],
    ['The Act says "access." It means use.', ['The Act says "access."', 'It means use.']],
    ['It may (or must.) Then it ends.', ['It may (or must.)', 'Then it ends.']],
    ['It ends. "It" begins.', ['It ends.', '"It" begins.']],
    ['It ends. (It begins.)', ['It ends.', '(It begins.)']],
    ['Two\n\nlines. Here.', ['Two\n\nlines.', 'Here.']],
    ['One.\n\nTwo.', ['One.', 'Two.']],
    ['Law No. 5 of 2020. It binds.', ['Law No. 5 of 2020.', 'It binds.']],
    ['Nos. 3 and 4 apply.', ['Nos. 3 and 4 apply.']],
    ['Act B.E. 2562 applies. It binds.', ['Act B.E. 2562 applies.', 'It binds.']],
    ['G.R. No. 203335 was decided. It stands.', ['G.R. No. 203335 was decided.', 'It stands.']],
    ['Disini v. Secretary of Justice. Held.', ['Disini v. Secretary of Justice.', 'Held.']],
    ['U.S. law differs. So does ours.', ['U.S. law differs.', 'So does ours.']],
    ['e.g. Section 5 applies.', ['e.g. Section 5 applies.']],
    ['Grab Pte. Ltd. Singapore was fined.', ['Grab Pte. Ltd. Singapore was fined.']],
    ['Since Aug. 2024 it binds.', ['Since Aug. 2024 it binds.']],
    ['Mr. Tan and Dr. Lee met. They left.', ['Mr. Tan and Dr. Lee met.', 'They left.']],
    ['  Spaces around.  ', ['Spaces around.']],
    ['', []],
    ['   ', []],
  ])('%j', (text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });
});

describe('any string', () => {
  test('no sentence is empty, and together they are the text', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const sentences = sentencesOf(text);
        for (const sentence of sentences) expect(sentence.trim()).not.toBe('');
        expect(sentences.join(' ').replace(/\s+/g, ' ')).toBe(text.trim().replace(/\s+/g, ' '));
      }),
    );
  });

  test('a sentence that was cut out is not cut again', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        expect(sentencesOf(text).flatMap(sentencesOf)).toEqual(sentencesOf(text));
      }),
    );
  });

  test.each(longStrings)('100,000 units of %s are read', (_, text) => {
    expect(sentencesOf(text).join(' ').length).toBeLessThanOrEqual(text.length);
  });
});
