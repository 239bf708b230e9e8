import { describe, expect, test } from 'vitest';
import { UNSET } from '../../adapters/slack/render/settings-modal.ts';
import { changesOf } from '../../adapters/slack/settings.ts';

describe('a filled form changes', () => {
  test.each([
    [{}, {}],
    [{ country: 'TH' }, { country: 'TH' }],
    [{ country: UNSET }, { country: undefined }],
    [{ country: 'ZZ' }, { country: undefined }],
    [
      { listen: 'questions', audience: 'public' },
      { listen: 'questions', audience: 'public' },
    ],
    [
      { listen: UNSET, audience: 'everybody' },
      { listen: undefined, audience: undefined },
    ],
    [{ quiet: true }, { quiet: true }],
    [{ quiet: false }, { quiet: undefined }],
    [{ quiet: undefined }, {}],
  ])('%j to %j', (filled, expected) => {
    expect(changesOf(filled)).toEqual(expected);
    expect(Object.keys(changesOf(filled))).toEqual(Object.keys(expected));
  });
});
